import HotSpots
import TestSupport
import Testing

/// What esda 2.9.0 says of the same values: `G_Local(star=True, transform="B")`, `Moran_Local`, `Moran`, with weights of lat2W.
@Suite struct EsdaTests {
  static let values: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4]

  @Test func rook() throws {
    let map = try map(corners: false)
    let z = [
      -0.35944723182401367, -1.9459263541245981, -1.5318994702683004, -0.9108591444838544, -1.2870529913698554,
      -0.08280537677125974, 0.3346539459846452, 0.3346539459846452, -0.4302693591231155, 0.5382349490131864,
      1.159275274797632, 0.3346539459846452, 1.6732697299232269, 2.6294238613079277, 0.7452483909413349,
      -1.0551515514833951, -0.7038457025557059, 0.5382349490131864, 0.5382349490131864, 1.4957642872676702,
    ]
    let i = [
      -0.03805485384337789, 0.9767412486466979, 0.2544989775051124, 0.09679417779381673, -0.0586250451100687,
      -0.8631480813184168, -0.44945867917719245, 0.0236557199566944, -0.012342114760014459, -0.3763202213400698,
      0.037369180801154915, -0.15119090581017672, 0.6544749188018769, 0.8550342836521114, -0.10433658125827003,
      0.3424936845904004, 0.07165283291230579, -0.3763202213400698, -0.07919523637675918, -0.42546012269938643,
    ]
    #expect(zip(map.gi.statistic, z).allSatisfy { isNear($0, $1) })
    #expect(zip(map.moran.statistic, i).allSatisfy { isNear($0, $1) })
    #expect(isNear(try #require(map.global.i), 0.01990857692770361))
    #expect(isNear(map.global.expected, -0.05263157894736842))
    #expect(isNear(try #require(map.global.z), 0.4199628234599059))
    #expect(isNear(try #require(map.global.p), 0.6745126123133087))
  }

  @Test func queen() throws {
    let map = try map(corners: true)
    let z = [
      -0.9108591444838544, -0.7408541993880488, -1.82503107654129, -0.9215503455802551, -1.1178725864120034,
      -0.1987657608114279, 0.5575909842447468, -0.1081892954504738, 0.8904811240923567, 0.16262653157298665,
      -0.01806961461922063, 0.5575909842447468, 1.0569261940161612, 1.7227064737113826, 1.2468034087262283,
      -0.2898188186994083, 0.16262653157298665, 1.4274995549184346, 1.9695879934950555, 1.7803156005820782,
    ]
    let i = [
      0.215644171779141, 0.02639841212558625, 0.21564417177914103, 0.13199206062793195, -0.03805485384337792,
      -0.5975640562973654, -0.302896066402021, -0.03548357993504144, 0.013370624323349008, -0.13953446409238546,
      -0.00102850956333453, 0.01079935041501281, 0.15650487188740556, 0.3022103933597981, 0.31300974377481083,
      -0.03805485384337796, -0.2931252255503429, -0.4947130999639119, 0.6695597257307834, -0.36717791411042944,
    ]
    #expect(zip(map.gi.statistic, z).allSatisfy { isNear($0, $1) })
    #expect(zip(map.moran.statistic, i).allSatisfy { isNear($0, $1) })
    #expect(isNear(try #require(map.global.i), -0.01328942619992781))
    #expect(isNear(try #require(map.global.z), 0.32530476689786647))
    // Local ones sum to the global one, as esda has them.
    #expect(isNear(i.reduce(0, +) / 19, map.global.i ?? .nan))
  }

  private func map(corners: Bool) throws -> HotSpotMap {
    var method = HotSpotMap.Method()
    method.permutations = 0
    return try HotSpotMap(
      #require(CentredValues(Self.values)), SquareField.neighbours(rows: 4, columns: 5, corners: corners), method,
      threads: 1)
  }

  /// One-sided p of 9,999 permutations by esda, in ten thousandths, of 12 × 12 uniform numbers whose first 30 are raised by 0.35.
  static let oneSided = [
    335, 2, 98, 4, 316, 198, 738, 268, 767, 4302, 831, 4033, 29, 3, 30, 4, 161, 14, 1621, 2454, 2742, 4319, 3238,
    1983,
    42, 181, 165, 792, 694, 49, 4314, 4504, 474, 1874, 3651, 2996, 30, 2350, 3055, 3078, 3947, 4417, 1287, 252, 12,
    307,
    2192, 4471, 1989, 3023, 1762, 658, 720, 2393, 1206, 2085, 1008, 2686, 1723, 1684, 4201, 4008, 3889, 2651, 156,
    354,
    1231, 4406, 3511, 3626, 1488, 2983, 86, 796, 2348, 3282, 1452, 3250, 2755, 3424, 3304, 1440, 2605, 2038, 1078,
    2781,
    2703, 917, 1469, 1395, 33, 4321, 4395, 3405, 3632, 3619, 3756, 2943, 4968, 4289, 1169, 4036, 2404, 4891, 4748,
    2400,
    2412, 3033, 4341, 4918, 2286, 2748, 2042, 2259, 1351, 4524, 2090, 3877, 1600, 1878, 3453, 4849, 4214, 489, 281,
    4590,
    4099, 2651, 4024, 3909, 1570, 2837, 4646, 1909, 1614, 2265, 988, 2235, 2414, 2582, 658, 4456, 4471, 3017,
  ]

  @Test func permutationsAgreeWithTwiceEsdasOneSidedP() throws {
    var random = SeededRandom(7)
    let values = (0..<144).map { random.unit() + ($0 < 30 ? 0.35 : 0) }
    #expect(values[143] == 0.6198947744254363)
    var method = HotSpotMap.Method()
    method.permutations = 9999
    let map = try HotSpotMap(
      #require(CentredValues(values)), SquareField.neighbours(rows: 12, columns: 12, corners: true), method,
      threads: 2)
    for (unit, count) in Self.oneSided.enumerated() {
      let p = Double(count) / 10_000
      // Both are estimates: five standard deviations of their difference, and of the doubling.
      let margin = 2 * 5 * (2 * p * (1 - p) / 9999).squareRoot() + 4e-4
      #expect(abs(map.gi.p[unit] - min(1, 2 * p)) <= margin, "unit \(unit): \(map.gi.p[unit]), twice \(p)")
      #expect(map.moran.p[unit] == map.gi.p[unit])
    }
    #expect(isNear(map.gi.statistic[13], 3.8582830346403814) && isNear(map.moran.statistic[13], 2.220435528438019))
    #expect(isNear(try #require(map.global.z), 3.697633650879831))
    #expect(map.gi.classes[13] != .notSignificant)
  }

  @Test func ratesAreThoseOfAssuncaoAndReis() throws {
    let rates = try #require(
      EmpiricalBayes.rates(
        counts: [0, 1, 2, 0, 5, 1, 3, 0, 0, 2], exposures: [100, 50, 80, 20, 90, 10, 300, 40, 60, 15]))
    let expected = [
      -0.7585875554422663, 0.0614398016711861, 0.26738624983511156, -0.5048529121822332, 1.5179773776802261,
      1.7304456983861822, -0.3870224853422286, -0.6253178742769747, -0.6897304947150052, 2.8588611493460303,
    ]
    #expect(zip(rates, expected).allSatisfy { isNear($0, $1) })
    // Rates that vary by less than chance would have them: the variance is that of chance alone.
    let even = try #require(
      EmpiricalBayes.rates(
        counts: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0], exposures: [Double](repeating: 100, count: 10)))
    #expect(isNear(even[0], 0.3333333333333336) && isNear(even[9], -2.999999999999999))
    #expect(EmpiricalBayes.rates(counts: [0, 0], exposures: [5, 6]) == nil)
  }
}

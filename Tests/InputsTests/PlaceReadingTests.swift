@testable import Inputs
import Reports
import Core
import Inputs
import Projections
import Reports
import Testing

/// Places all over Sweden, called what they are not.
@Suite struct PlaceReadingTests {
  private struct Dice {
    var state: UInt64
    mutating func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
  }

  /// Towns from Trelleborg to Karesuando and Strömstad to Visby, longitude and latitude.
  private static let towns = [
    (13.16, 55.38), (11.17, 58.94), (18.30, 57.64), (18.07, 59.33), (14.64, 63.18), (20.23, 67.86), (22.48, 68.44),
    (24.13, 65.83), (12.69, 56.05), (15.62, 60.61), (11.97, 57.71), (17.31, 62.39),
  ]

  private func notes(
    _ places: [(Double, Double)], called crs: String, isAnywhere: Bool = false
  ) throws -> [String] {
    let check = try PlaceCheck(
      #require(CoordinateSystem(crs)), file: "f", field: nil, flag: "--crs", isAnywhere: isAnywhere)
    var (x, y) = (places.map(\.0), places.map(\.1))
    var (faults, tally) = check.move(&x, &y)
    #expect(faults.isEmpty)
    tally.name { "row \($0)" }
    let journal = Journal()
    try check.conclude(tally, journal: journal)
    return journal.notes
  }

  /// The places in another system.
  private func moved(_ places: [(Double, Double)], to crs: String) throws -> [(Double, Double)] {
    let transformer = try Transformer(
      from: #require(CoordinateSystem.wgs84), to: #require(CoordinateSystem(crs)))
    return try places.map { try transformer.transformed(x: $0.0, y: $0.1) }.map { ($0.x, $0.y) }
  }

  /// Around each town, in its own piece of the country.
  private func around(_ town: (Double, Double), _ dice: inout Dice) -> [(Double, Double)] {
    (0..<20).map { _ in (town.0 + 0.1 * dice.unit() - 0.05, town.1 + 0.1 * dice.unit() - 0.05) }
  }

  @Test func everyMistakeIsNamedEverywhereInSweden() throws {
    var dice = Dice(state: 3)
    for town in Self.towns {
      let degrees = around(town, &dice)
      func exchanged(_ places: [(Double, Double)]) -> [(Double, Double)] { places.map { ($0.1, $0.0) } }
      let plane = try moved(degrees, to: "EPSG:3006")
      let old = try moved(degrees, to: "EPSG:3021")
      #expect(try notes(degrees, called: "EPSG:4326").isEmpty, "\(town)")
      #expect(try notes(plane, called: "EPSG:3006").isEmpty, "\(town)")
      #expect(try notes(old, called: "EPSG:3021").isEmpty, "\(town)")
      for (places, crs, words) in [
        (exchanged(degrees), "EPSG:4326", "longitude and latitude look exchanged"),
        (exchanged(plane), "EPSG:3006", "northing seems to stand before easting"),
        (old, "EPSG:3006", "RT 90 2.5 gon V: say so with --crs EPSG:3021"),
        (exchanged(old), "EPSG:3006", "RT 90 2.5 gon V, with northing"),
        (plane, "EPSG:3021", "SWEREF 99 TM: say so with --crs EPSG:3006"),
      ] {
        let found = try notes(places, called: crs)
        #expect(found.count == 1 && found[0].contains(words), "\(town), \(crs): \(found)")
        #expect(
          found.first?.contains("20 of 20 places lie outside") == true && found.first?.contains("row 0") == true)
        #expect(try notes(places, called: crs, isAnywhere: true).isEmpty)
      }
    }
  }

  /// A municipality's own zone under the national name: Norway, if it were.
  @Test func zonesUnderTheNationalName() throws {
    var dice = Dice(state: 9)
    for (town, zone) in zip(
      Self.towns, [3008, 3007, 3018, 3011, 3013, 3017, 3017, 3018, 3008, 3010, 3007, 3014])
    {
      let places = try moved(around(town, &dice), to: "EPSG:\(zone)")
      let found = try notes(places, called: "EPSG:3006")
      #expect(found.count == 1 && found[0].contains("a zone of SWEREF 99"), "\(town): \(found)")
      #expect(try notes(places, called: "EPSG:\(zone)").isEmpty, "\(town)")
    }
  }

  @Test func theFirstRowIsTheFirstWhateverTheBatches() throws {
    var whole = PlaceTally()
    for i in 0..<100 {
      var part = PlaceTally()
      for row in 0..<10 { part.add(given: (Double(i), 1), moved: (row + i > 17 ? 2e6 : 5e5, 6.5e6), row: row) }
      part.name { "\(10 * i + $0)" }
      whole.add(part)
    }
    // 17 + 1 is first reached by the tenth batch's last row.
    #expect(whole.located == 1000 && whole.outside.first == "99")
    #expect(whole.outside.sample.count == 32 && whole.outside.sample[0].x == 9)
  }
}

import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Projections

@Suite struct ProjectionTests {
  @Test func whatIsKnownOfTheNationalSystemIsWhatPROJSays() throws {
    let known = try #require(CoordinateSystem.sweref99TM)
    let asked = try #require(CoordinateSystem("EPSG:3006"))
    #expect(known.name == asked.name && known.authorityCode == asked.authorityCode && known.label == asked.label)
    #expect(known.isGeographic == asked.isGeographic && known.metresPerUnit == asked.metresPerUnit)
    #expect(known.wkt == asked.wkt && known.isSame(as: asked) && asked.isSame(as: known))
    #expect(!known.isSame(as: try #require(CoordinateSystem("EPSG:3007"))))
  }

  @Test func systemsByCodeNameAndWKT() throws {
    let tm = try #require(CoordinateSystem("EPSG:3006"))
    #expect(tm.name == "SWEREF99 TM" && tm.authorityCode == "EPSG:3006")
    #expect(!tm.isGeographic && tm.metresPerUnit == 1)
    for text in ["3006", " epsg:3006\n", "SWEREF99 TM", tm.wkt] {
      let other = try #require(CoordinateSystem(text), "\(text)")
      #expect(other.isSame(as: tm) && other.authorityCode == "EPSG:3006", "\(text)")
    }
    let wgs84 = try #require(CoordinateSystem.wgs84)
    #expect(wgs84.isGeographic && wgs84.metresPerUnit == nil)
    #expect(!wgs84.isSame(as: tm))
  }

  @Test func prjFileOfAShapefileIsRecognised() throws {
    let esri =
      "PROJCS[\"SWEREF99_TM\",GEOGCS[\"GCS_SWEREF99\",DATUM[\"D_SWEREF99\",SPHEROID[\"GRS_1980\",6378137.0,"
      + "298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
      + "PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],"
      + "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",15.0],PARAMETER[\"Scale_Factor\",0.9996],"
      + "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"
    let system = try #require(CoordinateSystem(esri))
    let tm = try #require(CoordinateSystem.sweref99TM)
    #expect(system.authorityCode == "EPSG:3006")
    #expect(system.isSame(as: tm))
  }

  @Test func compoundSystemsGiveTheirHorizontalPart() throws {
    // SWEREF 99 TM + RH 2000 height.
    let system = try #require(CoordinateSystem("EPSG:5845"))
    #expect(system.authorityCode == "EPSG:3006")
  }

  @Test(arguments: [
    "", "EPSG:999999", "hej", "EPSG:", "+proj=utm +zone=99", "EPSG:5613", "{}", "/etc/passwd", "foo", "sweref", "TM",
  ])
  func unknownSystemsAreNil(_ text: String) {
    #expect(CoordinateSystem(text) == nil)
  }

  @Test func unitsOtherThanMetres() throws {
    let kilometres = try #require(CoordinateSystem("+proj=utm +zone=33 +ellps=GRS80 +units=km"))
    #expect(kilometres.metresPerUnit == 1000)
  }

  @Test func identityKeepsEveryBit() throws {
    let tm = try #require(CoordinateSystem.sweref99TM)
    let named = try #require(CoordinateSystem("SWEREF99 TM"))
    let identity = try Transformer(from: tm, to: named)
    let unchanged = identity.isIdentity
    #expect(unchanged)
    var generator = SeededRandom(7)
    var x = (0..<1000).map { _ in Double.random(in: 200_000...900_000, using: &generator) }
    var y = (0..<1000).map { _ in Double.random(in: 6_100_000...7_700_000, using: &generator) }
    let before = (x, y)
    try identity.transform(&x, &y)
    #expect(x.map(\.bitPattern) == before.0.map(\.bitPattern) && y.map(\.bitPattern) == before.1.map(\.bitPattern))
  }

  @Test func eastingFirstBothWays() throws {
    let tm = try #require(CoordinateSystem.sweref99TM)
    let degrees = try #require(CoordinateSystem.wgs84)
    let there = try Transformer(from: degrees, to: tm)
    let back = try Transformer(from: tm, to: degrees)
    // The central meridian of SWEREF 99 TM has easting 500,000.
    let point = try there.transformed(x: 15, y: 60)
    #expect(abs(point.x - 500_000) < 1e-3 && abs(point.y - 6_651_411.190) < 2e-3)
    let again = try back.transformed(x: point.x, y: point.y)
    #expect(abs(again.x - 15) < 1e-11 && abs(again.y - 60) < 1e-11)
  }

  @Test func badCoordinatesAreNamed() throws {
    let tm = try #require(CoordinateSystem.sweref99TM)
    let degrees = try #require(CoordinateSystem.wgs84)
    let transformer = try Transformer(from: degrees, to: tm)
    for (x, y) in [(Double.nan, 60.0), (15, .infinity), (15, 1e9)] {
      let failure = #expect(throws: Failure.self) { _ = try transformer.transformed(x: x, y: y) }
      #expect(failure?.kind == .badData)
      #expect(failure?.value?.text == "\(x), \(y)")
    }
    // And the transformer still works afterwards.
    #expect(abs(try transformer.transformed(x: 15, y: 60).x - 500_000) < 1e-3)
    var (longer, shorter) = ([1.0, 2.0], [1.0])
    #expect(throws: Failure.self) { try transformer.transform(&longer, &shorter) }
  }

  @Test(.enabled(if: RealData.has("geodesy/lantmateriet_sweref99_control_points.csv"), "real data absent"))
  func lantmaterietsControlPoints() throws {
    let geographic = try #require(CoordinateSystem.sweref99Geographic)
    let rows = try RealData.rows("geodesy/lantmateriet_sweref99_control_points.csv").dropFirst()
    #expect(rows.count == 88)
    for row in rows {
      let numbers = row.compactMap(Double.init)
      let system = try #require(CoordinateSystem("EPSG:\(row[0])"))
      let there = try Transformer(from: geographic, to: system)
      let point = try there.transformed(x: numbers[2], y: numbers[1])
      // Published to the millimetre, so half of one is rounding.
      #expect(abs(point.x - numbers[4]) < 0.6e-3 && abs(point.y - numbers[3]) < 0.6e-3, "\(row)")
    }
  }

  @Test(.enabled(if: RealData.has("geodesy/lantmateriet_rt90_sweref99tm_points.csv"), "real data absent"))
  func rt90PointsWithinTheTransformationsAccuracy() throws {
    let rt90 = try #require(CoordinateSystem("EPSG:3021"))
    let tm = try #require(CoordinateSystem.sweref99TM)
    let transformer = try Transformer(from: rt90, to: tm)
    for row in try RealData.rows("geodesy/lantmateriet_rt90_sweref99tm_points.csv").dropFirst() {
      let numbers = row.compactMap(Double.init)
      let point = try transformer.transformed(x: numbers[1], y: numbers[0])
      #expect(abs(point.x - numbers[3]) < 0.5 && abs(point.y - numbers[2]) < 0.5, "\(row)")
    }
  }
}

@Suite struct EllipsoidalAreaTests {
  /// The area between two meridians and two parallels, in closed form (authalic latitude; J. P. Snyder, Map
  /// Projections: A Working Manual, USGS 1987, equation 3-12).
  private func zoneSquareKilometres(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Double {
    let f = EllipsoidalArea.flattening
    let e2 = f * (2 - f)
    let e = e2.squareRoot()
    func q(_ latitude: Double) -> Double {
      let s = sin(latitude * .pi / 180)
      return (1 - e2) * (s / (1 - e2 * s * s) - log((1 - e * s) / (1 + e * s)) / (2 * e))
    }
    let a = EllipsoidalArea.semiMajorAxis
    return a * a / 2 * (east - west) * .pi / 180 * (q(north) - q(south)) / 1e6
  }

  /// A box whose northern and southern edges follow the parallels closely.
  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double, steps: Int = 4000)
    -> [(Double, Double)]
  {
    let longitudes = (0...steps).map { west + (east - west) * Double($0) / Double(steps) }
    return longitudes.map { ($0, south) } + longitudes.reversed().map { ($0, north) }
  }

  @Test func boxBetweenParallels() {
    let area = EllipsoidalArea()
    for (west, south, east, north) in [(15.0, 60.0, 16.0, 61.0), (11, 55, 12, 56), (22, 68, 24, 69)] {
      let expected = zoneSquareKilometres(west, south, east, north)
      let measured = area.squareKilometres(of: MultiPolygon([box(west, south, east, north)]))
      #expect(abs(measured - expected) < 1e-8 * expected)
    }
  }

  @Test func holesPartsAndWinding() {
    let area = EllipsoidalArea()
    let outer = box(15, 60, 16, 61, steps: 10)
    let hole = box(15.25, 60.25, 15.5, 60.5, steps: 10)
    let far = box(17, 60, 17.5, 60.5, steps: 10)
    let (a, b, c) = (
      area.squareKilometres(of: MultiPolygon([outer])), area.squareKilometres(of: MultiPolygon([hole])),
      area.squareKilometres(of: MultiPolygon([far]))
    )
    var all = MultiPolygon([outer, hole])
    all.addPart([far])
    #expect(abs(area.squareKilometres(of: all) - (a - b + c)) < 1e-9)
    var turned = MultiPolygon([outer.reversed(), hole])
    turned.addPart([far.reversed()])
    #expect(abs(area.squareKilometres(of: turned) - (a - b + c)) < 1e-9)
    #expect(area.squareKilometres(of: MultiPolygon()) == 0)
  }

  /// The meter's way through the plane against PROJ's geodesics, all over Sweden, edges of 10 m to 100 km, with holes.
  @Test func theMeterInThePlaneIsPROJsGeodesicArea() throws {
    let tm = try #require(CoordinateSystem.sweref99TM)
    let meter = try AreaMeter(for: tm)
    let toDegrees = try Transformer(from: tm, to: try #require(CoordinateSystem.sweref99Geographic))
    let geodesic = EllipsoidalArea()
    var generator = SeededRandom(11)
    var worst = 0.0
    for round in 0..<300 {
      let (e, n) = (
        Double.random(in: 250_000...950_000, using: &generator),
        Double.random(in: 6_100_000...7_700_000, using: &generator)
      )
      let reach = [50.0, 500, 5_000, 49_000][round % 4]
      let corners = [4, 12, 60, 700][round / 4 % 4]
      func ring(_ scale: Double) -> [(Double, Double)] {
        generator.star(around: (e, n), radius: 0.5 * scale * reach...scale * reach, corners: corners)
      }
      let polygon = MultiPolygon([ring(1), ring(0.2)])
      let expected = geodesic.squareKilometres(of: try toDegrees.transformed(polygon))
      let measured = try meter.squareKilometres(of: polygon)
      // Karney's areas are right to 0.1 m², coordinates of millions of metres to a nanometre.
      let error = max(0, abs(measured - expected) - 2e-7) / expected
      worst = max(worst, error)
      #expect(error < 1e-9, "\(round): \(measured) \(expected) \(reach) \(corners)")
    }
    print("the meter's largest difference from geodesics: \(worst) of the area")
  }

  @Test func planarAreaAndScaleAgree() throws {
    let tm = try #require(CoordinateSystem.sweref99TM)
    let meter = try AreaMeter(for: tm)
    let scale = try PointScale(of: tm)
    #expect(abs(try scale.factor(longitude: 15, latitude: 60) - 0.9996) < 1e-9)
    let toDegrees = try Transformer(from: tm, to: try #require(CoordinateSystem.sweref99Geographic))
    for (e, n) in [(500_000.0, 6_600_000.0), (320_000, 6_400_000), (900_000, 7_400_000)] {
      // A small square: its areal scale is that at its middle.
      let square = MultiPolygon(minX: e, minY: n, maxX: e + 1000, maxY: n + 1000)
      let middle = try toDegrees.transformed(x: e + 500, y: n + 500)
      let k = try scale.factor(longitude: middle.x, latitude: middle.y)
      #expect(abs(try meter.squareKilometres(of: square) - 1 / (k * k)) < 1e-8)
    }
    let degrees = try #require(CoordinateSystem.wgs84)
    #expect(throws: Failure.self) { _ = try PointScale(of: degrees) }
    #expect(ProjectionLibrary.version.split(separator: ".").count == 3)
  }
}

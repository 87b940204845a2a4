import Foundation

/// Tables and areas that fit on a screen.
enum SmallWorld {
  static let header =
    "ruta,size_m,population,inkomst,utbildning,forvarvsfrekvens,utlandsk_bakgrund,trangboddhet,ensamstaende,unga_0_15,unga_16_19"

  static func row(
    _ ruta: String, _ size: String = "250", population: String = "100", inkomst: String = "300",
    utbildning: String = "0.1"
  ) -> String {
    "\(ruta),\(size),\(population),\(inkomst),\(utbildning),0.8,0.2,0.1,0.05,10,5"
  }

  /// Three cells of 250 m from (560000, 6590000) eastwards and the 1000 m cell that they lie in.
  static let rows = [
    "5600006590000,250,100,300,0.10,0.80,0.20,0.10,0.05,10,5",
    "5602506590000,250,50,250,0.20,0.70,0.30,0.20,0.06,12,6",
    "5605006590000,250,70,200,0.30,0.60,0.50,0.30,0.08,20,9",
    "5600006590000,1000,26,320,0.05,0.85,0.10,0.05,0.04,4,2",
  ]

  static func table(_ rows: [String]) -> String { ([header] + rows).joined(separator: "\n") + "\n" }

  static let good = table(rows)

  /// A GeoJSON layer of SWEREF 99 TM coordinates.
  static func layer(_ features: [String], epsg: Int? = 3006) -> String {
    let crs =
      epsg.map { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::\($0)\"}}," } ?? ""
    return "{\"type\":\"FeatureCollection\",\(crs)\"features\":[\(features.joined(separator: ","))]}"
  }

  static func feature(_ properties: String, _ ring: [[Double]]) -> String {
    let points = ring.map { "[\($0[0]),\($0[1])]" }.joined(separator: ",")
    return
      "{\"type\":\"Feature\",\"properties\":{\(properties)},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(points)]]}}"
  }

  static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [[Double]] {
    [[west, south], [east, south], [east, north], [west, north], [west, south]]
  }

  /// A: half of the first cell. B: all of the second and third, overlapping A by nothing. C: far away.
  static let areas = layer([
    feature(
      "\"id\":\"A\",\"name\":\"Ängen\",\"class\":\"Utsatt område\"", box(560_000, 6_590_000, 560_125, 6_590_250)),
    feature("\"id\":\"B\",\"name\":\"Backen\",\"class\":\"SUO\"", box(560_250, 6_590_000, 560_750, 6_590_250)),
    feature("\"id\":\"C\",\"name\":\"Dalen\",\"class\":\"Riskområde\"", box(700_000, 6_690_000, 700_500, 6_690_500)),
  ])
}

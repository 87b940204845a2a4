import Columns
import Core
import Files
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Inputs

/// Rasters written and read as cells.
@Suite struct RasterTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// A raster of 3 × 2 pixels whose bands have the values given, row by row from the north.
  private func write(
    _ name: String, west: Double = 560_000, north: Double = 6_600_500, pixel: Double = 250, crs: String = "EPSG:3006",
    _ bands: (name: String, squares: String?, values: [Double])...
  ) throws -> String {
    let path = scratch.file(name)
    try RasterWriter.write(
      bands.map { band in
        RasterWriter.Band(band.name, metadata: band.squares.map { [(key: "SQUARES", text: $0)] } ?? [])
      }, .doubles, grid: PixelGrid(west: west, north: north, pixel: pixel, width: 3, height: 2), crs: crs,
      remark: "", path: path, target: name, threads: 1
    ) { band, _, rows, buffer in
      for i in buffer.indices { buffer[i] = bands[band].values[rows.lowerBound * 3 + i] }
    }
    return path
  }

  private func read(_ path: String, _ names: String..., options: InputOptions = InputOptions()) throws -> [[Double]] {
    let table = try RasterTable(
      RasterFile(LayerSource(path: path, drivers: ["GTiff"])), options: options)
    return try table.read(names.map { ColumnRequest($0, .code) }).map { column in
      if case .numbers(let numbers) = column { numbers.values } else { [] }
    }
  }

  @Test func pixelsWithAValueAreCellsFromSouthToNorth() throws {
    let path = try write(
      "a.tif", ("population", nil, [1, .nan, 0, 4, .nan, .nan]), ("n", nil, [.nan, .nan, 7, 8, .nan, .nan]))
    let columns = try read(path, "ruta", "size_m", "population", "n")
    #expect(columns[0] == [5_600_006_600_000, 5_600_006_600_250, 5_605_006_600_250])
    #expect(columns[1] == [250, 250, 250] && columns[2] == [4, 1, 0])
    #expect(columns[3][0] == 8 && columns[3][1].isNaN && columns[3][2] == 7)
  }

  @Test func squaresOfACoarseCellAreItAgain() throws {
    // A cell of 500 m with a finer one in its corner, whose three squares share 10 people; the third column is fine.
    let path = try write(
      "b.tif", ("size_m", "whole", [500, 500, 250, 250, 500, 250]),
      ("population", "split", [10.0 / 3, 10.0 / 3, 5, 7, 10.0 / 3, 6]), ("index", "whole", [2, 2, 1, 3, 2, .nan]))
    let columns = try read(path, "ruta", "size_m", "population", "index")
    #expect(columns[0] == [5_600_006_600_000, 5_600_006_600_000, 5_605_006_600_000, 5_605_006_600_250])
    #expect(columns[1] == [250, 500, 250, 250] && columns[2] == [7, 10, 6, 5])
    #expect(columns[3][1] == 2 && columns[3][2].isNaN)
    // Of a cell that is cut, the squares that are left keep their parts of the people.
    let cut = try write(
      "c.tif", ("size_m", "whole", [500, .nan, 250, 250, 500, 250]),
      ("population", "split", [10.0 / 3, .nan, 5, 7, 10.0 / 3, 6]))
    #expect(try read(cut, "size_m", "population")[1].reduce(0, +) == 18 + 20.0 / 3)
    #expect(try read(cut, "size_m")[0] == [250, 250, 250, 250, 250])
    // Nothing tells whether 10 people are ten or thirty; and squares of one cell must agree.
    let silent = try write(
      "d.tif", ("size_m", nil, [500, 500, 250, 250, 500, 250]), ("population", nil, [10, 10, 5, 7, 10, 6]))
    #expect(failure { _ = try read(silent, "population") }?.field == "population")
    let torn = try write(
      "e.tif", ("size_m", nil, [500, 500, 250, 250, 500, 250]), ("population", "split", [1, 2, 5, 7, 1, 6]))
    #expect(failure { _ = try read(torn, "population") }?.message.contains("differ") == true)
  }

  /// Several tiles, bands and overviews, and tiles without data.
  @Test(arguments: [1, 3])
  func tilesAndOverviewsComeBack(_ threads: Int) throws {
    let (path, grid) = (
      scratch.file("t.tif"), PixelGrid(west: 0, north: 6_600_000, pixel: 250, width: 300, height: 270)
    )
    func value(_ band: Int, _ row: Int, _ column: Int) -> Double {
      if column < 256 || (row + column) % 7 == 0 { return .nan }
      return band == 1 ? Double(row * 300 + column) / 3 : Double(column % 5)
    }
    try RasterWriter.write(
      [RasterWriter.Band("a & \"b\""), RasterWriter.Band("å")], .doubles, grid: grid, remark: "r", path: path,
      target: "t.tif", threads: threads
    ) { band, level, rows, buffer in
      let width = buffer.count / rows.count
      for i in buffer.indices {
        buffer[i] = value(band, (rows.lowerBound + i / width) << level, i % width << level)
      }
    }
    let file = try RasterFile(LayerSource(path: path, drivers: ["GTiff"]))
    #expect(file.bands.map(\.name) == ["a & \"b\"", "å"] && (file.width, file.height) == (300, 270))
    #expect((file.blockColumns, file.blockRows) == (256, 256))
    for (number, band) in file.bands.enumerated() {
      let found = try file.read(band, rows: 200..<270, columns: 250..<300)
      for (i, number) in zip(found.indices, (0..<found.count).map { value(number, 200 + $0 / 50, 250 + $0 % 50) }) {
        guard found[i] == number || found[i].isNaN && number.isNaN else {
          Issue.record("pixel \(i): \(found[i]), not \(number)")
          break
        }
      }
    }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(bytes.count < 300 * 270 * 16)
  }

  @Test func offTheLatticeTheLineThatMendsIt() throws {
    let values = [1.0, 2, 3, 4, 5, 6]
    let off = failure { _ = try read(try write("o.tif", west: 560_100, ("n", nil, values)), "n") }
    #expect(off?.hint?.contains("-te 560000 6600000 561000 6600500 -tr 250 250 -r sum") == true)
    let degrees = failure {
      _ = try read(try write("w.tif", west: 16, north: 60, pixel: 0.01, crs: "EPSG:4326", ("n", nil, values)), "n")
    }
    #expect(degrees?.kind == .badData && degrees?.value?.text == "EPSG:4326")
    #expect(degrees?.hint?.contains("gdalwarp -t_srs EPSG:3006 -te 555750 ") == true, "\(degrees?.hint ?? "")")
    let odd = failure { _ = try read(try write("p.tif", pixel: 250.5, ("n", nil, values)), "n") }
    #expect(odd?.hint?.contains("-tr 250 250") == true)
    // A hundred metres are a lattice too.
    #expect(try read(try write("h.tif", pixel: 100, ("n", nil, values)), "size_m")[0].allSatisfy { $0 == 100 })
  }
}

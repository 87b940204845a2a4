import Columns
import DelimitedText
import Files
import TestSupport
import Testing

/// The example of `RutverkFiles` in docs/library.md, as a user of the library would write it.
@Suite struct FilesExampleTests {
  @Test func pointsFromCSVToGeoPackage() throws {
    let scratch = try ScratchFolder()
    let input = try scratch.write(
      "schools.csv", "name,e,n\nNorrskolan,674000.5,6580000\nSöderskolan,675000,6579000\n")
    let target = scratch.file("schools.gpkg")

    // Columns out of a file, in the order asked for; whatever is wrong with it is a `Failure` with file, row and field.
    let columns = try DelimitedTextFile(path: input).read([
      ColumnRequest("name", .text), ColumnRequest("e", .number), ColumnRequest("n", .number),
    ])
    guard case .texts(let names) = columns[0], case .numbers(let e) = columns[1], case .numbers(let n) = columns[2]
    else {
      return
    }

    // Outputs appear together at the commit, or not at all. The notes tell of what the format could not take as it was.
    var table = Table()
    table.add("name", texts: names)
    let outputs = try OutputSet(inputs: [input])
    let notes = try VectorWriter.write(
      table, path: outputs.stage(target), target: target, layer: "schools", crs: "EPSG:3006",
      geometry: .points(x: e.values, y: n.values))
    try outputs.commit()

    #expect(notes.isEmpty)
    let layer = try VectorLayer(path: target, geometry: .points)
    let content = try layer.readAll([ColumnRequest("name", .text)])
    #expect(content.pointX == [674_000.5, 675_000] && content.pointY == [6_580_000, 6_579_000])
    #expect(content.columns == [.texts(TextColumn(["Norrskolan", "Söderskolan"]))])
  }
}

import Columns

/// A file of some vector format that takes layers; behind ``VectorWriter``.
protocol LayerSink: AnyObject {
  /// Adds a layer with all of a table's rows; see ``VectorWriter/addLayer(_:named:crs:geometry:threads:)``.
  func addLayer(
    _ table: Table, named layer: String, crs: String?, geometry: OutputGeometry, threads: Int) throws

  /// Adds styles; see ``VectorWriter/addStyles(_:)``.
  func addStyles(_ styles: [StoredStyle]) throws

  /// Writes what is still in memory, closes the file and makes sure that it is whole; returns the notes.
  func finish() throws -> [String]
}

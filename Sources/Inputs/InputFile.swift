import DelimitedText
import Core
import Files

/// An input that the user named, opened: the one place that says whether it is text, packed, a layer or standard input.
///
/// What a file holds is told by its first bytes, and by its name only where these say nothing; so every command reads the
/// same files, whatever they are called.
package struct InputFile {
  /// As the user named it; `standard input` for `-`.
  package let name: String
  private let path: String
  /// Nil for a folder, which GDAL alone reads.
  private let bytes: ByteInput?
  private let content: FileContent

  /// Opens an input and looks at its first bytes.
  ///
  /// - Parameter path: a local file, or `-` for standard input.
  /// - Throws: ``Failure``: (no input) for a file that is missing, remote, a folder or in an unknown format, (bad data) for an
  ///   empty one and for a format that is known and cannot be read.
  package init(_ path: String) throws {
    self.path = path
    if path != ByteInput.standardInput, FilePath.fileExtension(path) == "gdb" {
      // A folder; whether there is one GDAL's side checks.
      (name, bytes, content) = (path, nil, .layer(drivers: ["OpenFileGDB"], ending: "gdb"))
      return
    }
    if path != ByteInput.standardInput { _ = try InputPath.checked(path) }
    let input = try ByteInput(path: path)
    let head = input.head(FileContent.headBytes)
    if head.isEmpty { throw Failure(.badData, "the file is empty", file: input.name) }
    (name, bytes) = (input.name, input)
    do {
      content = try FileContent(head: head, name: Self.unpackedName(path, isPacked: !input.isPlainFile))
    } catch var failure as Failure {
      failure.file = input.name
      throw failure
    }
  }

  /// Whether our own readers take it: delimited text, and Arrow tables, whose rows are text to whoever asks for that.
  package var isText: Bool { content == .text || content == .arrow }

  /// Whether it is a raster.
  package var isRaster: Bool { content == .raster }

  /// Whether its rows can be read twice, in the same order, without holding them.
  package var isRereadable: Bool { isText ? bytes?.isRereadable ?? true : true }

  /// Its rows as a stream; for texts.
  package func stream(_ options: DelimitedTextOptions, threads: Int) throws -> DelimitedTextStream {
    try DelimitedTextStream(text(), options: textOptions(options), threads: threads)
  }

  /// Its rows as a table, in memory where it is no plain file; for texts.
  package func table(_ options: DelimitedTextOptions, threads: Int) throws -> DelimitedTextFile {
    try DelimitedTextFile(text(), options: textOptions(options), threads: threads)
  }

  /// It as an Arrow table, whose values need not become text; nil for any other file.
  package func arrow(threads: Int) throws -> ArrowTable? {
    guard let bytes, content == .arrow else { return nil }
    return try ArrowTable(bytes, threads: threads)
  }

  private func textOptions(_ options: DelimitedTextOptions) -> DelimitedTextOptions {
    content == .arrow ? ByteInput.arrowOptions(options) : options
  }

  private func text() throws -> ByteInput {
    if let bytes, content == .text { return bytes }
    if let bytes, content == .arrow { return try bytes.arrowText() }
    if isRaster { _ = try layer(InputOptions()) }
    throw Failure(.software, "a layer was taken for a text", file: name)
  }

  /// It as a layer, read as `options` say. A text is one too: GDAL answers filters on it, and says what it lacks.
  package func layer(
    _ options: InputOptions, geometry: VectorLayer.GeometryUse = .ignore
  ) throws -> VectorLayer {
    if isRaster {
      throw Failure(
        .badData, "the file is a raster (TIFF), which holds cells", file: name,
        hint: "give it where cells are asked for")
    }
    let layer = try VectorLayer(source(), layer: options.layer, where: options.filter, geometry: geometry)
    if let rule = textOptions(options.text).statedRule { layer.decimalRule = rule }
    return layer
  }

  /// Where GDAL finds it: the file, or its bytes in memory where they are packed, come from standard input, or are called what
  /// GDAL would not take them for.
  package func source() throws -> LayerSource {
    let ending = FilePath.fileExtension(path)
    guard let bytes = content == .arrow ? try text() : bytes else { return try LayerSource(path: path) }
    let (drivers, wanted): ([String]?, String) =
      switch content {
      case .text, .arrow: (nil, ["csv", "tsv"].contains(ending) ? ending : "csv")
      case .layer(let drivers, let ending): (drivers, ending)
      case .raster: (["GTiff"], "tif")
      }
    // These are known by their content; workbooks and text by their name alone.
    let isKnown = ending == wanted || !["csv", "xlsx", "ods"].contains(wanted)
    if bytes.isPlainFile, isKnown { return try LayerSource(path: path, drivers: drivers) }
    if ["shp", "tab", "mif"].contains(wanted) {
      throw Failure(
        .badData, "the format has several files, which cannot be packed or piped one by one", file: name,
        hint: "unpack them and give the .\(wanted)")
    }
    let memory = try MemoryFile(name: "\(FilePath.stem(Self.unpackedName(path, isPacked: true))).\(wanted)") {
      try bytes.forEachPiece($0)
    }
    return LayerSource(memory, name: name, drivers: drivers)
  }

  /// The name without what says how it is packed; `stdin` for standard input.
  private static func unpackedName(_ path: String, isPacked: Bool) -> String {
    if path == ByteInput.standardInput { return "stdin" }
    let isNamedSo = isPacked && ["gz", "zst"].contains(FilePath.fileExtension(path))
    return isNamedSo ? FilePath.stem(path) : path
  }
}

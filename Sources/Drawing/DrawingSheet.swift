internal import CCairo
import Core

/// Owner of a page or picture that is drawn on with cairo. Coordinates are millimetres from the upper left corner, y
/// grows downwards. Make and use it on one thread.
///
/// Cairo keeps its first error and ignores what is drawn after it; ``finish()`` throws it.
package struct DrawingSheet: ~Copyable {
  /// The format.
  package let format: DrawingFormat
  let surface: SurfaceHandle
  let context: ContextHandle
  private let sink = ByteSink()
  private let metadata: DrawingMetadata

  /// Most pixels along a side that cairo takes.
  package static let maximumPixelsPerSide = 32_767
  /// Most pixels in all, 800 MB.
  package static let maximumPixels = 200_000_000

  /// An empty sheet: transparent pixels, or an empty page.
  ///
  /// Throws ``Failure``: (usage) for a size that is not positive or too large, (software) when memory is out,
  /// or cairo is not installed.
  package init(_ format: DrawingFormat, metadata: DrawingMetadata) throws {
    (self.format, self.metadata) = (format, metadata)
    try DrawingLibrary.check()
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    let surface: SurfaceHandle
    switch format {
    case .png(let width, let height, let density):
      guard (1...Self.maximumPixelsPerSide).contains(width), (1...Self.maximumPixelsPerSide).contains(height),
        width * height <= Self.maximumPixels, density > 0, density.isFinite
      else {
        throw Failure(
          .usage, "the picture's size is out of range", value: "\(width) × \(height) pixels",
          expected:
            "at most \(Self.maximumPixelsPerSide) pixels a side and \(Self.maximumPixels / 1_000_000) million in all",
          hint: "a smaller --size or --dpi")
      }
      surface = try Self.own(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)), "cairo_image_surface_create")
    case .pdf(let width, let height):
      try Self.check(width, height)
      let points = 72 / 25.4
      surface = try Self.own(
        cairo_pdf_surface_create_for_stream(ByteSink.write, closure, width * points, height * points),
        "cairo_pdf_surface_create_for_stream")
      let day = metadata.date ?? "1970-01-01"
      cairo_pdf_surface_set_metadata(surface.pointer, CAIRO_PDF_METADATA_TITLE, metadata.title)
      cairo_pdf_surface_set_metadata(surface.pointer, CAIRO_PDF_METADATA_SUBJECT, metadata.summary)
      cairo_pdf_surface_set_metadata(surface.pointer, CAIRO_PDF_METADATA_CREATOR, "rutverk")
      cairo_pdf_surface_set_metadata(surface.pointer, CAIRO_PDF_METADATA_CREATE_DATE, day + "T00:00:00Z")
      cairo_pdf_surface_set_metadata(surface.pointer, CAIRO_PDF_METADATA_MOD_DATE, day + "T00:00:00Z")
      for mark in metadata.bookmarks {
        _ = cairo_pdf_surface_add_outline(
          surface.pointer, 0, mark.title, "page=1 pos=[\(mark.x * points) \(mark.y * points)]",
          CAIRO_PDF_OUTLINE_FLAG_OPEN)
      }
    case .svg(let width, let height):
      try Self.check(width, height)
      surface = try Self.own(
        cairo_svg_surface_create_for_stream(
          ByteSink.write, closure, width * SVGText.unitsPerMillimetre, height * SVGText.unitsPerMillimetre),
        "cairo_svg_surface_create_for_stream")
    }
    context = try ContextHandle(on: surface)
    self.surface = consume surface
    let scale = unitsPerMillimetre
    cairo_scale(context.pointer, scale, scale)
    // Without hinting text is as wide in every format and at every resolution, so one layout serves all.
    if let options = cairo_font_options_create() {
      cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
      cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
      cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
      cairo_set_font_options(context.pointer, options)
      cairo_font_options_destroy(options)
    }
    cairo_set_line_join(context.pointer, CAIRO_LINE_JOIN_ROUND)
  }

  /// Device units for a millimetre.
  var unitsPerMillimetre: Double {
    switch format {
    case .png(_, _, let density): density
    case .pdf: 72 / 25.4
    case .svg: SVGText.unitsPerMillimetre
    }
  }

  /// Ends the drawing and gives the document's bytes, the same for the same drawing.
  ///
  /// Throws ``Failure`` (software) for the first thing that cairo could not do.
  package consuming func finish() throws -> [UInt8] {
    try CairoStatus.check(cairo_status(context.pointer), "cairo")
    switch format {
    case .png(_, _, let density):
      cairo_surface_flush(surface.pointer)
      let closure = Unmanaged.passUnretained(sink).toOpaque()
      try CairoStatus.check(
        cairo_surface_write_to_png_stream(surface.pointer, ByteSink.write, closure),
        "cairo_surface_write_to_png_stream")
      return PNGDensity.stated(density, in: sink.bytes)
    case .pdf(_, let height):
      cairo_show_page(context.pointer)
      try end()
      return metadata.ground?.document(sink.bytes, pageHeightMillimetres: height) ?? sink.bytes
    case .svg(let width, let height):
      try end()
      return SVGText(widthMillimetres: width, heightMillimetres: height, metadata: metadata).document(sink.bytes)
    }
  }

  private borrowing func end() throws {
    cairo_surface_finish(surface.pointer)
    try CairoStatus.check(cairo_surface_status(surface.pointer), "cairo_surface_finish")
  }

  /// The colour of a pixel drawn so far, red, green, blue and opacity 0–255, colours multiplied by the opacity; nil
  /// outside the picture and for other formats.
  package borrowing func pixel(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8, opacity: UInt8)? {
    guard case .png(let width, let height, _) = format, (0..<width).contains(x), (0..<height).contains(y) else {
      return nil
    }
    cairo_surface_flush(surface.pointer)
    guard let data = cairo_image_surface_get_data(surface.pointer) else { return nil }
    let stride = Int(cairo_image_surface_get_stride(surface.pointer))
    let value = UnsafeRawPointer(data).load(fromByteOffset: y * stride + 4 * x, as: UInt32.self)
    return (
      UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF), UInt8(value >> 24)
    )
  }

  private static func own(_ pointer: OpaquePointer?, _ function: String) throws -> SurfaceHandle {
    guard let pointer else { throw CairoStatus.nothing(function) }
    return try SurfaceHandle(pointer, from: function)
  }

  private static func check(_ width: Double, _ height: Double) throws {
    guard width > 0, height > 0, max(width, height) <= 5_000 else {
      throw Failure(
        .usage, "the page's size is out of range", value: "\(width) × \(height) mm",
        expected: "at most 5,000 mm a side")
    }
  }
}

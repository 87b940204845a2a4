internal import CCairo
import Core

extension DrawingSheet {
  /// Fills with a colour of parts 0–1; a vertex inside an even number of lines is outside.
  package borrowing func fill(
    _ path: PagePath, red: Double, green: Double, blue: Double, opacity: Double
  ) {
    trace(path)
    cairo_set_fill_rule(context.pointer, CAIRO_FILL_RULE_EVEN_ODD)
    cairo_set_source_rgba(context.pointer, red, green, blue, opacity)
    cairo_fill(context.pointer)
  }

  /// Draws along the lines, with round joins; width, dash and gap in millimetres, the colour's parts 0–1.
  package borrowing func stroke(
    _ path: PagePath, red: Double, green: Double, blue: Double, widthMillimetres: Double, dashMillimetres: [Double]
  ) {
    trace(path)
    paint(red, green, blue, widthMillimetres, dashMillimetres)
  }

  /// Draws circles of those middles and radii with a line of that width, all in millimetres; the colour's parts are 0–1.
  package borrowing func strokeCircles(
    x: [Double], y: [Double], radii: [Double], red: Double, green: Double, blue: Double, widthMillimetres: Double
  ) {
    cairo_new_path(context.pointer)
    for i in x.indices.prefix(min(y.count, radii.count)) {
      cairo_new_sub_path(context.pointer)
      cairo_arc(context.pointer, x[i], y[i], max(0, radii[i]), 0, 2 * Double.pi)
    }
    paint(red, green, blue, widthMillimetres, [])
  }

  /// From now until ``popClip()`` only what lies in the path, by the even-odd rule, is drawn. Clips nest.
  package borrowing func pushClip(_ path: PagePath) {
    cairo_save(context.pointer)
    trace(path)
    cairo_set_fill_rule(context.pointer, CAIRO_FILL_RULE_EVEN_ODD)
    cairo_clip(context.pointer)
  }

  /// Ends the last clip.
  package borrowing func popClip() { cairo_restore(context.pointer) }

  /// Paints pixels into a rectangle, without smoothing. `pixels` are 0xAARRGGBB, colours multiplied by the opacity, row
  /// by row from the top.
  ///
  /// Throws ``Failure`` (software) when memory is out.
  package borrowing func paint(
    pixels: [UInt32], columns: Int, x: Double, y: Double, widthMillimetres: Double, heightMillimetres: Double
  ) throws {
    guard columns > 0, pixels.count >= columns else { return }
    let rows = pixels.count / columns
    guard max(columns, rows) <= Self.maximumPixelsPerSide else {
      throw Failure(
        .software, "the picture cannot be drawn: too many pixels", value: "\(columns) × \(rows)",
        hint: "a smaller --size or --dpi")
    }
    guard let created = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(columns), Int32(rows)) else {
      throw CairoStatus.nothing("cairo_image_surface_create")
    }
    let image = try SurfaceHandle(created, from: "cairo_image_surface_create")
    guard let data = cairo_image_surface_get_data(image.pointer) else {
      throw CairoStatus.nothing("cairo_image_surface_get_data")
    }
    let stride = Int(cairo_image_surface_get_stride(image.pointer))
    pixels.withUnsafeBytes { source in
      for row in 0..<rows {
        let line = UnsafeRawBufferPointer(rebasing: source[row * columns * 4..<(row + 1) * columns * 4])
        UnsafeMutableRawBufferPointer(start: data + row * stride, count: columns * 4).copyMemory(from: line)
      }
    }
    cairo_surface_mark_dirty(image.pointer)
    let pen = context.pointer
    cairo_save(pen)
    cairo_translate(pen, x, y)
    cairo_scale(pen, widthMillimetres / Double(columns), heightMillimetres / Double(rows))
    cairo_set_source_surface(pen, image.pointer, 0, 0)
    if let pattern = cairo_get_source(pen) { cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST) }
    cairo_paint(pen)
    cairo_restore(pen)
  }

  private borrowing func paint(
    _ red: Double, _ green: Double, _ blue: Double, _ width: Double, _ dash: [Double]
  ) {
    cairo_set_source_rgb(context.pointer, red, green, blue)
    cairo_set_line_width(context.pointer, width)
    cairo_set_dash(context.pointer, dash, Int32(dash.count), 0)
    cairo_stroke(context.pointer)
  }

  private borrowing func trace(_ path: PagePath) {
    let pen = context.pointer
    cairo_new_path(pen)
    // SVG writes each coordinate out: an eighth of its unit (0.0125 mm) keeps them short.
    let step: Double? = if case .svg = format { 8 * SVGText.unitsPerMillimetre } else { nil }
    var start = 0
    let count = min(path.x.count, path.y.count)
    for end in path.ends where end > start && end <= count {
      for i in start..<end {
        let x = step.map { (path.x[i] * $0).rounded() / $0 } ?? path.x[i]
        let y = step.map { (path.y[i] * $0).rounded() / $0 } ?? path.y[i]
        if i == start { cairo_move_to(pen, x, y) } else { cairo_line_to(pen, x, y) }
      }
      if path.isClosed { cairo_close_path(pen) }
      start = end
    }
  }
}

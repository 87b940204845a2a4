import Drawing
import Geometry
import Grid

extension MapPainter {
  /// Least width of a unit square, mm, from which pictures made of lines draw cells as rectangles; smaller cells become
  /// pixels of the page's resolution, which are all that a printer shows of them.
  static let rectanglesFromMillimetres = 0.3

  /// Pixels a millimetre of cells in pictures made of lines: the page's resolution, at most what printers show and
  /// 10,000 pixels a side.
  private var rasterDensity: Double {
    min(size.pixelsPerMillimetre, 600 / 25.4, 10_000 / max(layout.map.width, layout.map.height))
  }

  /// Whether cells are drawn as rectangles.
  private func drawsRectangles(on sheet: borrowing DrawingSheet) -> Bool {
    sheet.pixelsPerMillimetre == nil
      && Double(shownCells?.lattice?.unit ?? 0) / frame.metresPerMillimetre >= Self.rectanglesFromMillimetres
  }

  /// Whether the country's outline lies under all else: on small scales, where its few vertices are enough.
  var showsCountry: Bool { frame.metresPerMillimetre >= SwedenOutline.fromMetresPerMillimetre }

  func paintCountry(on sheet: borrowing DrawingSheet) {
    guard showsCountry else { return }
    let path = frame.path(CollectionOfOne(SwedenOutline.polygon))
    if path.isEmpty { return }
    sheet.fill(path, contents.base == nil ? symbology.base.land : symbology.base.country, opacity: 1)
    if contents.base == nil { sheet.stroke(path, symbology.base.border) }
  }

  func paintBase(on sheet: borrowing DrawingSheet) {
    guard let base = contents.base else { return }
    // Each polygon by itself: even-odd filling would cut out what two of them share.
    for polygon in base.polygons {
      let path = frame.path(CollectionOfOne(polygon))
      if !path.isEmpty { sheet.fill(path, symbology.base.land, opacity: 1) }
    }
  }

  func paintCells(on sheet: borrowing DrawingSheet) throws {
    guard let cells = shownCells, !cells.isEmpty else { return }
    let codes = CellCodes(cells, symbology)
    if case .zones(let polygons, _) = cells.units {
      paintZones(polygons, codes, on: sheet)
      return
    }
    guard let lattice = cells.lattice else { return }
    if aggregateMetres != nil || drawsRectangles(on: sheet) {
      let rectangles =
        aggregateMetres == nil
        ? CellRectangles(lattice, codes, frame: frame)
        : CellRectangles(
          squaresOf: cells, lattice, codes, frame: frame, pixel: sheet.pixelsPerMillimetre.map { 1 / $0 } ?? 0)
      for (style, path) in zip(codes.styles, rectangles.paths) where !path.isEmpty {
        sheet.fill(path, style.base, opacity: 1)
        if let hatch = style.hatch {
          sheet.pushClip(path)
          sheet.stroke(hatch.lines(over: layout.map), hatch.line)
          sheet.popClip()
        }
      }
    } else if let raster = try CellRaster.raster(
      cells, symbology, frame: frame, pixelsPerMillimetre: sheet.pixelsPerMillimetre ?? rasterDensity,
      threads: threads)
    {
      try sheet.paint(raster, in: layout.map)
    }
    let outlines = outlines(of: lattice)
    if !outlines.isEmpty { sheet.stroke(outlines, symbology.cellOutline) }
  }

  /// Zones in their classes' colours, with an outline where they are large enough for one.
  private func paintZones(
    _ polygons: [MultiPolygon], _ codes: CellCodes, on sheet: borrowing DrawingSheet
  ) {
    let seen = polygons.indices.filter { polygons[$0].bounds?.meets(frame.ground) ?? false }
    // A hair of its own colour: between surfaces without one the ground shines through.
    let hair = 0.1
    for (code, style) in codes.styles.enumerated() {
      let members = seen.filter { codes.code($0) == code }
      for zone in members {
        let path = frame.path(CollectionOfOne(polygons[zone]))
        if path.isEmpty { continue }
        sheet.stroke(path, LineStyle(style.base, widthMillimetres: hair))
        sheet.fill(path, style.base, opacity: 1)
        if let hatch = style.hatch {
          sheet.pushClip(path)
          sheet.stroke(hatch.lines(over: layout.map), hatch.line)
          sheet.popClip()
        }
      }
    }
    let least = symbology.cellOutlineFromMillimetres * frame.metresPerMillimetre
    let large = seen.lazy.map { polygons[$0] }.filter { polygon in
      polygon.bounds.map { min($0.maxX - $0.minX, $0.maxY - $0.minY) >= least } ?? false
    }
    let outlines = frame.path(large)
    if !outlines.isEmpty { sheet.stroke(outlines, symbology.cellOutline) }
  }

  /// Squares of the cells that are wide enough for one.
  private func outlines(of lattice: CellLattice) -> PagePath {
    var path = PagePath()
    let least = symbology.cellOutlineFromMillimetres * frame.metresPerMillimetre
    for cell in lattice.cells where Double(cell.size) >= least {
      let (e, n, size) = (Double(cell.e), Double(cell.n), Double(cell.size))
      guard frame.ground.meets(BoundingBox(minX: e, minY: n, maxX: e + size, maxY: n + size)) else { continue }
      path.addRectangle(frame.x(e), frame.y(n + size), frame.x(e + size), frame.y(n))
    }
    return path
  }

  func paintBorders(on sheet: borrowing DrawingSheet) {
    guard let base = contents.base else { return }
    let path = frame.path(base.polygons)
    if !path.isEmpty { sheet.stroke(path, symbology.base.border) }
  }

  func paintRings(on sheet: borrowing DrawingSheet) {
    guard let cells = contents.cells else { return }
    let style = symbology.ring
    let rings = cells.rings(symbology.ringRule).filter { $0.young >= style.leastNumber }
    let x = rings.map { frame.x($0.easting) }
    let y = rings.map { frame.y($0.northing) }
    let radii = rings.map { style.radiusMillimetres($0.young) }
    let seen = rings.indices.filter { i in
      layout.map.overlaps(
        PageBox(x: x[i] - radii[i], y: y[i] - radii[i], width: 2 * radii[i], height: 2 * radii[i]).grown(by: 1))
    }
    guard !seen.isEmpty else { return }
    let shown = (seen.map { x[$0] }, seen.map { y[$0] }, seen.map { radii[$0] })
    sheet.strokeCircles(x: shown.0, y: shown.1, radii: shown.2, style.line.rim(style.rimMillimetres, .white))
    sheet.strokeCircles(x: shown.0, y: shown.1, radii: shown.2, style.line)
  }

  func paintAreas(on sheet: borrowing DrawingSheet) {
    guard let areas = contents.areas else { return }
    // The most severe class comes first in the set, and last on paper.
    for (rank, areaClass) in areas.set.classes.enumerated().reversed() {
      guard let style = symbology.areaStyle(of: areaClass) else { continue }
      let path = frame.path(
        areas.set.membersByClass[rank].lazy.filter { !markedAreas[$0] }.map { areas.set.areas[$0].polygon })
      if path.isEmpty { continue }
      sheet.stroke(path, style.line.rim(style.rimMillimetres, style.rimColour))
      sheet.stroke(path, style.line)
    }
  }
}

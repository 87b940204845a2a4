import Drawing
import Geometry

extension MapFrame {
  /// How far beyond the map's borders outlines are kept, mm: more than half of any line's width, so that the borders
  /// along which they are cut are never seen.
  private static let cutMargin = 5.0
  /// Vertices nearer to the last one than this are left out, mm: less than a printer's dot.
  private static let smallestStep = 0.02

  /// Polygons on paper, cut to the map and a margin, without vertices that nobody could see; even-odd rings.
  func path(_ polygons: some Sequence<MultiPolygon>) -> PagePath {
    let window = page.grown(by: Self.cutMargin)
    var path = PagePath()
    var ring = Vertices()
    for polygon in polygons {
      guard let bounds = polygon.bounds, box(bounds).overlaps(window) || window.contains(box(bounds)) else {
        continue
      }
      let isInside = window.contains(box(bounds))
      for i in polygon.ringEnds.indices {
        ring.removeAll()
        for k in polygon.vertices(ofRing: i).dropLast() { ring.append(x(polygon.x[k]), y(polygon.y[k])) }
        ring.thin(Self.smallestStep)
        if !isInside { ring.cut(to: window) }
        guard ring.x.count > 1 else { continue }
        for k in ring.x.indices { path.add(ring.x[k], ring.y[k]) }
        path.endLine()
      }
    }
    return path
  }
}

/// A ring on its way to paper; the last vertex is not repeated.
private struct Vertices {
  var x: [Double] = []
  var y: [Double] = []

  mutating func removeAll() {
    x.removeAll(keepingCapacity: true)
    y.removeAll(keepingCapacity: true)
  }

  mutating func append(_ px: Double, _ py: Double) {
    x.append(px)
    y.append(py)
  }

  /// Leaves out vertices nearer than `step` to the one kept before.
  mutating func thin(_ step: Double) {
    guard x.count > 4 else { return }
    var kept = 1
    for i in 1..<x.count where abs(x[i] - x[kept - 1]) >= step || abs(y[i] - y[kept - 1]) >= step {
      (x[kept], y[kept]) = (x[i], y[i])
      kept += 1
    }
    x.removeLast(x.count - kept)
    y.removeLast(y.count - kept)
  }

  /// What lies in the window (Sutherland and Hodgman 1974): border by border, keeping what is on its inner side.
  mutating func cut(to window: PageBox) {
    cut(alongX: true, at: window.x, keepsGreater: true)
    cut(alongX: true, at: window.right, keepsGreater: false)
    cut(alongX: false, at: window.y, keepsGreater: true)
    cut(alongX: false, at: window.bottom, keepsGreater: false)
  }

  private mutating func cut(alongX: Bool, at border: Double, keepsGreater: Bool) {
    var result = Vertices()
    for i in x.indices {
      let previous = i == 0 ? x.count - 1 : i - 1
      let (a, b) = alongX ? (x[previous], x[i]) : (y[previous], y[i])
      let (isAIn, isBIn) = keepsGreater ? (a >= border, b >= border) : (a <= border, b <= border)
      if isAIn != isBIn {
        let share = (border - a) / (b - a)
        if alongX {
          result.append(border, y[previous] + share * (y[i] - y[previous]))
        } else {
          result.append(x[previous] + share * (x[i] - x[previous]), border)
        }
      }
      if isBIn { result.append(x[i], y[i]) }
    }
    self = result
  }
}

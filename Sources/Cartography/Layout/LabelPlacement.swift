import Foundation
import Geometry

/// Puts names beside what they name so that no two overlap: greedily, the most important first, each at the first of its
/// places that is free. What finds no place is left out and counted.
package struct LabelPlacement: Sendable {
  /// A name that wants a place.
  package struct Request: Sendable {
    /// The name, cut to what a map can hold.
    package var text: String
    /// How wide it is set, mm.
    package var width: Double
    /// What it names, on paper; only the part that is seen.
    package var target: PageBox
    /// A point inside of it.
    package var anchor: (x: Double, y: Double)
    /// Whether it may stand beside what it names, or only within.
    package var mayStandBeside: Bool

    /// A request.
    package init(
      text: String, width: Double, target: PageBox, anchor: (x: Double, y: Double), mayStandBeside: Bool
    ) {
      self.text = text
      self.width = width
      self.target = target
      self.anchor = anchor
      self.mayStandBeside = mayStandBeside
    }
  }

  /// A name with its place.
  package struct Label: Sendable, Equatable {
    /// The name.
    package var text: String
    /// The room it takes.
    package var box: PageBox
    /// The line that its letters stand on.
    package var baseline: Double
    /// From the name to what it names, where it stands far from it; nil beside it.
    package var leader: Leader?
  }

  /// A line on paper.
  package struct Leader: Sendable, Equatable {
    package var fromX: Double
    package var fromY: Double
    package var toX: Double
    package var toY: Double
  }

  /// The names that have a place.
  package private(set) var labels: [Label] = []
  /// How many found none.
  package private(set) var droppedCount = 0

  private let frame: PageBox
  private var taken: [PageBox]

  /// A placement within `frame` that keeps off `obstacles`.
  package init(frame: PageBox, obstacles: [PageBox]) {
    self.frame = frame
    taken = obstacles
  }

  /// Places names of a font of that size, in order of importance.
  ///
  /// Boxes are as high as capitals and descenders together; they keep `gap` millimetres apart.
  package mutating func place(_ requests: [Request], sizeMillimetres size: Double, gap: Double) {
    let height = 0.98 * size
    for request in requests {
      let places = Self.places(request, height: height, gap: gap)
      let free = places.filter { isFree($0.grown(by: gap / 2)) }
      // Better where it hides nothing else that has a name.
      let clear = free.first { box in !requests.contains { $0.target != request.target && $0.target.overlaps(box) } }
      guard let box = request.mayStandBeside ? clear ?? free.first : free.first else {
        if request.mayStandBeside, let label = far(request, height: height, size: size, gap: gap) {
          taken.append(label.box.grown(by: gap / 2))
          labels.append(label)
        } else {
          droppedCount += 1
        }
        continue
      }
      taken.append(box.grown(by: gap / 2))
      labels.append(Label(text: request.text, box: box, baseline: box.y + 0.76 * size))
    }
  }

  /// A place farther off, with a line to what is named that crosses no other name: the nearest that is free, up to ten times the
  /// letters' size away.
  private func far(_ request: Request, height: Double, size: Double, gap: Double) -> Label? {
    let (x, y) = (request.target.x + request.target.width / 2, request.target.y + request.target.height / 2)
    for distance in stride(from: 2.0, through: 10, by: 1) {
      for step in 0..<16 {
        let angle = Double(step) * .pi / 8
        // The name's nearest border lies at the distance.
        let (dx, dy) = (sin(angle), -cos(angle))
        let box = PageBox(
          x: x + dx * (distance * size + request.width / 2) - request.width / 2,
          y: y + dy * (distance * size + height / 2) - height / 2, width: request.width, height: height)
        guard isFree(box.grown(by: gap / 2)) else { continue }
        let leader = Leader(
          fromX: min(max(x, box.x), box.right), fromY: min(max(y, box.y), box.bottom), toX: x, toY: y)
        guard !labels.contains(where: { leader.crosses($0.box) || ($0.leader?.crosses(box) ?? false) }) else {
          continue
        }
        return Label(text: request.text, box: box, baseline: box.y + 0.76 * size, leader: leader)
      }
    }
    return nil
  }

  private func isFree(_ box: PageBox) -> Bool {
    frame.contains(box) && !taken.contains { $0.overlaps(box) }
  }

  /// Within what is named where that is large enough; else above, below, right, left, at the corners.
  private static func places(_ request: Request, height: Double, gap: Double) -> [PageBox] {
    let (width, target, anchor) = (request.width, request.target, request.anchor)
    func box(_ x: Double, _ y: Double) -> PageBox { PageBox(x: x, y: y, width: width, height: height) }
    let inside = box(anchor.x - width / 2, anchor.y - height / 2)
    guard request.mayStandBeside else { return target.width >= width ? [inside] : [] }
    let (above, below) = (target.y - gap - height, target.bottom + gap)
    let (right, left) = (target.right + gap, target.x - gap - width)
    let (middleX, middleY) = (target.x + target.width / 2 - width / 2, target.y + target.height / 2 - height / 2)
    let beside = [
      box(middleX, above), box(middleX, below), box(right, middleY), box(left, middleY), box(right, above),
      box(right, below), box(left, above), box(left, below),
    ]
    let isRoomy = target.width > 1.2 * width && target.height > 3 * height
    return isRoomy ? [inside] + beside : beside + [inside]
  }
}

extension LabelPlacement.Leader {
  /// Whether it passes through a rectangle, by a look at twenty of its points.
  fileprivate func crosses(_ box: PageBox) -> Bool {
    (0...20).contains { step in
      let share = Double(step) / 20
      let (x, y) = (fromX + share * (toX - fromX), fromY + share * (toY - fromY))
      return x > box.x && x < box.right && y > box.y && y < box.bottom
    }
  }
}

/// A point inside a polygon, where a name can stand.
enum InteriorPoint {
  /// The middle of the widest stretch of the polygon on a few lines of latitude through `window`; nil where the polygon
  /// does not meet it.
  static func find(_ polygon: MultiPolygon, within window: BoundingBox) -> (x: Double, y: Double, width: Double)? {
    guard let box = polygon.bounds, box.meets(window) else { return nil }
    let (south, north) = (max(box.minY, window.minY), min(box.maxY, window.maxY))
    var best: (x: Double, y: Double, width: Double)?
    for share in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
      let y = south + (north - south) * share
      let crossings = crossings(polygon, y)
      for i in stride(from: 0, to: crossings.count - 1, by: 2) {
        let (from, to) = (max(crossings[i], window.minX), min(crossings[i + 1], window.maxX))
        // A line nearer to the middle wins unless another is clearly wider.
        if to - from > 1.15 * (best?.width ?? 0), to > from { best = ((from + to) / 2, y, to - from) }
      }
    }
    return best
  }

  private static func crossings(_ polygon: MultiPolygon, _ y: Double) -> [Double] {
    var result: [Double] = []
    for ring in polygon.ringEnds.indices {
      for i in polygon.vertices(ofRing: ring).dropLast() {
        let (y1, y2) = (polygon.y[i], polygon.y[i + 1])
        guard (y1 <= y) != (y2 <= y) else { continue }
        result.append(polygon.x[i] + (y - y1) / (y2 - y1) * (polygon.x[i + 1] - polygon.x[i]))
      }
    }
    return result.sorted()
  }
}

/// Names as a map can hold them.
package enum LabelText {
  /// One line without controls, at most `limit` characters, the last one being `…` where it was cut.
  package static func shortened(_ text: String, limit: Int = 40) -> String {
    // A no-break space stays one: "20 %" is not torn apart.
    let words = text.split { $0.isWhitespace && $0 != "\u{A0}" }.joined(separator: " ")
    return words.count <= limit ? words : words.prefix(max(0, limit - 1)) + "…"
  }
}

import Geometry

/// Areas being placed: none comes within reach of another unless it is meant to.
struct AreaPlacement {
  /// An area that has a place: its body, and what it has beside it.
  struct Placed {
    var body: StarOutline
    /// The shape, holes and further parts included.
    var shape: MultiPolygon
    /// How poor the conditions are.
    var burden: Double
    /// Which area it overlaps on purpose.
    var overlaps: Int?
  }

  private(set) var areas: [Placed] = []
  private var taken: [(x: Double, y: Double, radius: Double)] = []
  private let options: AreaOptions
  private let bounds: BoundingBox
  private var random: RandomSequence

  init(options: AreaOptions, bounds: BoundingBox, seed: UInt64) {
    (self.options, self.bounds) = (options, bounds)
    random = RandomSequence(seed: seed, stream: RandomStream.areas)
  }

  /// What is to be special about an area.
  enum Feature {
    case none
    case hole
    case twoParts
    case acrossEdge
  }

  /// Places an area at a site unless something is in the way. Only one across the edge may leave the bounds.
  mutating func place(_ site: AreaSites.Site, _ feature: Feature) -> Bool {
    var draft = random
    let body = outline(site.x, site.y, &draft)
    guard isFree(body, outside: feature == .acrossEdge) else { return false }
    var shape = MultiPolygon()
    var extra: StarOutline?
    switch feature {
    case .none, .acrossEdge: shape.addPart([body.ring()])
    case .hole:
      // The same outline at a third of its size lies inside it, since the centre sees all of it.
      shape.addPart([body.ring(), body.ring(scaled: 0.35).reversed()])
    case .twoParts:
      shape.addPart([body.ring()])
      extra = neighbour(of: body, share: 0.4, apart: { $0.outerRadius + $1.outerRadius + 120 }, &draft)
      guard let extra else { return false }
      shape.addPart([extra.ring()])
    }
    random = draft
    take(body)
    if let extra { take(extra) }
    areas.append(Placed(body: body, shape: shape, burden: site.burden, overlaps: nil))
    return true
  }

  /// Places an area that overlaps the one placed last, at a distance at which their inner circles meet.
  mutating func placeOverlapping() -> Bool {
    guard let partner = areas.last else { return false }
    var draft = random
    let apart: (StarOutline, StarOutline) -> Double = { 0.85 * ($0.innerRadius + $1.innerRadius) }
    let withoutPartner = taken
    taken.removeLast()
    let found = neighbour(of: partner.body, share: 1, apart: apart, &draft)
    taken = withoutPartner
    guard let found else { return false }
    random = draft
    take(found)
    areas.append(
      Placed(
        body: found, shape: MultiPolygon([found.ring()]), burden: partner.burden - 0.01, overlaps: areas.count - 1))
    return true
  }

  private func outline(_ x: Double, _ y: Double, share: Double = 1, _ random: inout RandomSequence) -> StarOutline {
    let (least, greatest) = (options.leastSquareKilometres, options.greatestSquareKilometres)
    // The square of the draw favours small areas, as the real ones do.
    let draw = random.unit()
    let area = (least + (greatest - least) * draw * draw) * share
    return StarOutline(x: x, y: y, squareKilometres: area, vertices: options.vertices, random: &random)
  }

  /// An outline beside another in one of sixteen directions, at the distance that `apart` tells of the two.
  private func neighbour(
    of body: StarOutline, share: Double, apart: (StarOutline, StarOutline) -> Double, _ random: inout RandomSequence
  ) -> StarOutline? {
    let draft = random
    let start = random.unit()
    for direction in 0..<16 {
      let turn = start + Double(direction) / 16
      var shape = draft
      let probe = outline(0, 0, share: share, &shape)
      let distance = apart(body, probe)
      shape = draft
      let moved = outline(
        body.x + distance * PortableMath.cosine(turns: turn), body.y + distance * PortableMath.sine(turns: turn),
        share: share, &shape)
      if isFree(moved, outside: false) {
        random = shape
        return moved
      }
    }
    return nil
  }

  private func isFree(_ body: StarOutline, outside: Bool) -> Bool {
    let reach = body.outerRadius
    let within =
      body.x - reach >= bounds.minX && body.x + reach <= bounds.maxX && body.y - reach >= bounds.minY
      && body.y + reach <= bounds.maxY
    guard within || outside else { return false }
    return taken.allSatisfy { other in
      let (dx, dy) = (other.x - body.x, other.y - body.y)
      let least = other.radius + reach + 50
      return dx * dx + dy * dy >= least * least
    }
  }

  private mutating func take(_ body: StarOutline) { taken.append((body.x, body.y, body.outerRadius)) }
}

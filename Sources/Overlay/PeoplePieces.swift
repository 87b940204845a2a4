import Areas
import Disclosure

/// The ground of a layer in pieces that the same areas hold: every figure of an overlay is a sum of what they have.
///
/// Where areas that overlap meet in a unit, ``SharedParts`` tells which have which part. Where more of them meet than it takes, the
/// figures of these areas are no such sums (``tangled``).
struct PeoplePieces {
  /// Ground that the same areas hold.
  struct Ground: Hashable {
    /// The area that keeps it in the exclusive partition; −1 outside.
    var owner: Int32
    /// The areas that hold it, ascending; without those that are tangled.
    var areas: [Int32]
  }

  /// A part of a unit.
  struct Part {
    var ground: Int32
    var fraction: Double
  }

  /// Areas of which it is not known where they share which unit with others: very many in one.
  private(set) var tangled: Set<Int32> = []
  private(set) var grounds: [Ground] = []
  /// The parts of each unit that areas divide; empty for those that lie in one piece of ground.
  private(set) var divided: [Int32: [Part]] = [:]
  /// The ground of the other units; −1 for units without ground.
  private(set) var whole: [Int32]
  private var places: [Ground: Int32] = [:]

  /// Fractions nearer to 0 or 1 than that are rounding.
  private static let rounding = 1e-9

  /// What areas have of a unit.
  private struct Hold {
    var area: Int32
    var whole: Double
    var exclusive: Double
  }

  /// The pieces of a layer that areas cut; `shared` for the units in which some of them overlap.
  init(
    _ layer: UnitLayer, set: AreaSet, cuts: [AreaOverlay.Cut], overlaps: [AreaOverlap], shared: consuming SharedParts
  ) throws {
    var holds: [Int32: [Hold]] = [:]
    for (area, cut) in cuts.enumerated() {
      var exclusive: [Int32: Double] = [:]
      for (unit, fraction) in zip(cut.exclusive.units, cut.exclusive.fractions) { exclusive[unit] = fraction }
      for (unit, fraction) in zip(cut.whole.units, cut.whole.fractions) where fraction > Self.rounding {
        holds[unit, default: []].append(
          Hold(area: Int32(area), whole: fraction, exclusive: exclusive[unit] ?? 0))
      }
    }
    let pairs = Set(overlaps.map { [Int32($0.first), Int32($0.second)] })
    func overlap(_ a: Int32, _ b: Int32) -> Bool { pairs.contains([a, b]) || pairs.contains([b, a]) }
    func keeper(_ areas: [Int32]) -> Int32 {
      areas.min { (set.rank(Int($0)), $0) < (set.rank(Int($1)), $1) } ?? -1
    }
    whole = layer.groundSquareMetres.map { $0 > 0 ? 0 : -1 }
    // The parts of each unit by the areas that hold them; nil where they cannot be told.
    var parts: [Int32: [(areas: [Int32], fraction: Double)]] = [:]
    var unknown: [Int32] = []
    for unit in holds.keys.sorted() where layer.groundSquareMetres[Int(unit)] > 0 {
      let holds = (holds[unit] ?? []).sorted { $0.area < $1.area }
      let full = holds.filter { $0.whole > 1 - Self.rounding }.map(\.area)
      let partial = holds.filter { $0.whole <= 1 - Self.rounding }
      let meeting = partial.indices.flatMap { i in
        partial.indices.filter { $0 > i && overlap(partial[i].area, partial[$0].area) }.map {
          (partial[i], partial[$0])
        }
      }
      var found = partial.map { (areas: full + [$0.area], fraction: $0.whole) }
      var rest = 1 - partial.reduce(0) { $0 + $1.whole }
      if meeting.count == 1, full.isEmpty, let (a, b) = meeting.first {
        // Each alone, and both: what they have together is what the partition leaves them.
        let both = a.whole + b.whole - a.exclusive - b.exclusive
        for i in found.indices where found[i].areas == [a.area] || found[i].areas == [b.area] {
          found[i].fraction -= both
        }
        found.append((areas: [a.area, b.area], fraction: both))
        rest += both
      } else if !meeting.isEmpty {
        let areas = Set(meeting.flatMap { [$0.0.area, $0.1.area] })
        guard areas.count <= SharedParts.most else {
          tangled.formUnion(partial.map(\.area))
          unknown.append(unit)
          continue
        }
        let together = partial.filter { areas.contains($0.area) }
        let shares = try shared.parts(of: unit, together.map { ($0.area, $0.whole) }, overlap: overlap)
        found.removeAll { areas.contains($0.areas.last ?? -1) }
        // What none of them holds is last of all held by nobody but the areas that hold the whole unit.
        rest = 1 - found.reduce(0) { $0 + $1.fraction }
        for share in shares where !share.areas.isEmpty && share.fraction > Self.rounding {
          found.append((areas: full + share.areas, fraction: share.fraction))
          rest -= share.fraction
        }
      }
      found.append((areas: full, fraction: rest))
      parts[unit] = found.filter { $0.fraction > Self.rounding }
    }
    func ground(_ areas: [Int32], owner: Int32? = nil) -> Int32 {
      let ground = Ground(owner: owner ?? keeper(areas), areas: areas.filter { !tangled.contains($0) }.sorted())
      if let known = places[ground] { return known }
      places[ground] = Int32(grounds.count)
      grounds.append(ground)
      return Int32(grounds.count - 1)
    }
    // The first is that outside all areas.
    _ = ground([])
    for unit in parts.keys.sorted() {
      let found = parts[unit] ?? []
      if found.count == 1 {
        whole[Int(unit)] = ground(found[0].areas)
      } else {
        divided[unit] = found.map { Part(ground: ground($0.areas), fraction: $0.fraction) }
        whole[Int(unit)] = -1
      }
    }
    for unit in unknown.sorted() {
      let holds = holds[unit] ?? []
      let full = holds.filter { $0.whole > 1 - Self.rounding }.map(\.area)
      var found = holds.filter { $0.exclusive > Self.rounding }.map {
        Part(ground: ground(full, owner: $0.area), fraction: $0.exclusive)
      }
      let rest = 1 - found.reduce(0) { $0 + $1.fraction }
      if rest > Self.rounding { found.append(Part(ground: ground(full, owner: -1), fraction: rest)) }
      divided[unit] = found
      whole[Int(unit)] = -1
    }
  }
}

/// What may be shown of one number of people (inhabitants, children, youth) by pieces of ground and kinds of unit.
struct PeopleTable {
  let rule: Suppression
  private let grounds: [PeoplePieces.Ground]
  private let kinds: Int
  private let sums: [Double]

  /// The sums of each ground.
  var ofGrounds: [Double] {
    grounds.indices.map { ground in (0..<kinds).reduce(0) { $0 + sums[ground * kinds + $1] } }
  }

  /// - Parameters:
  ///   - values: of each unit; NaN where null.
  ///   - kindOfUnit: its kind, 0 … `kinds` − 1.
  ///   - isLikeFew: whether a ground is hidden like one of few, whatever it has.
  init(
    _ pieces: PeoplePieces, _ values: [Double], kinds: Int, kindOfUnit: (Int) -> Int, set: AreaSet, minimum: Int,
    isLikeFew: (Int) -> Bool = { _ in false }
  ) {
    (grounds, self.kinds) = (pieces.grounds, kinds)
    let count = pieces.grounds.count * kinds
    var (sums, own) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    var largest = [Double](repeating: 0, count: count)
    var neighbours = [Set<Int>](repeating: [], count: count)
    for (unit, value) in values.enumerated() where value >= 0 {
      let kind = kindOfUnit(unit)
      if pieces.whole[unit] >= 0 {
        if value == 0 { continue }
        let piece = Int(pieces.whole[unit]) * kinds + kind
        sums[piece] += value
        own[piece] += value
        largest[piece] = 1
      } else if let parts = pieces.divided[Int32(unit)] {
        let all = parts.map { Int($0.ground) * kinds + kind }
        for (piece, part) in zip(all, parts) {
          // Also of units without people: that they have none need not be known.
          neighbours[piece].formUnion(all)
          if value == 0 { continue }
          sums[piece] += value * part.fraction
          largest[piece] = max(largest[piece], part.fraction)
        }
      }
    }
    self.sums = sums
    rule = Suppression(
      whole: sums,
      shared: .init(
        neighbours: neighbours.map { $0.sorted() }, ofItsOwn: own,
        needs: largest.map { $0 > 0 ? Double(minimum) / $0 + Double(minimum) : 0 },
        kinds: (0..<count).map { $0 % kinds }, areLikeFew: (0..<count).map { isLikeFew($0 / kinds) }),
      classOfPiece: (0..<count).map { piece in
        let owner = pieces.grounds[piece / kinds].owner
        return owner < 0 ? -1 : set.rank(Int(owner))
      },
      rule: .counts(minimum, few: .fewPeople))
  }

  /// Why a sum is withheld; nil when it may be shown.
  func reason(_ kinds: some Sequence<Int>, _ isIn: (PeoplePieces.Ground) -> Bool) -> Withheld? {
    let found = grounds.indices.filter { isIn(grounds[$0]) }
    let pieces = kinds.flatMap { kind in found.map { $0 * self.kinds + kind } }
    return rule.reason(pieces, count: pieces.reduce(0) { max($0, sums[$1]) })
  }
}

import Disclosure

/// What of a run's counts is shown, and why the rest is not: ``Suppression`` over the pieces that areas and links make of the events,
/// by period and category.
public struct IncidentProtection: Sendable {
  private let rule: Suppression
  private let pieces: [PieceCounts.Piece]
  private let keys: [PieceCounts.Row]
  private let rows: [[Int]]
  private let areas: IncidentAreas

  /// Why a count is withheld.
  public typealias Reason = Withheld

  /// The events whose count is asked for.
  public enum Subject: Sendable, Hashable {
    /// All events.
    case total
    /// In no area.
    case outside
    /// In no area and linked to none.
    case outsideUnlinked
    /// In an area, whatever other areas cover.
    case own(Int)
    /// An area's in the exclusive partition.
    case exclusive(Int)
    /// Linked to an area.
    case linked(Int)
    /// In an area or linked to it.
    case either(Int)
    /// In classes, by the exclusive partition.
    case classes(Set<Int>)
    /// Linked to areas of classes.
    case linkedToClasses(Set<Int>)
    /// In classes or linked to their areas.
    case eitherOfClasses(Set<Int>)
    /// In the exclusive partition of several areas.
    case areas(Set<Int>)
  }

  /// The protection of a tally that counted pieces.
  ///
  /// - Parameter minimum: counts from 1 up that are below it are withheld.
  init(_ counts: PieceCounts, areas: IncidentAreas, minimum: Int) {
    self.areas = areas
    pieces = counts.pieces
    let keys = counts.rows.keys.sorted { ($0.period, $0.category) < ($1.period, $1.category) }
    let count = counts.pieces.count
    let rows = keys.map { key in
      let found = counts.rows[key] ?? []
      return found + repeatElement(0, count: count - found.count)
    }
    (self.keys, self.rows) = (keys, rows)
    let whole = (0..<count).map { piece in rows.reduce(0) { $0 + $1[piece] } }
    rule = Suppression(
      whole: whole.map(Double.init), rows: rows.map { $0.map(Double.init) }, blockOfRow: keys.map { Int($0.period) },
      classOfPiece: counts.pieces.map { $0.owner < 0 ? -1 : Int(areas.ranks[Int($0.owner)]) },
      rule: .counts(minimum, few: .fewEvents))
  }

  /// Whether a period, or one of its categories, is withheld whole.
  public var hidesRows: Bool { rule.hiddenRows.contains(true) }

  /// Why a count is withheld; nil when it may be shown.
  ///
  /// - Parameters:
  ///   - period: number of the period; nil for all.
  ///   - category: nil for all.
  public func reason(_ subject: Subject, period: IncidentPeriod?, category: IncidentTally.Category?) -> Withheld? {
    let wanted = keys.indices.filter {
      (period == nil || keys[$0].period == period?.number)
        && (category == nil || keys[$0].category == category?.number)
    }
    let found = pieces.indices.filter { isPart(pieces[$0], of: subject) }
    let most = wanted.reduce(0) { most, row in found.reduce(most) { max($0, rows[row][$1]) } }
    return rule.reason(found, rows: wanted, most: Double(most))
  }

  private func isPart(_ piece: PieceCounts.Piece, of subject: Subject) -> Bool {
    func rank(_ area: Int32) -> Int? { area < 0 ? nil : Int(areas.ranks[Int(area)]) }
    func isIn(_ ranks: Set<Int>, _ area: Int32) -> Bool { rank(area).map(ranks.contains) ?? false }
    return switch subject {
    case .total: true
    case .outside: piece.owner < 0
    case .outsideUnlinked: piece.owner < 0 && piece.link < 0
    case .own(let area): piece.areas.contains(Int32(area))
    case .exclusive(let area): piece.owner == Int32(area)
    case .linked(let area): piece.link == Int32(area)
    case .either(let area): piece.link == Int32(area) || piece.areas.contains(Int32(area))
    case .classes(let ranks): isIn(ranks, piece.owner)
    case .linkedToClasses(let ranks): isIn(ranks, piece.link)
    case .eitherOfClasses(let ranks): isIn(ranks, piece.owner) || isIn(ranks, piece.link)
    case .areas(let areas): piece.owner >= 0 && areas.contains(Int(piece.owner))
    }
  }
}

extension IncidentFigures {
  /// Withholds the counts of which there is a reason, and all that rests on them.
  public mutating func withhold(inside: Withheld?, linked: Withheld?, either: Withheld?, total: Withheld?) {
    if inside != nil {
      isCounted = false
      count.inside = 0
      mean = nil
    }
    if linked != nil { count.linked = nil }
    if either != nil { count.either = nil }
    if total != nil {
      base.isTotalKnown = false
      base.events = 0
    }
    withheld.formUnion([inside, linked, either, total].compactMap(\.self))
  }
}

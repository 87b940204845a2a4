/// Events by what they are part of: which areas cover them, and which they are linked to. Every count of a run is a sum of
/// these, so that what may be shown can be told from them alone.
struct PieceCounts: Sendable {
  /// Events that the same areas cover and that are linked to the same area.
  struct Piece: Hashable, Sendable {
    /// The areas that cover them, ascending.
    var areas: [Int32]
    /// The area that keeps them in the exclusive partition; −1 outside.
    var owner: Int32
    /// The area that they are linked to; −1 for none.
    var link: Int32
  }

  /// A period and a category.
  struct Row: Hashable, Sendable {
    var period: Int32
    var category: Int32
  }

  private(set) var pieces: [Piece] = []
  /// Events of each piece, as far as there are any; by row.
  private(set) var rows: [Row: [Int]] = [:]
  private var places: [Piece: Int] = [:]
  private let ranks: [Int32]

  /// No events; `ranks` are those of the areas' classes.
  init(ranks: [Int32]) { self.ranks = ranks }

  /// Counts a batch whose categories have these numbers.
  mutating func add(_ batch: IncidentBatch, _ numbers: [Int32]) {
    var next = 0
    var areas: [Int32] = []
    for (place, event) in batch.events.enumerated() {
      areas.removeAll(keepingCapacity: true)
      batch.areas.forEach(of: place, &next) { areas.append(Int32($0)) }
      // As ``IncidentTally`` does it: of equal classes the first in layer order.
      let owner = areas.min { (ranks[Int($0)], $0) < (ranks[Int($1)], $1) } ?? -1
      let piece = Piece(areas: areas, owner: owner, link: event.link)
      let index = places[piece] ?? pieces.count
      if index == pieces.count {
        places[piece] = index
        pieces.append(piece)
      }
      let row = Row(period: event.period, category: event.category < 0 ? -1 : numbers[Int(event.category)])
      rows[row, default: []].add(at: index)
    }
  }
}

extension [Int] {
  fileprivate mutating func add(at index: Int) {
    if count <= index { self += repeatElement(0, count: index + 1 - count) }
    self[index] += 1
  }
}

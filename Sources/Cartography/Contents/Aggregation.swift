import Geometry
import Grid

/// Into which squares cells are gathered where they are too small to be seen.
package enum Aggregation: Sendable, Equatable {
  /// Squares of a round side where cells are smaller than the eye can tell apart, see ``side(for:metresPerMillimetre:pixel:)``.
  case auto
  /// Squares of that side, metres; the cells themselves where it is the smallest cells' own side.
  case metres(Int32)

  /// Cells narrower than this on paper are gathered, mm: less cannot be told apart at arm's length.
  package static let visibleFromMillimetres = 0.25
  /// Least side of the squares that they are gathered in, mm.
  package static let drawnFromMillimetres = 0.7
  /// Longest side that is ever needed, metres.
  private static let longest: Int32 = 100_000

  /// The sides that squares can have, ascending: 1, 2 or 5 times a power of ten, and a multiple of every cell's side, so that
  /// each cell lies in one square.
  package static func sides(_ sizes: [Int32]) -> [Int32] {
    guard let smallest = sizes.first, smallest > 0 else { return [] }
    func multiples(_ unit: Int32) -> [Int32] {
      let powers: [Int32] = [1, 10, 100, 1_000, 10_000, 100_000]
      let steps: [Int32] = powers.flatMap { (power: Int32) -> [Int32] in [power, 2 * power, 5 * power] }
      return steps.filter { $0 <= longest / unit }.map { $0 * unit }
    }
    let round = multiples(1).filter { fits($0, sizes) }
    // Sides such as 300 m divide no round number: round multiples of the largest serve, where it holds all others.
    return round.isEmpty ? (sizes.last.map(multiples) ?? []).filter { fits($0, sizes) } : round
  }

  /// Whether squares of that side are larger than the smallest cells and hold every cell whole.
  package static func fits(_ side: Int32, _ sizes: [Int32]) -> Bool {
    side > sizes.first ?? 0 && sizes.allSatisfy { $0 > 0 && side.isMultiple(of: $0) }
  }

  /// The side of the squares that cells are drawn in; nil for the cells themselves.
  ///
  /// - Parameters:
  ///   - sizes: the cells' sides, ascending.
  ///   - metresPerMillimetre: metres in the plane for a millimetre of the map.
  ///   - pixel: side of a pixel, mm; 0 for a picture made of lines.
  package func side(for sizes: [Int32], metresPerMillimetre: Double, pixel: Double) -> Int32? {
    switch self {
    case .metres(let side): return side > sizes.first ?? 0 ? side : nil
    case .auto:
      guard let smallest = sizes.first,
        Double(smallest) / metresPerMillimetre < max(Self.visibleFromMillimetres, pixel)
      else { return nil }
      let least = max(Self.drawnFromMillimetres, 2 * pixel) * metresPerMillimetre
      let sides = Self.sides(sizes)
      return sides.first { Double($0) >= least } ?? sides.last
    }
  }
}

/// How large gathered squares are drawn: the more people live in one, the larger, so that towns stand out from land.
package enum SquareSize {
  /// Least density, inhabitants per km², of each size, and the share of the side that it is drawn in; falling.
  package static let steps: [(density: Double, share: Double)] = [(100, 1), (10, 0.75), (0, 0.5)]

  /// The share of its side that a square of so many inhabitants per km² is drawn in.
  package static func share(density: Double) -> Double {
    steps.first { density >= $0.density }?.share ?? steps.last?.share ?? 1
  }
}

extension MapCells {
  /// The cells gathered in squares of that side, each with its people and the class of most of them, see ``ClassVote``; of the
  /// cells that meet `ground`. Itself for zones.
  ///
  /// - Parameter side: metres, a multiple of every cell's size.
  package func gathered(side: Int32, within ground: BoundingBox? = nil) -> MapCells {
    guard let lattice else { return self }
    var places: [Int: Int] = [:]
    var squares: [Cell] = []
    var vote = ClassVote(places: 0, classCount: classCount)
    let width = 1 << 24
    for (i, cell) in lattice.cells.enumerated() where lattice.ownedUnits[i] > 0 {
      let (e, n) = (Self.floor(cell.e, side), Self.floor(cell.n, side))
      let square = BoundingBox(
        minX: Double(e) * Double(side), minY: Double(n) * Double(side), maxX: (Double(e) + 1) * Double(side),
        maxY: (Double(n) + 1) * Double(side))
      if let ground, !square.meets(ground) { continue }
      let key = Int(n) * width + Int(e)
      let place: Int
      if let known = places[key] {
        place = known
      } else {
        place = squares.count
        places[key] = place
        squares.append(Cell(size: side, e: e * side, n: n * side))
        vote.addPlace()
      }
      vote.add(
        people: population.isEmpty ? 0 : population[i], ground: lattice.ownedUnits[i],
        ofClass: Int(classes[i]) <= classCount ? Int(classes[i]) : 0, to: place)
    }
    let order = squares.indices.sorted { squares[$0] < squares[$1] }
    // Squares of one size side by side always fit a lattice; the cells did.
    guard let gathered = try? CellLattice(order.map { squares[$0] }) else { return self }
    var result = MapCells(
      .cells(gathered), classes: order.map { UInt8(clamping: vote.winner($0) ?? 0) }, classCount: classCount)
    if !population.isEmpty {
      result.population = order.map { vote.people(in: $0) }
      let area = Double(side) * Double(side) / 1e6
      result.drawnShares = result.population.map { SquareSize.share(density: $0 / area) }
    }
    return result
  }

  private static func floor(_ value: Int32, _ side: Int32) -> Int32 {
    value >= 0 ? value / side : -((side - 1 - value) / side)
  }
}

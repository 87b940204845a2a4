import Core
import Parallel

/// Which of a world's square kilometres are cells, and which of their 250 m squares.
struct LayoutPlan: Sendable {
  /// Per square kilometre, one bit for each 250 m square that is a cell: bit 4·row + column, from the south-west.
  let fineMasks: [UInt16]
  /// Per square kilometre, whether what its 250 m cells leave is a cell.
  let coarse: [Bool]

  init(land: [LandSquare], cells: Int, settlement: Settlement, seed: UInt64, threads: Int) throws {
    let kilometres = land.count
    // So many small cells that, with a large one on each kilometre left, there are as many as asked for.
    let filling = max(0, (cells - kilometres) * 16 + 14) / 15
    let fineCount = min(16 * kilometres, max(Int(Double(cells) * GridLayout.fineShare), filling))
    let scores = try Parallel.blocks(of: kilometres, block: 4096, threads: threads) { range in
      range.map { Float(settlement.score(Double(land[$0].e) + 500, Double(land[$0].n) + 500).score) }
    }.flatMap { $0 }

    // Small cells come from the most built-up kilometres: three times as many as they could fill.
    let considered = ThresholdChoice.best(min(kilometres, 3 * (fineCount / 16) + 64), of: scores)
    let towns = land.indices.filter { considered[$0] }
    let fineScores = try Parallel.blocks(of: towns.count, block: 1024, threads: threads) { range in
      var result: [Float] = []
      result.reserveCapacity(range.count * 16)
      for at in range {
        let square = land[towns[at]]
        for part in 0..<16 {
          let (x, y) = Self.centre(of: part, in: square)
          result.append(Float(settlement.score(x, y).score))
        }
      }
      return result
    }.flatMap { $0 }
    let chosen = ThresholdChoice.best(fineCount, of: fineScores)
    var masks = [UInt16](repeating: 0, count: kilometres)
    for (at, square) in towns.enumerated() {
      for part in 0..<16 where chosen[16 * at + part] { masks[square] |= 1 << UInt16(part) }
    }

    // Large cells: the kilometres most likely to be lived in that still have room.
    let habitation = SmoothField(seed: seed, stream: RandomStream.habitation, wavelength: 6_000)
    let lots = CounterRandom(seed: seed, stream: RandomStream.habitation + 100)
    let wanted = max(0, cells - fineCount)
    let appeal = try Parallel.blocks(of: kilometres, block: 4096, threads: threads) { [masks] range in
      range.map { at -> Float in
        if masks[at] == UInt16.max { return 0 }
        let (x, y) = (Double(land[at].e) + 500, Double(land[at].n) + 500)
        let lot = CounterRandom.unit(lots.bits(Int(land[at].e), Int(land[at].n)))
        return 0.5 + 0.6 * scores[at] + Float(0.05 * habitation.value(x, y) + 0.1 * lot)
      }
    }.flatMap { $0 }
    var coarse = ThresholdChoice.best(wanted, of: appeal)
    for at in masks.indices where masks[at] == UInt16.max { coarse[at] = false }
    fineMasks = masks
    self.coarse = coarse
  }

  /// The centre of a kilometre's 250 m square, metres.
  static func centre(of part: Int, in square: LandSquare) -> (Double, Double) {
    (Double(square.e) + Double(part % 4) * 250 + 125, Double(square.n) + Double(part / 4) * 250 + 125)
  }
}

/// Squares chosen to be cells, in canonical order, with what decides how many live there.
struct LayoutSquares: Sendable {
  var size: [Int32] = []
  var e: [Int32] = []
  var n: [Int32] = []
  /// How attractive the square is, in whole units.
  var weight: [UInt32] = []
  /// The town it belongs to; −1 for the country.
  var town: [Int32] = []

  var count: Int { e.count }

  fileprivate mutating func append(_ square: (size: Int32, e: Int32, n: Int32), weight: Double, town: Int32) {
    size.append(square.size)
    e.append(square.e)
    n.append(square.n)
    self.weight.append(UInt32(min(4e9, max(1, weight * 1_000_000))))
    self.town.append(town)
  }

  fileprivate mutating func append(_ other: LayoutSquares) {
    size += other.size
    e += other.e
    n += other.n
    weight += other.weight
    town += other.town
  }
}

extension LayoutPlan {
  /// The chosen squares, one row of kilometres after the other, each in its four rows of 250 m.
  func squares(
    land: [LandSquare], settlement: Settlement, seed: UInt64, threads: Int
  ) throws -> LayoutSquares {
    var rowStarts = land.indices.filter { $0 == 0 || land[$0].n != land[$0 - 1].n }
    rowStarts.append(land.count)
    let random = CounterRandom(seed: seed, stream: RandomStream.settlement + 50)
    let rows = try Parallel.map(count: rowStarts.count - 1, threads: threads) { [rowStarts] row in
      var result = LayoutSquares()
      for line in 0..<4 {
        for at in rowStarts[row]..<rowStarts[row + 1] {
          appendLine(line, of: at, land[at], settlement, random, to: &result)
        }
      }
      return result
    }
    var result = LayoutSquares()
    for row in rows { result.append(row) }
    return result
  }

  /// The cells of one kilometre that start on one of its four lines: small before large at a shared corner.
  private func appendLine(
    _ line: Int, of at: Int, _ square: LandSquare, _ settlement: Settlement, _ random: CounterRandom,
    to result: inout LayoutSquares
  ) {
    let mask = fineMasks[at]
    let hasCoarse = line == 0 && coarse[at]
    let fineFirst = mask & 1 != 0
    if hasCoarse && !fineFirst { appendCoarse(at, square, settlement, random, to: &result) }
    for column in 0..<4 {
      let part = 4 * line + column
      guard mask >> UInt16(part) & 1 != 0 else { continue }
      let (x, y) = Self.centre(of: part, in: square)
      let place = settlement.score(x, y)
      let lot = random.bits(Int(x), Int(y))
      // Steep towards the centre, and uneven from square to square: towers here, a park there.
      let score = place.score
      let steep = score * score * score * score + 0.003
      let uneven = PortableMath.nearlyExponential(0.9 * CounterRandom.bell(lot))
      result.append(
        (250, square.e + Int32(250 * column), square.n + Int32(250 * line)), weight: steep * uneven, town: place.town)
      if hasCoarse && fineFirst && column == 0 { appendCoarse(at, square, settlement, random, to: &result) }
    }
  }

  private func appendCoarse(
    _ at: Int, _ square: LandSquare, _ settlement: Settlement, _ random: CounterRandom, to result: inout LayoutSquares
  ) {
    let (x, y) = (Double(square.e) + 500, Double(square.n) + 500)
    let score = settlement.score(x, y).score
    let uneven = PortableMath.nearlyExponential(1.1 * CounterRandom.bell(random.bits(Int(x), Int(y))))
    let room = Double(16 - fineMasks[at].nonzeroBitCount) / 16
    result.append((1000, square.e, square.n), weight: (score * score + 0.01) * uneven * room, town: -1)
  }
}

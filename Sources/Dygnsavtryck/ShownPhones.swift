/// Numbers of phones that are shown, and whether another may be beside them.
struct ShownPhones {
  private struct Number {
    var pieces: Set<Int>
    var row: Int?
    var phones: Int
  }

  private var byPiece: [Int: [Number]] = [:]
  private let minPhones: Int

  init(minPhones: Int) { self.minPhones = minPhones }

  /// Adds the phones of some ground in a row, nil for all, unless they differ by 1 … k − 1 from those of ground around or within
  /// it; returns whether they were added.
  mutating func add(_ pieces: [Int], _ row: Int?, _ phones: Int) -> Bool {
    let mine = Set(pieces)
    for number in pieces.first.flatMap({ byPiece[$0] }) ?? [] {
      let isAround = (number.row == nil || number.row == row) && number.pieces.isSuperset(of: mine)
      let isWithin = number.row == row && number.pieces.isSubset(of: mine)
      if isAround || isWithin, (1..<minPhones).contains(abs(number.phones - phones)) { return false }
    }
    // Ground within this one need not have its first piece.
    for piece in pieces.dropFirst() {
      for number in byPiece[piece] ?? []
      where number.row == row && number.pieces.isSubset(of: mine)
        && (1..<minPhones).contains(abs(number.phones - phones))
      {
        return false
      }
    }
    addWithoutCheck(pieces, row, phones)
    return true
  }

  /// Adds the phones of some ground whatever stands beside them.
  mutating func addWithoutCheck(_ pieces: [Int], _ row: Int?, _ phones: Int) {
    let number = Number(pieces: Set(pieces), row: row, phones: phones)
    for piece in pieces { byPiece[piece, default: []].append(number) }
  }
}

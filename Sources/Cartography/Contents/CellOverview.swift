import Grid

extension MapCells {
  /// The classes of squares of `side` × `side` unit squares, row by row from the north, each that of most people in it
  /// (``ClassVote``); nil where no cell lies, 0 where none has a class.
  ///
  /// - Parameters:
  ///   - west: the first column of unit squares.
  ///   - north: the row of unit squares below which the first row of squares lies.
  ///   - columns: number of unit squares from west to east.
  ///   - rows: number of unit squares from north to south.
  ///   - side: unit squares along a side, ≥ 1; the last square of a row or column may hold fewer.
  package func overview(west: Int, north: Int, columns: Int, rows: Int, side: Int) -> [UInt8?] {
    guard let lattice, columns > 0, rows > 0, side > 0 else { return [] }
    let (width, height) = ((columns + side - 1) / side, (rows + side - 1) / side)
    var result = [UInt8?](repeating: nil, count: width * height)
    var vote = ClassVote(places: width, classCount: classCount)
    for line in 0..<height {
      vote.clear()
      for row in line * side..<min(rows, (line + 1) * side) {
        lattice.forEachSegment(row: north - 1 - row, columns: Int32(west)..<Int32(west + columns)) {
          owner, from, to in
          let people = population.isEmpty ? 0 : population[owner] / Double(lattice.ownedUnits[owner])
          let number = Int(classes[owner]) <= classCount ? Int(classes[owner]) : 0
          var start = Int(from) - west
          while start < Int(to) - west {
            let end = min(Int(to) - west, (start / side + 1) * side)
            vote.add(
              people: people * Double(end - start), ground: Int32(end - start), ofClass: number, to: start / side)
            start = end
          }
        }
      }
      for column in 0..<width { result[line * width + column] = vote.winner(column).map { UInt8(clamping: $0) } }
    }
    return result
  }
}

/// What has a place in the lattice.
protocol RowSorted: Sendable {
  var row: Int32 { get }
  /// The order within a row, its column first.
  var order: UInt64 { get }
}

/// Sorts by row, and by column within a row: a counting pass over rows, then short runs one by one.
struct RowSort: Sendable {
  private var starts: [Int] = []

  /// Rows with more elements than this are left to the library's sort.
  private static let shortRun = 24

  /// Sorts the elements from place `first` on.
  mutating func sort<T: RowSorted>(_ elements: inout [T], from first: Int) {
    guard elements.count > first + 1 else { return }
    var (low, high) = (elements[first].row, elements[first].row)
    for i in first..<elements.count {
      low = min(low, elements[i].row)
      high = max(high, elements[i].row)
    }
    let rows = Int(high - low) + 1
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: rows + 1))
    for i in first..<elements.count { starts[Int(elements[i].row - low) + 1] += 1 }
    for row in 0..<rows { starts[row + 1] += starts[row] }
    let unsorted = Array(elements[first...])
    for element in unsorted {
      let row = Int(element.row - low)
      elements[first + starts[row]] = element
      starts[row] += 1
    }
    // Each row's start has moved to its end.
    var start = first
    for row in 0..<rows {
      let end = first + starts[row]
      if end - start > Self.shortRun {
        elements[start..<end].sort { $0.order < $1.order }
      } else {
        Self.insertionSort(&elements, start..<end)
      }
      start = end
    }
  }

  private static func insertionSort<T: RowSorted>(_ elements: inout [T], _ range: Range<Int>) {
    for i in range.dropFirst() {
      let element = elements[i]
      var place = i
      while place > range.lowerBound, elements[place - 1].order > element.order {
        elements[place] = elements[place - 1]
        place -= 1
      }
      elements[place] = element
    }
  }
}

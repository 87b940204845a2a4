import Columns
import Testing

@Suite struct RowNumbersTests {
  @Test func allRowsAndSomeRows() {
    let all = RowNumbers(all: 4)
    #expect(Array(all) == [0, 1, 2, 3])
    #expect(all.areAll && all.count == 4 && all[2] == 2)
    let some: RowNumbers = [7, 2, 9]
    #expect(Array(some) == [7, 2, 9])
    #expect(!some.areAll && some.count == 3 && some[1] == 2)
    #expect(Array(RowNumbers(all: 0)) == [] && Array(RowNumbers(all: -1)) == [])
  }

  @Test func equalHoweverKept() {
    #expect(RowNumbers([0, 1, 2]) == RowNumbers(all: 3))
    #expect(RowNumbers([0, 2, 1]) != RowNumbers(all: 3))
    #expect(RowNumbers(all: 2) != RowNumbers(all: 3))
    #expect(RowNumbers([5, 6]) == [5, 6])
  }
}

import Parallel
import Testing

@Suite struct AsideTests {
  private struct Refused: Error {}

  @Test(arguments: [1, 2, 5]) func theWorkIsDoneOnceAndItsValueTaken(threads: Int) throws {
    let sums = (0..<20).map { i in Aside(threads: threads) { (0...i * 1000).reduce(0, +) } }
    for (i, sum) in sums.enumerated() { #expect(try sum.value() == i * 1000 * (i * 1000 + 1) / 2) }
  }

  @Test(arguments: [1, 2]) func errorsComeWithTheValue(threads: Int) {
    let aside = Aside<Int>(threads: threads) { throw Refused() }
    #expect(throws: Refused.self) { try aside.value() }
    aside.end()
  }
}

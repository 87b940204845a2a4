import TestSupport
import TextCodec
import Testing

/// Characters beyond ASCII and faults, against a count one by one.
@Suite struct UTF8TallyTests {
  private func tallyOneByOne(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UTF8Validation.Tally {
    var tally = UTF8Validation.Tally()
    bytes.withUnsafeBufferPointer { text in
      var place = start
      while place < end {
        let width = UTF8Validation.characterWidth(text, place)
        if width == 0 {
          tally.faults += 1
          if tally.firstFault == nil { tally.firstFault = place }
        } else if width > 1 {
          tally.characters += 1
        }
        place += max(1, width)
      }
    }
    return tally
  }

  @Test(arguments: [0, 1, 40, 2000]) func countsAsOneByOne(faultEvery: Int) {
    var generator = SeededRandom(UInt64(faultEvery) + 3)
    let letters = ["a", "b", ",", "\n", "å", "ö", "é", "€", "漢", "🙂"].map { Array($0.utf8) }
    for round in 0..<300 {
      // Some texts have only letters of two bytes.
      let known = round % 2 == 0 ? 7 : letters.count
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<3000, using: &generator) {
        bytes += letters[Int.random(in: 0..<(round % 3 == 0 ? known : 5), using: &generator)]
        if faultEvery > 0, generator.once(in: faultEvery) {
          bytes.append([0x80, 0xC3, 0xFF, 0xE2][Int.random(in: 0..<4, using: &generator)])
        }
      }
      let end = bytes.count - (round % 5 == 0 ? min(bytes.count, 3) : 0)
      let found = bytes.withUnsafeBufferPointer { UTF8Validation.tally(of: $0, from: 0, to: end) }
      #expect(found == tallyOneByOne(bytes, 0, end))
    }
  }
}

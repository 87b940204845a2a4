import TestSupport
import Testing

@testable import LocalTime

/// The commonest form is read eight bytes at a time; a space before the text makes the general scan read it instead.
@Suite struct PlainTimeTests {
  private func plain(_ text: String) -> PlainTime? {
    let bytes = Array(text.utf8)
    return PlainTime(bytes.span.bytes)
  }

  private enum Outcome: Equatable {
    case moment(LocalMoment, day: Int32?)
    case fault(TimeFault)
  }

  private func outcome(_ bytes: [UInt8], _ reader: inout LocalDayReader) -> Outcome {
    do throws(TimeFault) {
      return .moment(try reader.moment(of: bytes.span), day: try? reader.day(of: bytes.span))
    } catch {
      return .fault(error)
    }
  }

  @Test func knownTimes() throws {
    for (text, date, second) in [
      ("2019-01-01T00:00:55", 20_190_101, 55), ("1970-12-31 23:59:59", 19_701_231, 86_399),
      ("2149-06-06t12:34:56", 21_490_606, 45_296),
    ] {
      let time = try #require(plain(text))
      #expect(time.date == date && time.second == Int64(second))
    }
    for text in [
      "2019-01-01T24:00:00", "2019-01-01T00:60:00", "2019-01-01T00:00:60", "2019-01-01T00:00:5",
      "2019-01-01X00:00:00",
      "2019/01/01T00:00:00", "2019-01-01T00.00:00", "2O19-01-01T00:00:00", "2019-01-01T00:00:0\u{FC}", "",
    ] {
      #expect(plain(text) == nil, "\(text)")
    }
  }

  /// 200,000 texts, most of them a time with up to three bytes exchanged, give the same both ways.
  @Test func agreesWithTheScan() throws {
    var dice = SeededRandom(19)
    let zone = try TimeZoneTable.named("Europe/Stockholm")
    var fast = LocalDayReader(zone: zone, dayStartMinutes: 300)
    var slow = fast
    func two(_ range: ClosedRange<Int>) -> String {
      let number = Int.random(in: range, using: &dice)
      return number < 10 ? "0\(number)" : "\(number)"
    }
    var plain = 0
    for _ in 0..<200_000 {
      let year = Int.random(in: 1968...2151, using: &dice)
      let mark = Bool.random(using: &dice) ? "T" : " "
      let text = "\(year)-\(two(0...13))-\(two(0...32))\(mark)\(two(0...25)):\(two(0...61)):\(two(0...61))"
      var bytes = Array(text.utf8)
      for _ in 0..<max(0, Int.random(in: -6...3, using: &dice)) {
        bytes[Int.random(in: 0..<19, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      let expected = outcome([32] + bytes, &slow)
      if case .moment = expected { plain += 1 }
      guard outcome(bytes, &fast) == expected else {
        Issue.record("\(String(decoding: bytes, as: UTF8.self)): not \(expected)")
        return
      }
    }
    #expect(plain > 50_000)
  }
}

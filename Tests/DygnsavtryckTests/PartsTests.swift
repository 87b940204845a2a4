import Columns
import Core
import Foundation
import PartialFiles
import TestSupport
import Testing

@testable import Dygnsavtryck

/// The small parts: hashing, names, fixed-point numbers, sorting, coded entries.
@Suite struct PartsTests {
  /// The reference implementation's vectors (key 00 … 0F, message 00, 01, 02 …), as OpenSSL's SIPHASH gives them too.
  @Test func sipHashVectors() {
    let expected: [Int: String] = [
      0: "a3817f04ba25a8e66df67214c7550293", 1: "da87c1d86b99af44347659119b22fc45",
      7: "a1f1ebbed8dbc153c0b84aa61ff08239", 8: "3b62a9ba6258f5610f83e264f31497b4",
      15: "5493e99933b0a8117e08ec0f97cfc3d9", 16: "6ee2a4ca67b054bbfd3315bf85230577",
    ]
    for (length, text) in expected {
      let key = PhoneHasher.keyed(
        0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908, (0..<length).map { UInt8($0) })
      var bytes = [UInt8]()
      bytes.appendLittleEndian(key.high)
      bytes.appendLittleEndian(key.low)
      let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      #expect(hex == text, "\(length) bytes")
    }
  }

  @Test func saltsAreRandomBytes() throws {
    let text = "c0b0e1f3a58d94372b6e5f7d1184ac396a0fd2c8973e45b16c8b20f6d95a7e13"
    let salt = try PhoneSalt(text: text)
    #expect(salt.text == text)
    #expect(try PhoneSalt(text: text.uppercased()) == salt)
    for _ in 0..<200 {
      let random = PhoneSalt.random()
      #expect(try PhoneSalt(text: random.text) == random)
      let base64 = Data(random.bytes).base64EncodedString()
      #expect(try PhoneSalt(text: base64) == random)
      #expect(try PhoneSalt(text: String(base64.dropLast())) == random)
    }
    func fault(_ text: String) -> PhoneSalt.Fault? {
      do throws(PhoneSalt.Fault) {
        _ = try PhoneSalt(text: text)
        return nil
      } catch { return error }
    }
    let alphabet = "abcdefghijklmnopqrstuvwxyz"
    for short in ["", "1111111111111111", String(text.dropLast()), text + "0", "a secret of 23 letters.", alphabet] {
      #expect(fault(short) == .form, "\(short)")
    }
    #expect(fault(String(repeating: "ab1 ", count: 12)) == .form)
    let steps = (0..<32).map { UInt8(7 + 7 * $0) }
    for plain in [[UInt8](repeating: 0x11, count: 32), steps, Array("a long secret that nobody knows!".utf8)] {
      #expect(fault(Data(plain).base64EncodedString()) == .plain)
    }
    #expect(fault(String(repeating: "0123456789abcdef", count: 4)) == .plain)
  }

  /// A phrase gives 32 bytes, always the same, and others for another phrase.
  @Test func phrases() throws {
    let salt = try PhoneSalt(text: "en lång hemlighet, skriven 2025")
    #expect(salt.bytes.count == 32 && Set(salt.bytes).count > 20)
    #expect(try PhoneSalt(text: salt.text) == salt)
    #expect(try PhoneSalt(text: "en lång hemlighet, skriven 2026") != salt)
  }

  @Test func saltsDiffer() {
    #expect(PhoneHasher(salt: "a").check == PhoneHasher(salt: "a").check)
    #expect(PhoneHasher(salt: "a").check != PhoneHasher(salt: "b").check)
    #expect(PhoneHasher.random().check != PhoneHasher.random().check)
  }

  @Test func stationNames() {
    var dice = SeededRandom(4)
    var names = (0..<5000).map { "S\($0)" } + (0..<500).map { "a long station name \($0)" } + ["x", "xy", "xyz", "å"]
    names.shuffle(using: &dice)
    let table = StationNames(TextColumn(names))
    #expect(table.firstDuplicate == nil)
    for (row, name) in names.enumerated() {
      let bytes = Array(" \(name)\t".utf8)
      #expect(table.row(of: bytes.span) == row)
    }
    for name in ["", " ", "S5000", "s1", "S01", "a long station name 500", "xyzw", "S"] {
      let bytes = Array(name.utf8)
      #expect(table.row(of: bytes.span) == -1, "\(name)")
    }
    // Many at once give what each gives by itself.
    let asked = (0..<3000).map { _ in
      [" ", "", "\t"].randomElement(using: &dice)! + (names + ["", "S5000", "a long station nam"]).randomElement(
        using: &dice)!
    }
    let rows = table.rows(asked.count) { i, body in
      let bytes = Array(asked[i].utf8)
      body(bytes.span)
    }
    #expect(
      rows
        == asked.map { name in
          let bytes = Array(name.utf8)
          return table.row(of: bytes.span)
        })
    let twice = StationNames(TextColumn(["A", "B", "", "", " A"]))
    #expect(twice.firstDuplicate?.row == 4)
    #expect(twice.firstDuplicate?.earlier == 0)
    let none = Array("A".utf8)
    #expect(StationNames(TextColumn()).row(of: none.span) == -1)
  }

  @Test func fixedPoint() {
    #expect(FixedPoint.double(FixedPoint.one) == 1)
    for whole in UInt64(2)...200 {
      for count in 1..<whole {
        let value = FixedPoint.fraction(count, of: whole)
        #expect(FixedPoint.double(value) == Double(count) / Double(whole), "\(count)/\(whole)")
      }
    }
    var dice = SeededRandom(5)
    for _ in 0..<10_000 {
      let share = Double.random(in: 0...1, using: &dice)
      let days = UInt64.random(in: 0..<1 << 36, using: &dice)
      let product = FixedPoint.product(UInt128(days) << 80, FixedPoint.share(share))
      let error = abs(FixedPoint.double(product) - Double(days) * share)
      #expect(error <= (Double(days) * share).ulp + 1e-18 * Double(days))
      let upper = dice.next() >> UInt64.random(in: 0..<64, using: &dice)
      let sum = UInt128(upper) << 64 | UInt128(dice.next())
      // Each part is rounded by itself, and their sum.
      let split = Double(upper) * 0x1p-16 + Double(UInt64(truncatingIfNeeded: sum)) * 0x1p-80
      #expect(abs(FixedPoint.double(sum) - split) <= split.ulp)
    }
    // Halfway between two doubles, and just above.
    #expect(FixedPoint.double(UInt128(1 << 53 | 1) << 64) == 0x1p37)
    #expect(FixedPoint.double(UInt128(1 << 53 | 1) << 64 | 1) == 0x1p37 + 0x1p-15)
  }

  @Test func keysSort() {
    var dice = SeededRandom(6)
    var spare = [UInt64]()
    for count in [0, 1, 2, 3, 100, 5000] {
      for mask in [UInt64.max, 0xFF, 0xFF00_0000_00FF_0F00, 0] {
        var keys = (0..<count).map { _ in dice.next() & mask }
        let expected = keys.sorted()
        radixSort(&keys, spare: &spare)
        #expect(keys == expected)
      }
    }
  }

  /// Digits that are made of two runs of bits, and equal keys in the order in which they stood.
  @Test func countedKeysSortStably() {
    var dice = SeededRandom(61)
    var spare = [CountedKey]()
    let masks: [UInt64] = [.max, 7 << 47 | 0x1FF_FFFF, 1 << 63 | 1, 0xFF << 30 | 0x7FF, 0x8421_0842_1084_2108, 0]
    for mask in masks {
      var items = (0..<4000).map { CountedKey(key: dice.next() & mask & dice.next(), count: UInt64($0)) }
      let expected = items.sorted { ($0.key, $0.count) < ($1.key, $1.count) }
      radixSort(&items, spare: &spare)
      #expect(items.map(\.key) == expected.map(\.key))
      #expect(items.map(\.count) == expected.map(\.count))
    }
  }

  @Test func keysOfPhonesAndVisits() throws {
    var dice = SeededRandom(62)
    for stations in [0, 1, 2, 20_000, EntryLayout.mostStations] {
      let layout = try EntryLayout(stationCount: stations)
      var before: (day: Int32, phone: Int, code: Int) = (0, 0, 0)
      var keyBefore = layout.key(phone: 0, visit: 0)
      for _ in 0..<500 {
        let day = Int32.random(in: 0...65_535, using: &dice)
        let station = Int32.random(in: -1..<Int32(stations), using: &dice)
        let phone = Int.random(in: 0..<layout.phoneLimit, using: &dice)
        let visit = layout.visit(day: day, station: station)
        let key = layout.key(phone: UInt32(phone), visit: visit)
        #expect(key < 1 << 63)
        #expect(layout.phone(key) == phone)
        #expect(layout.visit(key) == visit)
        #expect(layout.day(visit) == day)
        #expect(layout.code(visit) == Int(station) + 1)
        let now = (day: day, phone: phone, code: Int(station) + 1)
        #expect((keyBefore < key) == (before < now))
        (before, keyBefore) = (now, key)
      }
    }
  }

  private func expect(_ entries: EntryBytes, toHold expected: [UInt64: UInt64]) {
    var found: [(UInt64, UInt64)] = []
    entries.forEach { found.append(($0, $1)) }
    #expect(entries.count == expected.count)
    #expect(found.map(\.0) == expected.keys.sorted())
    #expect(found.allSatisfy { expected[$0.0] == $0.1 })
  }

  @Test func entriesAgainstADictionary() {
    var dice = SeededRandom(7)
    var entries = EntryBytes()
    var expected: [UInt64: UInt64] = [:]
    var spare = [UInt8]()
    for round in 0..<50 {
      let keys = (0..<Int.random(in: 0..<400, using: &dice)).map { _ in
        UInt64.random(in: 0..<(round % 2 == 0 ? 1000 : 1 << 62), using: &dice)
      }.sorted()
      if round % 3 == 0 {
        let items = keys.map { CountedKey(key: $0, count: UInt64.random(in: 1..<1 << 40, using: &dice)) }
        for item in items { expected[item.key, default: 0] += item.count }
        entries.add(sorted: items, spare: &spare)
      } else {
        for key in keys { expected[key, default: 0] += 1 }
        entries.add(sorted: keys, spare: &spare)
      }
    }
    expect(entries, toHold: expected)
  }

  /// Keys that come nearly in order are merged with what is near them, and give what those in any other order give.
  @Test func entriesNearlyInOrder() {
    var dice = SeededRandom(71)
    var entries = EntryBytes()
    var expected: [UInt64: UInt64] = [:]
    var spare = [UInt8]()
    for round in 0..<100 {
      let keys = (0..<2000).map { _ in
        UInt64(round) << 40 + UInt64.random(in: 0..<1 << 41, using: &dice) & ~0xFFFF_FFFF
          + UInt64.random(in: 0..<1 << 10, using: &dice)
      }.sorted()
      for key in keys { expected[key, default: 0] += 1 }
      // At most those of the round before, and those between two marks: an entry takes at least one byte.
      #expect(entries.add(sorted: keys, spare: &spare) <= 4000 + 2048)
    }
    // A late one goes over all that came after it.
    for key in [UInt64(40 << 40), 0, 1 << 62] {
      expected[key, default: 0] += 1
      let later = expected.count { $0.key > key }
      #expect(entries.add(sorted: [key], spare: &spare) >= later)
    }
    expect(entries, toHold: expected)
  }

  /// The catalogue value of CRC-64/XZ.
  @Test func checksum() {
    var sum = Checksum()
    sum.add(Array("12345".utf8)[...])
    sum.add(Array("6789".utf8)[...])
    #expect(sum.value == 0x995D_C9BB_DF19_39FA)
  }
}

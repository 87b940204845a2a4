/// The sets of polygons that cover cells wholly, each kept once.
struct CoverLists {
  /// Answers from here on are lists; polygons have smaller numbers.
  static let first: Int32 = 1 << 30

  private var lists: [[Int32]] = []
  private var records: [Int32?] = []
  private var next: [UInt64: Int32] = [:]
  /// The last question, which the next one mostly repeats.
  private var recent: (key: UInt64, answer: Int32) = (.max, 0)

  /// The polygons that an answer stands for, ascending.
  func polygons(of answer: Int32) -> [Int32] {
    answer < 0 ? [] : answer < Self.first ? [answer] : lists[Int(answer - Self.first)]
  }

  /// The answer for those of `answer` and a further one with a higher number.
  mutating func adding(_ polygon: Int32, to answer: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: answer)) << 32 | UInt64(UInt32(bitPattern: polygon))
    if recent.key == key { return recent.answer }
    let result: Int32
    if let known = next[key] {
      result = known
    } else {
      result = Self.first + Int32(truncatingIfNeeded: lists.count)
      lists.append(polygons(of: answer) + [polygon])
      records.append(nil)
      next[key] = result
    }
    recent = (key, result)
    return result
  }

  /// The answer that names the list's record, which is written the first time it is asked for.
  mutating func record(of answer: Int32, in writer: inout RecordWriter) -> Int32 {
    let list = Int(answer - Self.first)
    if let known = records[list] { return known }
    var contents = RecordWriter.Contents()
    for polygon in lists[list] { contents.items.append(RecordWriter.Item(covering: polygon)) }
    let record = CellBand.record(at: writer.append(contents, corner: .zero))
    records[list] = record
    return record
  }
}

/// The commonest form of a time, `YYYY-MM-DDTHH:MM:SS` (or a space for the `T`), read eight bytes at a time.
///
/// Every other text is left to ``TimeScan``, faulty ones and rare clock readings (24:00, second 60) included.
struct PlainTime {
  /// The date's eight digits, and only they: the same for the same date.
  let dateKey: UInt64
  /// Seconds after midnight.
  let second: Int64

  /// Nil for a text that is not of this form.
  @inline(__always)
  init?(_ text: RawSpan) {
    guard text.byteCount == 19 else { return nil }
    func byte(_ place: Int) -> UInt8 { text.unsafeLoad(fromByteOffset: place, as: UInt8.self) }
    guard byte(10) | 32 == 116 || byte(10) == 32 else { return nil }
    let (tens, ones) = (UInt64(byte(8) &- 48), UInt64(byte(9) &- 48))
    guard let date = Self.digits(Self.word(text, 0), Self.dateMarks), tens < 10, ones < 10,
      let clock = Self.digits(Self.word(text, 11), Self.clockMarks), let seconds = Self.secondOfHour(clock)
    else { return nil }
    let hour = Self.pair(clock, 0)
    guard hour < 24 else { return nil }
    dateKey = date | tens << 32 | ones << 56
    second = Int64(hour * 3600) + seconds
  }

  /// Date and hour as they are written, `YYYY-MM-DDTHH`: the first thirteen bytes of a text of nineteen.
  struct Hour: Equatable {
    private let early: UInt64
    private let late: UInt64

    /// What no text has: its bytes from the ninth on fill five bytes.
    static let none = Hour(early: .max, late: .max)

    /// Nil for a text of another length.
    @inline(__always)
    init?(_ text: RawSpan) {
      guard text.byteCount == 19 else { return nil }
      (early, late) = (PlainTime.word(text, 0), PlainTime.word(text, 8) & 0xFF_FFFF_FFFF)
    }

    private init(early: UInt64, late: UInt64) { (self.early, self.late) = (early, late) }
  }

  /// Minute and second, in seconds, of a text of nineteen bytes whose date and hour are known to be of the form; nil where the rest
  /// is not.
  @inline(__always)
  static func secondOfHour(_ text: RawSpan) -> Int64? {
    digits(word(text, 11), clockMarks).flatMap { secondOfHour($0) }
  }

  @inline(__always)
  private static func secondOfHour(_ clock: UInt64) -> Int64? {
    let (minute, second) = (pair(clock, 24), pair(clock, 48))
    return minute < 60 && second < 60 ? Int64(minute * 60 + second) : nil
  }

  @inline(__always)
  private static func word(_ text: RawSpan, _ place: Int) -> UInt64 {
    UInt64(littleEndian: text.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// The date as year · 10000 + month · 100 + day, not checked against the calendar.
  var date: Int {
    Self.pair(dateKey, 0) * 1_000_000 + Self.pair(dateKey, 16) * 10_000 + Self.pair(dateKey, 40) * 100
      + Int(dateKey >> 32 & 15) * 10 + Int(dateKey >> 56 & 15)
  }

  /// Where `-` and `:` stand: `0000-00-` and `00:00:00`, least byte first.
  private static let dateMarks = Marks(text: 0x2D30_302D_3030_3030, places: 0xFF00_00FF_0000_0000)
  private static let clockMarks = Marks(text: 0x3030_3A30_303A_3030, places: 0x0000_FF00_00FF_0000)

  private struct Marks {
    /// Zeros with the marks between them.
    var text: UInt64
    /// All bits of the marks' bytes.
    var places: UInt64
  }

  /// The digits' values, the marks' bytes 0; nil where a byte is no digit or not the mark.
  @inline(__always)
  private static func digits(_ word: UInt64, _ marks: Marks) -> UInt64? {
    let values = word ^ marks.text
    // 0x76 lifts what is more than 9 to the highest bit, 0x7F what is more than 0; a carry comes only from a byte that
    // has the bit already.
    let lift = 0x7676_7676_7676_7676 + (0x0909_0909_0909_0909 & marks.places)
    return (values &+ lift | values) & 0x8080_8080_8080_8080 == 0 ? values : nil
  }

  /// Two digits as a number.
  @inline(__always)
  private static func pair(_ digits: UInt64, _ bit: UInt64) -> Int {
    Int(digits >> bit & 15) * 10 + Int(digits >> (bit + 8) & 15)
  }
}

/// How a column of numbers is written.
package struct NumberForm: Sendable {
  /// Decimals, trailing zeros left out; nil for the shortest text that reads back to the same double.
  package var decimals: Int?
  /// Whether numbers below 0.1 get more decimals, so that they have as many significant digits.
  package var isSignificant: Bool
  /// The sign before the decimals.
  package var separator: DecimalSeparator
  /// Whether numbers stand in quotes.
  package var isQuoted: Bool

  /// Numbers of that form; decimals are held to 0 … 17.
  package init(
    decimals: Int?, isSignificant: Bool = false, separator: DecimalSeparator = .point, isQuoted: Bool = false
  ) {
    self.decimals = decimals.map { min(17, max(0, $0)) }
    (self.isSignificant, self.separator, self.isQuoted) = (isSignificant, separator, isQuoted)
  }
}

extension RowLanes {
  /// Adds a column: the number, where it is not NaN, and the delimiters behind it, to each row.
  ///
  /// The same text as ``ByteBuffer/append(_:decimals:separator:)`` and ``ByteBuffer/append(shortest:separator:)``
  /// write. `values` holds one entry a row, those that ``list(_:column:)`` got; `column` is the column's place, with one form
  /// for all its rows. Returns whether any is infinite; that row's field is then left empty.
  package mutating func append(_ values: ArraySlice<Double>, as form: NumberForm, column: Int) -> Bool {
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress, values.count >= rowCount else { return false }
      let (rows, gaps, count) = (entries.rows(column), entries.gaps(column), entries.count(column))
      var rest = count
      if let table = short.table(ofColumn: column, form, base, rows, count) {
        rest = appendShort(base, rows, gaps, count, table)
        short.note(hits: count &- rest, of: count, column: column)
      } else {
        for place in 0..<count { left[place] = (UInt32(truncatingIfNeeded: rows[place]), gaps[place]) }
      }
      if rest == 0 { return false }
      for place in 0..<rest { listed[place] = left[place].row }
      let hasInfinite = appendLong(base, rest, form)
      for place in 0..<rest {
        let (row, gap) = left[place]
        tails[Int(row)] = delimited(tails[Int(row)], Int(gap))
      }
      return hasInfinite
    }
  }

  /// Copies the texts of the numbers that are in the table, with the delimiters behind them; the others are noted in `left`,
  /// and how many they are is returned.
  private func appendShort(
    _ values: UnsafePointer<Double>, _ rows: UnsafePointer<UInt8>, _ gaps: UnsafePointer<UInt32>, _ count: Int,
    _ table: ShortNumbers
  ) -> Int {
    let (tails, left, scale) = (tails, left, table.scale)
    return table.withTexts { texts in
      var (place, rest) = (0, 0)
      while place < count {
        let row = Int(rows[place])
        let number = ShortNumbers.place(values[row], scale)
        if number < ShortNumbers.count {
          let (tail, text) = (tails[row], texts[Int(truncatingIfNeeded: number)])
          // The count, in the eighth byte, is overwritten by the delimiters.
          UnsafeMutableRawPointer(tail).storeBytes(of: text.littleEndian, as: UInt64.self)
          tails[row] = delimited(tail + Int(truncatingIfNeeded: text &>> 56), Int(gaps[place]))
        } else {
          left[rest] = (UInt32(truncatingIfNeeded: row), gaps[place])
          rest &+= 1
        }
        place &+= 1
      }
      return rest
    } ?? 0
  }

  /// Adds the numbers of the rows in `listed`, without delimiters.
  private mutating func appendLong(
    _ base: UnsafePointer<Double>, _ count: Int, _ form: NumberForm
  ) -> Bool {
    // A number without decimals in its shortest form is that of no decimals; the others go the slow way.
    guard !form.isQuoted, let fixed = FixedDecimals(places: form.decimals ?? 0) else {
      return appendSlowly(base, listed, count, form)
    }
    if form.isSignificant { return appendSignificant(base, count, form, fixed) }
    if form.decimals == nil { return appendFixed(base, listed, count, form, fixed, .wholeOnly) }
    if fixed.places == 0 { return appendFixed(base, listed, count, form, fixed, .none) }
    return appendDecimals(base, listed, count, form, fixed)
  }

  /// Numbers from 0.1 up, zeros, and with their own numbers of decimals those below.
  private mutating func appendSignificant(
    _ values: UnsafePointer<Double>, _ count: Int, _ form: NumberForm, _ fixed: FixedDecimals
  ) -> Bool {
    var (hasInfinite, large) = (false, 0)
    for place in 0..<count {
      let magnitude = values[Int(listed[place])].magnitude
      if magnitude < 0.1, magnitude > 0 {
        let done =
          if let places = FixedDecimals.places(of: magnitude, keeping: fixed.places) {
            appendFixed(values, listed + place, 1, form, FixedDecimals.all[places], .sixteen)
          } else {
            appendSlowly(values, listed + place, 1, form)
          }
        if done { hasInfinite = true }
      } else {
        listed[large] = listed[place]
        large &+= 1
      }
    }
    return appendDecimals(values, listed, large, form, fixed) || hasInfinite
  }

  private mutating func appendDecimals(
    _ values: UnsafePointer<Double>, _ listed: UnsafeMutablePointer<UInt32>, _ count: Int, _ form: NumberForm,
    _ fixed: FixedDecimals
  ) -> Bool {
    switch fixed.places {
    case 9: appendFixed(values, listed, count, form, fixed, .nine)
    case 1...8: appendFixed(values, listed, count, form, fixed, .eight)
    default: appendFixed(values, listed, count, form, fixed, .sixteen)
    }
  }

  /// Which decimals a loop writes; a constant in each of its copies.
  private enum Decimals {
    case wholeOnly, none, eight, nine, sixteen
  }

  @inline(__always)
  private mutating func appendFixed(
    _ values: UnsafePointer<Double>, _ listed: UnsafeMutablePointer<UInt32>, _ count: Int, _ form: NumberForm,
    _ fixed: FixedDecimals, _ decimals: Decimals
  ) -> Bool {
    var hasInfinite = false
    let tails = tails
    let sign = form.separator == .comma ? UInt8(ascii: ",") : UInt8(ascii: ".")
    // Decimals are moved up to fill their words of eight digits.
    let raised: UInt64 =
      switch decimals {
      case .wholeOnly, .none, .nine: 1
      case .eight: Powers.ten[8 - fixed.places]
      case .sixteen: Powers.ten[16 - fixed.places]
      }
    let triples = triples
    for place in 0..<count {
      let row = Int(listed[place])
      let value = values[row]
      guard let (scaled, isWhole) = fixed.quick(value.magnitude), isWhole || decimals != .wholeOnly else {
        if appendSlowly(values, listed + place, 1, form) { hasInfinite = true }
        continue
      }
      var tail = tails[row]
      tail.pointee = UInt8(ascii: "-")
      // Never −0.
      tail += Int(truncatingIfNeeded: (value.bitPattern & (0 &- scaled)) &>> 63)
      switch decimals {
      case .wholeOnly, .none: Self.put(whole: scaled, at: &tail)
      case .eight:
        let (whole, fraction) = fixed.split(scaled)
        Self.put(whole: whole, at: &tail)
        let digits = DigitWords.eight(UInt32(truncatingIfNeeded: fraction &* raised))
        tail.pointee = sign
        Self.put(digits, at: tail + 1)
        let length = DigitWords.significant(digits)
        tail += length &+ DigitWords.isAny(length)
      case .nine:
        let (whole, fraction) = fixed.split(scaled)
        Self.put(whole: whole, at: &tail)
        tail.pointee = sign
        tail += Self.put(nine: UInt32(truncatingIfNeeded: fraction), behind: tail, triples)
      case .sixteen:
        let (whole, fraction) = fixed.split(scaled)
        Self.put(whole: whole, at: &tail)
        let (head, rest) = (fraction &* raised).quotientAndRemainder(dividingBy: 100_000_000)
        let digits = DigitWords.eight(UInt32(truncatingIfNeeded: head))
        let later = DigitWords.eight(UInt32(truncatingIfNeeded: rest))
        tail.pointee = sign
        Self.put(digits, at: tail + 1)
        Self.put(later, at: tail + 9)
        let more = DigitWords.significant(later)
        let length = max(DigitWords.significant(digits), more &+ 8 &* DigitWords.isAny(more))
        tail += length &+ DigitWords.isAny(length)
      }
      tails[row] = tail
    }
    return hasInfinite
  }

  /// Writes a whole number below 2^51.
  @inline(__always)
  private static func put(whole: UInt64, at tail: inout UnsafeMutablePointer<UInt8>) {
    if whole < 10 {
      tail.pointee = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: whole)
      tail += 1
    } else if whole < 100_000_000 {
      let digits = DigitWords.eight(UInt32(truncatingIfNeeded: whole))
      // Not zero, so at most six leading zeros are shifted out.
      let leading = digits.trailingZeroBitCount &>> 3
      let text = (digits | DigitWords.zeros) &>> UInt64(truncatingIfNeeded: 8 &* leading)
      UnsafeMutableRawPointer(tail).storeBytes(of: text.littleEndian, as: UInt64.self)
      tail += 8 &- leading
    } else {
      let (head, rest) = whole.quotientAndRemainder(dividingBy: 100_000_000)
      // Below 2^51 / 10^8 < 10^8: no further recursion than one.
      put(whole: head, at: &tail, below: rest)
    }
  }

  /// Writes `head`, below 10^8, and eight digits more.
  @inline(never)
  private static func put(whole head: UInt64, at tail: inout UnsafeMutablePointer<UInt8>, below rest: UInt64) {
    let digits = DigitWords.eight(UInt32(truncatingIfNeeded: head))
    let leading = digits.trailingZeroBitCount &>> 3
    let text = (digits | DigitWords.zeros) &>> UInt64(truncatingIfNeeded: 8 &* leading)
    UnsafeMutableRawPointer(tail).storeBytes(of: text.littleEndian, as: UInt64.self)
    tail += 8 &- leading
    put(DigitWords.eight(UInt32(truncatingIfNeeded: rest)), at: tail)
    tail += 8
  }

  @inline(__always)
  private static func put(_ digits: UInt64, at target: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(target).storeBytes(of: (digits | DigitWords.zeros).littleEndian, as: UInt64.self)
  }

  /// Writes nine decimals behind their sign, in steps of three; returns how many bytes are left of sign and decimals without
  /// the zeros behind. The fourth byte of each step is overwritten by what follows.
  @inline(__always)
  private static func put(
    nine fraction: UInt32, behind sign: UnsafeMutablePointer<UInt8>, _ triples: UnsafePointer<UInt32>
  ) -> Int {
    let thousands = fraction / 1000
    let high = thousands / 1000
    let (first, second) = (triples[Int(high)], triples[Int(thousands &- high &* 1000)])
    let third = triples[Int(fraction &- thousands &* 1000)]
    let target = UnsafeMutableRawPointer(sign)
    target.storeBytes(of: first.littleEndian, toByteOffset: 1, as: UInt32.self)
    target.storeBytes(of: second.littleEndian, toByteOffset: 4, as: UInt32.self)
    target.storeBytes(of: third.littleEndian, toByteOffset: 7, as: UInt32.self)
    let (a, b, c) = (Int(first &>> 24), Int(second &>> 24), Int(third &>> 24))
    let length = max(a, max((b &+ 3) &* DigitWords.isAny(b), (c &+ 6) &* DigitWords.isAny(c)))
    return length &+ DigitWords.isAny(length)
  }

  /// Numbers in quotes, halves of the last decimal, very large ones, shortest texts with decimals.
  @inline(never)
  private mutating func appendSlowly(
    _ values: UnsafePointer<Double>, _ listed: UnsafeMutablePointer<UInt32>, _ count: Int, _ form: NumberForm
  ) -> Bool {
    var hasInfinite = false
    for place in 0..<count {
      let row = Int(listed[place])
      guard values[row].isFinite else {
        hasInfinite = true
        continue
      }
      scratch.removeAll()
      if form.isQuoted { scratch.append(UInt8(ascii: "\"")) }
      if let decimals = form.decimals {
        scratch.append(
          values[row], decimals: decimals, isSignificant: form.isSignificant, separator: form.separator)
      } else {
        scratch.append(shortest: values[row], separator: form.separator)
      }
      if form.isQuoted { scratch.append(UInt8(ascii: "\"")) }
      append(UnsafeBufferPointer(start: scratch.base, count: scratch.count), toRow: row)
    }
    return hasInfinite
  }
}

import Reports

extension PageFigure {
  /// The largest whole number that a column of the page holds.
  private static let largest = 2_147_483_000.0

  /// Decimals that can be stored: fewer than asked for where the values are huge.
  func storableDecimals() -> Int {
    let top = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    var decimals = max(0, min(decimals, 9))
    while decimals > 0, top * Self.powers[decimals] > Self.largest { decimals -= 1 }
    return decimals
  }

  /// The figure as a member of the page's data. `order` says which value comes where; values that are not finite are
  /// stored as 0, others as one more than value × scale with the sign in the lowest bit.
  func packed(in order: [Int]) -> JSONTree {
    let decimals = storableDecimals()
    let scale = Self.powers[decimals]
    var varints = Varints()
    varints.reserve(2 * order.count)
    for place in order {
      let value = (values[place] * scale).rounded()
      if value.isFinite {
        varints.append(Varints.zigzag(Int(max(-Self.largest, min(value, Self.largest)))) + 1)
      } else {
        varints.append(0)
      }
    }
    return .members([
      "key": .string(key), "label": .string(label), "decimals": .integer(decimals), "unit": .string(unit),
      "variable": .bool(isVariable), "classed": .bool(needsClass), "scale": .integer(Int(scale)),
      "data": .string(Base64.text(varints.bytes)),
    ])
  }

  private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
}

/// What of a series is withheld, so that neither its own sums nor the whole's figures give a withheld entry back.
///
/// The sums: in each row, phone-days = outside + Σ classes and a class = Σ its areas; over the rows, everything sums to the
/// figure of the whole, which ``Suppression`` may withhold. With a single row the series is the whole and is withheld alike
/// (phones and phone-days are given, as for the whole). Otherwise:
/// 1. A row with fewer than K phones is withheld, and if it is the only one, the row with the next fewest too.
/// 2. An area that has fewer than K phones in any row that is left, or is withheld in the whole, is withheld in all rows; in a
///    class with such areas, the one with the next fewest phones in the whole too.
/// 3. A class is withheld in a row where it has fewer than K phones, or where none of its withheld areas has K: the others
///    would give away a sum from too few. It is withheld in all rows when it has one withheld area and no other, or is withheld in
///    the whole. When that leaves one unknown row, the row with the next fewest phones of the class is withheld too.
/// 4. Outside is withheld in each row in which a class is.
///
/// Each withheld entry can then be changed together with other withheld ones without changing any sum: two areas in two
/// rows crosswise (rule 2), a class and one of its areas against outside in two rows (rules 3, 4), whole rows against each
/// other (rule 1).
struct SeriesSuppression: Equatable {
  /// One flag a row.
  private(set) var rows: [Bool]
  /// One flag a row.
  private(set) var outside: [Bool]
  /// Row · areas + area.
  private(set) var areas: [Bool]
  /// Row · classes + class.
  private(set) var classes: [Bool]

  init(
    rowPhones: [Int], areaPhones: [Int], classPhones: [Int], totalAreaPhones: [Int], classOfArea: [Int],
    classCount: Int, whole: Suppression, minPhones: Int
  ) {
    let (rowCount, areaCount) = (rowPhones.count, classOfArea.count)
    rows = Array(repeating: false, count: rowCount)
    outside = rows
    areas = Array(repeating: false, count: rowCount * areaCount)
    classes = Array(repeating: false, count: rowCount * classCount)
    if minPhones <= 1 || rowCount == 0 { return }
    if rowCount == 1 {
      (areas, classes, outside) = (whole.areas, whole.classes, [whole.hidesInside])
      return
    }
    withholdRows(rowPhones, minPhones)
    let shown = rows.indices.filter { !rows[$0] }
    for group in 0..<classCount {
      let members = classOfArea.indices.filter { classOfArea[$0] == group }
        .sorted { (totalAreaPhones[$0], $0) < (totalAreaPhones[$1], $1) }
      if members.isEmpty { continue }
      var hidden = members.filter { area in
        whole.areas[area] || shown.contains { areaPhones[$0 * areaCount + area] < minPhones }
      }
      if !hidden.isEmpty, let next = members.first(where: { !hidden.contains($0) }) { hidden.append(next) }
      for row in rows.indices { for area in hidden { areas[row * areaCount + area] = true } }
      var hiddenRows = shown.filter { row in
        if whole.classes[group] || hidden.count == 1 { return true }
        let most = hidden.map { areaPhones[row * areaCount + $0] }.max() ?? minPhones
        return classPhones[row * classCount + group] < minPhones || most < minPhones
      }
      if hiddenRows.count == 1, shown.count == rowCount {
        let next = shown.filter { $0 != hiddenRows[0] }
          .min { (classPhones[$0 * classCount + group], $0) < (classPhones[$1 * classCount + group], $1) }
        if let next { hiddenRows.append(next) }
      }
      for row in hiddenRows { classes[row * classCount + group] = true }
    }
    for row in rows.indices {
      if rows[row] {
        for area in 0..<areaCount { areas[row * areaCount + area] = true }
        // A class without areas is nothing to withhold: it is 0 by itself.
        for group in Set(classOfArea) { classes[row * classCount + group] = true }
      }
      outside[row] = rows[row] || (0..<classCount).contains { classes[row * classCount + $0] }
    }
  }

  private mutating func withholdRows(_ phones: [Int], _ minPhones: Int) {
    let order = phones.indices.sorted { (phones[$0], $0) < (phones[$1], $1) }
    let few = order.prefix { phones[$0] < minPhones }.count
    if few == 0 { return }
    for row in order.prefix(few + 1) { rows[row] = true }
  }
}

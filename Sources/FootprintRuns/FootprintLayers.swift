import Inputs
import Outputs
import Columns
import Dygnsavtryck
import LocalTime
import Reports

extension FootprintResult {
  /// The areas with their figures, in the order of their layer; for the first radius.
  package func output() throws -> LayerContents {
    var table = Table()
    table.add("id", texts: TextColumn(areas.ids))
    table.add("name", texts: TextColumn(areas.names))
    table.add("class", texts: TextColumn(areas.classOfArea.map { areas.classes[$0] ?? "" }))
    let withheld = Set(FootprintFigure.ofWithheldAreas.map(\.name))
    let shown = FootprintFigure.ofAreas.filter { minPhones > 1 || !withheld.contains($0.name) }
    if let main = footprints.first {
      table.add(shown, of: main.areas)
      table.add(comparisons, of: main.areas.indices.map { compared(area: $0, main) })
    }
    if let validity {
      for field in validity.fields { table.add(field.name, texts: TextColumn(field.days.map { $0 ?? "" })) }
    }
    return try LayerContents(named: "dygnsavtryck", table, inPlane: polygons)
  }

  /// The series as a long table: a row for each period and each of the whole country, what lies outside, every class and
  /// every area. Nil without a series.
  package func seriesOutput() -> LayerContents? {
    guard let series else { return nil }
    var rows = SeriesRows()
    for (row, start) in series.starts.enumerated() {
      let period = (series.period.label(start: start), CivilDate(day: start).description)
      rows.add(period, "total", phones: series.phones, series.phoneDays, row, series.withheld.rows)
      rows.add(period, "outside", phones: nil, series.outside, row, series.withheld.outside)
      for i in areas.classes.indices {
        let entry = row * areas.classes.count + i
        let name = areas.classes[i] ?? ""
        rows.add(
          period, "class", group: name, phones: series.classPhones, series.classDygnsavtryck, entry,
          series.withheld.classes)
      }
      for i in areas.ids.indices {
        let group = areas.classes[areas.classOfArea[i]] ?? ""
        rows.add(
          period, "area", id: areas.ids[i], name: areas.names[i], group: group, phones: series.areaPhones,
          series.areaDygnsavtryck, row * areas.count + i, series.withheld.areas)
      }
    }
    return LayerContents(
      name: "dygnsavtryck_serie", table: rows.table(showsSuppression: minPhones > 1), shapes: .none)
  }
}

/// Rows of the long table, column by column.
private struct SeriesRows {
  private var labels = TextColumn()
  private var starts = TextColumn()
  private var kinds = TextColumn()
  private var ids = TextColumn()
  private var names = TextColumn()
  private var groups = TextColumn()
  private var values: [Double] = []
  private var phones: [Double] = []
  private var withheld: [Withheld?] = []

  mutating func add(
    _ period: (label: String, start: String), _ kind: String, id: String = "", name: String = "", group: String = "",
    phones column: NumberColumn?, _ dygnsavtryck: NumberColumn, _ entry: Int, _ reasons: [Withheld?]
  ) {
    labels.append(period.label)
    starts.append(period.start)
    kinds.append(kind)
    ids.append(id)
    names.append(name)
    groups.append(group)
    values.append(dygnsavtryck.values[entry])
    phones.append(column?.values[entry] ?? .nan)
    withheld.append(reasons[entry])
  }

  func table(showsSuppression: Bool) -> Table {
    var table = Table()
    table.add("period", texts: labels)
    table.add("start", texts: starts)
    table.add("kind", texts: kinds)
    table.add("id", texts: ids)
    table.add("name", texts: names)
    table.add("class", texts: groups)
    table.add("dygnsavtryck", .significant(9), numbers: values)
    table.add("unique_phones", .integer, numbers: phones)
    if showsSuppression {
      table.add("suppressed", .integer, numbers: withheld.map { $0 == nil ? 0 : 1 })
      table.add("reason", texts: TextColumn(withheld.map { $0?.rawValue ?? "" }))
    }
    return table
  }
}

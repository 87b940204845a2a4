import Columns
import Dygnsavtryck
import LocalTime
import Reports

extension FootprintResult {
  /// The statistics: `run`, `totals`, `areas`, `classes`, `alla_utsatta`, `country`, `sentence`, `radii` when several were asked for, and `series`.
  package func statistics(_ journal: Journal) -> JSONTree {
    var members: [JSONTree.Member] = []
    if let main = footprints.first {
      members += [
        JSONTree.Member("totals", .object(FootprintFigure.ofTotals, of: main.totals)),
        JSONTree.Member("areas", areaTrees(main)),
        JSONTree.Member("classes", classTrees(main)),
        JSONTree.Member("alla_utsatta", togetherTree(main)),
        JSONTree.Member(
          "country", .object(.init(FootprintFigure.ofTogether, of: main.country) + comparison(comparedCountry(main)))),
        JSONTree.Member(
          "sentence", .members(["sv": .string(sentence(main, .sv)), "en": .string(sentence(main, .en))])),
      ]
    }
    if footprints.count > 1 {
      members.append(
        JSONTree.Member(
          "radii",
          .array(
            footprints.map { footprint in
              .members([
                "radius_m": .number(footprint.radiusMetres),
                "totals": .object(FootprintFigure.ofTotals, of: footprint.totals),
                "classes": classTrees(footprint), "alla_utsatta": togetherTree(footprint),
                "areas": areaTrees(footprint),
              ])
            })))
    }
    if let series { members.append(JSONTree.Member("series", tree(series))) }
    return record.document(Self.schema, journal, members)
  }

  /// Columns side by side: entry r of each is the period that starts on `starts[r]`; withheld entries are null.
  private func tree(_ series: FootprintSeries) -> JSONTree {
    let rows = series.starts.count
    func column(_ column: NumberColumn, _ place: Int, of width: Int) -> JSONTree {
      .array((0..<rows).map { .number(column.values[$0 * width + place]) })
    }
    func reasons(_ name: String, _ withheld: [Withheld?], _ index: Int, of width: Int) -> [JSONTree.Member] {
      if minPhones <= 1 { return [] }
      let values = (0..<rows).map { withheld[$0 * width + index].map { JSONTree.string($0.rawValue) } ?? .null }
      return [JSONTree.Member(name, .array(values))]
    }
    let starts = series.starts.map { JSONTree.string(CivilDate(day: $0).description) }
    let classes = areas.classes.indices.map { i in
      JSONTree.object(
        [
          JSONTree.Member("class", areas.classes[i].map { .string($0) } ?? .null),
          JSONTree.Member("dygnsavtryck", column(series.classDygnsavtryck, i, of: areas.classes.count)),
          JSONTree.Member("unique_phones", column(series.classPhones, i, of: areas.classes.count)),
        ] + reasons("reason", series.withheld.classes, i, of: areas.classes.count))
    }
    let ofAreas = areas.ids.indices.map { i in
      JSONTree.object(
        [
          JSONTree.Member("id", .string(areas.ids[i])),
          JSONTree.Member("dygnsavtryck", column(series.areaDygnsavtryck, i, of: areas.count)),
          JSONTree.Member("unique_phones", column(series.areaPhones, i, of: areas.count)),
        ] + reasons("reason", series.withheld.areas, i, of: areas.count))
    }
    return .object(
      [
        JSONTree.Member("period", .string(series.period.rawValue)), JSONTree.Member("starts", .array(starts)),
        JSONTree.Member("labels", .array(series.starts.map { .string(series.period.label(start: $0)) })),
        JSONTree.Member("phone_days", column(series.phoneDays, 0, of: 1)),
        JSONTree.Member("phones", column(series.phones, 0, of: 1)),
      ] + reasons("reason", series.withheld.rows, 0, of: 1)
        + [JSONTree.Member("outside", column(series.outside, 0, of: 1))]
        + reasons("outside_reason", series.withheld.outside, 0, of: 1)
        + [JSONTree.Member("classes", .array(classes)), JSONTree.Member("areas", .array(ofAreas))])
  }

  private func areaTrees(_ footprint: Footprint) -> JSONTree {
    var rows = JSONRows(count: areas.count)
    rows.add("id", .texts(areas.ids))
    rows.add("name", .texts(areas.names))
    rows.add("class", .texts(areas.classOfArea.map { areas.classes[$0] }))
    if let validity {
      for field in validity.fields { rows.add(field.name, .texts(field.days)) }
    }
    rows.add(FootprintFigure.ofAreas, of: footprint.areas)
    rows.add(comparisons, of: footprint.areas.indices.map { compared(area: $0, footprint) })
    return .rows(rows)
  }

  private func classTrees(_ footprint: Footprint) -> JSONTree {
    .array(
      footprint.classes.enumerated().map { rank, figures in
        .object(.init(FootprintFigure.ofClasses, of: figures) + comparison(compared(classOf: rank, footprint)))
      })
  }

  private func togetherTree(_ footprint: Footprint) -> JSONTree {
    footprint.together.map { .object(.init(FootprintFigure.ofTogether, of: $0) + comparison(compared($0))) } ?? .null
  }

  private func comparison(_ compared: ComparedActivity) -> [JSONTree.Member] { .init(comparisons, of: compared) }
}

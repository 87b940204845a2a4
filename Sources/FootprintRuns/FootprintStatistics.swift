import Columns
import Dygnsavtryck
import LocalTime
import Reports

extension FootprintResult {
  /// The statistics: `run`, `totals`, `areas`, `classes`, `radii` when several were asked for, and `series`.
  package func statistics(_ journal: Journal) -> JSONTree {
    var members = [JSONTree.Member("run", record.tree(journal))]
    if let main = footprints.first {
      members += [
        JSONTree.Member("totals", totals(main)), JSONTree.Member("areas", areaTrees(main)),
        JSONTree.Member("classes", classTrees(main)),
      ]
    }
    if footprints.count > 1 {
      members.append(
        JSONTree.Member(
          "radii",
          .array(
            footprints.map { footprint in
              .members([
                "radius_m": .number(footprint.radiusMetres), "totals": totals(footprint),
                "classes": classTrees(footprint), "areas": areaTrees(footprint),
              ])
            })))
    }
    if let series { members.append(JSONTree.Member("series", tree(series))) }
    return .object(members)
  }

  /// Columns side by side: entry r of each is the period that starts on `starts[r]`; withheld entries are null.
  private func tree(_ series: FootprintSeries) -> JSONTree {
    let rows = series.starts.count
    func column(_ column: NumberColumn, _ place: Int, of width: Int) -> JSONTree {
      .array((0..<rows).map { .number(column.values[$0 * width + place]) })
    }
    let starts = series.starts.map { JSONTree.string(CivilDate(day: $0).description) }
    return .members([
      "period": .string(series.period.rawValue), "starts": .array(starts),
      "labels": .array(series.starts.map { .string(series.period.label(start: $0)) }),
      "phone_days": column(series.phoneDays, 0, of: 1), "phones": column(series.phones, 0, of: 1),
      "outside": column(series.outside, 0, of: 1),
      "classes": .array(
        areas.classes.indices.map { i in
          .members([
            "class": areas.classes[i].map { .string($0) } ?? .null,
            "dygnsavtryck": column(series.classDygnsavtryck, i, of: areas.classes.count),
            "unique_phones": column(series.classPhones, i, of: areas.classes.count),
          ])
        }),
      "areas": .array(
        areas.ids.indices.map { i in
          .members([
            "id": .string(areas.ids[i]), "dygnsavtryck": column(series.areaDygnsavtryck, i, of: areas.count),
            "unique_phones": column(series.areaPhones, i, of: areas.count),
          ])
        }),
    ])
  }

  private func totals(_ footprint: Footprint) -> JSONTree {
    let totals = footprint.totals
    return .members([
      "events": .integer(totals.events), "events_unlocated": .integer(totals.eventsUnlocated),
      "events_outside_days": .integer(totals.eventsOutsideDays), "phones": .integer(totals.phones),
      "phones_unlocated": .integer(totals.phonesUnlocated), "phone_days": .integer(totals.phoneDays),
      "phone_days_unlocated": .integer(totals.phoneDaysUnlocated), "inside": number(totals.inside),
      "outside": number(totals.outside), "residual": .number(totals.residual),
    ])
  }

  private func areaTrees(_ footprint: Footprint) -> JSONTree {
    .array(
      footprint.areas.enumerated().map { area, figures in
        .members([
          "id": .string(areas.ids[area]), "name": .string(areas.names[area]),
          "class": areas.classes[areas.classOfArea[area]].map { .string($0) } ?? .null,
          "dygnsavtryck": number(figures.dygnsavtryck),
          "share": number(figures.share), "unique_phones": integer(figures.uniquePhones),
          "suppressed": .bool(figures.isSuppressed),
        ])
      })
  }

  private func classTrees(_ footprint: Footprint) -> JSONTree {
    .array(
      footprint.classes.map { figures in
        .members([
          "class": figures.areaClass.map { .string($0) } ?? .null, "areas": .integer(figures.areas),
          "dygnsavtryck": number(figures.dygnsavtryck), "share": number(figures.share),
          "dygnsavtryck_mean": number(figures.dygnsavtryckMean), "dygnsavtryck_min": number(figures.dygnsavtryckMin),
          "dygnsavtryck_max": number(figures.dygnsavtryckMax), "unique_phones": integer(figures.uniquePhones),
          "unique_phones_mean": number(figures.uniquePhonesMean),
          "unique_phones_min": integer(figures.uniquePhonesMin),
          "unique_phones_max": integer(figures.uniquePhonesMax), "suppressed": .bool(figures.isSuppressed),
        ])
      })
  }

  private func number(_ value: Double?) -> JSONTree { value.map { .number($0) } ?? .null }
  private func integer(_ value: Int?) -> JSONTree { value.map { .integer($0) } ?? .null }
}

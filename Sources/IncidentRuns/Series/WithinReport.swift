import Grid
import Incidents
import Reports

/// Squares with most events within areas, for files and for people.
extension IncidentRun {
  /// One entry an area, with one a period in it.
  var hotspotsWithinTrees: [JSONTree] {
    byArea.map { area, periods in
      .members([
        "id": .string(areas.set.areas[area].id), "name": .string(areas.set.areas[area].name),
        "size_m": .integer(Int(tally.cells.size)),
        "periods": .array(
          periods.map { found in
            .members([
              "period": .string(found.period.label), "count": .integer(found.events),
              "cells_with_events": .integer(found.squares), "tied": .integer(found.tied),
              "same_as_before": found.same.map { .integer($0) } ?? .null,
              "comparable": found.comparable.map { .integer($0) } ?? .null, "by_choice": .bool(found.isByChoice),
              "squares": .array(
                found.spots.enumerated().map { place, spot in
                  .members([
                    "rank": .integer(place + 1),
                    "ruta": RutaCode.swedish(e: spot.e, n: spot.n).map { .string($0) } ?? .null,
                    "count": .integer(spot.count),
                    "share": .number(Double(spot.count) / Double(max(1, found.events))),
                  ])
                }),
            ])
          }),
      ])
    }
  }

  private var byArea: [(area: Int, periods: [WithinHotspots])] {
    let all = further?.hotspots ?? []
    let width = max(1, further?.window.spans.count ?? 1)
    return stride(from: 0, to: all.count, by: width).map {
      (all[$0].area, Array(all[$0..<min(all.count, $0 + width)]))
    }
  }

  func hotspotsWithinTable(_ language: Language) -> TextTable {
    let rows = byArea.sorted { a, b in
      func events(_ area: (area: Int, periods: [WithinHotspots])) -> Int {
        area.periods.reduce(0) { $0 + $1.events }
      }
      return (events(b), a.area) < (events(a), b.area)
    }.flatMap { $0.periods.filter { $0.events > 0 } }
    var table = TextTable(
      language.text(
        sv: "De \(parameters.hotspots) rutorna med flest händelser i varje område",
        en: "The \(parameters.hotspots) squares with most events in each area"), language, rows: rows, limit: 60,
      [
        .text("Område", "Area") { areas.set.areas[$0.area].title }, .text("Period") { $0.period.label },
        .count("Antal", "Count") { $0.events }, .count("Rutor", "Squares") { $0.spots.count },
        .count("I dem", "In them") { $0.spots.reduce(0) { $0 + $1.count } },
        .percent("Andel", "Share") { found in
          Double(found.spots.reduce(0) { $0 + $1.count }) / Double(max(1, found.events))
        },
        .right("Samma som förut", "Same as before") { found in
          guard let same = found.same, let comparable = found.comparable else { return "–" }
          return language.text(sv: "\(same) av \(comparable)", en: "\(same) of \(comparable)")
            + (found.isByChoice ? "*" : "")
        },
        .count("Lika många i ytterligare", "As many in further") { $0.tied > 0 ? $0.tied : nil },
      ])
    table.note(
      language,
      sv:
        "* valet stod mellan rutor med lika många händelser (sydligast, sedan västligast, först): antalet beror på det.",
      en:
        "* squares of as many events were chosen among (southernmost, then westernmost, first): the number depends on it."
    )
    return table
  }
}

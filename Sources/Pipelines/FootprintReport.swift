import Areas
import Columns
import Dygnsavtryck
import Reports

extension FootprintRun {
  /// The areas with their figures, in the order of their layer; for the first radius.
  public func output() throws -> LayerContents {
    let figures = footprints.first?.areas ?? []
    var table = Table()
    table.add("id", texts: TextColumn(areas.set.areas.map(\.id)))
    table.add("name", texts: TextColumn(areas.set.areas.map(\.name)))
    table.add("class", texts: TextColumn(areas.set.areas.map { $0.areaClass?.code ?? "" }))
    table.add("dygnsavtryck", .real(decimals: 9), numbers: figures.map { $0.dygnsavtryck ?? .nan })
    table.add("share", .real(decimals: 12), numbers: figures.map { $0.share ?? .nan })
    table.add("unique_phones", .integer, numbers: figures.map { $0.uniquePhones.map(Double.init) ?? .nan })
    if parameters.minPhones > 1 {
      table.add("suppressed", .integer, numbers: figures.map { $0.isSuppressed ? 1 : 0 })
    }
    return LayerContents(
      name: "dygnsavtryck", table: table,
      shapes: .polygons(areas.set.areas.map(\.polygon), crs: try InputCRS.plane()))
  }

  /// The statistics: `run`, `totals`, `areas`, `classes`, and `radii` when several were asked for.
  public func statistics(notes: [String]) -> JSONTree {
    var members = [JSONTree.Member("run", record.tree(notes: notes))]
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
    return .object(members)
  }

  private var record: RunRecord {
    RunRecord(
      command: "footprint",
      parameters: [
        ("radius", .array(parameters.radii.map { .number($0) })), ("timezone", .string(parameters.timezone)),
        ("day_start_minutes", .integer(parameters.dayStartMinutes)),
        ("from", parameters.from.map { .string($0.description) } ?? .null),
        ("to", parameters.to.map { .string($0.description) } ?? .null),
        ("min_phones", .integer(parameters.minPhones)),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
      ],
      inputs: inputs,
      method: [
        "A phone active on a local day leaves exactly 1, split evenly over its located events of that day; an event leaves in an"
          + " area the part of its circle that lies in it (true circle, closed form).",
        "Each area's own figures ignore the other areas; classes, inside and outside use an exclusive partition by severity.",
        "unique_phones: phones with at least one event whose circle meets the area.",
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
      zip(areas.set.areas, footprint.areas).map { area, figures in
        .members([
          "id": .string(area.id), "name": .string(area.name),
          "class": area.areaClass.map { .string($0.code) } ?? .null, "dygnsavtryck": number(figures.dygnsavtryck),
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

  /// The statistics as tables for people: the form of the report's Tabell 9, one table a radius.
  public func tables(_ language: Language) -> String {
    footprints.map { table($0, language).text }.joined(separator: "\n")
  }

  private func table(_ footprint: Footprint, _ language: Language) -> TextTable {
    var table = TextTable(
      language.text(sv: "Dygnsavtryck", en: "Dygnsavtryck")
        + (footprints.count > 1 ? ", \(language.number(footprint.radiusMetres, decimals: 0)) m" : ""),
      columns: [
        (language.text(sv: "Klass", en: "Class"), .left), (language.text(sv: "Områden", en: "Areas"), .right),
        (language.text(sv: "Andel av riket", en: "National share"), .right),
        (language.text(sv: "Dygnsavtryck, medel (min–max)", en: "Dygnsavtryck, mean (min–max)"), .right),
        (language.text(sv: "Unika telefoner, medel (min–max)", en: "Unique phones, mean (min–max)"), .right),
      ])
    for (areaClass, figures) in zip(areas.set.classes, footprint.classes) {
      table.add([
        ClassName.of(areaClass, language), language.count(figures.areas), language.percent(figures.share ?? .nan),
        range(figures.dygnsavtryckMean, figures.dygnsavtryckMin, figures.dygnsavtryckMax, language),
        range(
          figures.uniquePhonesMean, figures.uniquePhonesMin.map(Double.init),
          figures.uniquePhonesMax.map(Double.init),
          language),
      ])
    }
    let totals = footprint.totals
    table.note(
      language.text(
        sv:
          "Hela landet: \(language.count(totals.phoneDays)) dygnsavtryck av \(language.count(totals.phones)) telefoner, varav "
          + "\(language.number(totals.inside ?? .nan, decimals: 1)) i områdena. Händelser: \(language.count(totals.events)), "
          + "utan känd station: \(language.count(totals.eventsUnlocated)). Rest: \(totals.residual).",
        en: "Country: \(language.count(totals.phoneDays)) dygnsavtryck of \(language.count(totals.phones)) phones, "
          + "\(language.number(totals.inside ?? .nan, decimals: 1)) of them in the areas. Events: \(language.count(totals.events)), "
          + "without a known station: \(language.count(totals.eventsUnlocated)). Residual: \(totals.residual)."))
    return table
  }

  private func range(_ mean: Double?, _ least: Double?, _ greatest: Double?, _ language: Language) -> String {
    func text(_ value: Double?, _ decimals: Int) -> String { language.number(value ?? .nan, decimals: decimals) }
    return "\(text(mean, 1)) (\(text(least, 1))–\(text(greatest, 1)))"
  }
}

import Areas
import Reports

extension ProfilePage {
  /// The class by year; nil where no history was given.
  var historySection: Page.Section? {
    guard let history = profile.history else { return nil }
    let title = say("Klass år för år", "Class by year")
    if history.isEmpty {
      return Page.Section(
        title, [.text(say("Området finns inte i historiken.", "The area is not in the history."))])
    }
    var table = PageTable(
      [
        say("År", "Year"), say("Klass", "Class"), say("Namn då", "Name then"), say("Funnet genom", "Found by"),
        say("Samma mark", "Same ground"),
      ], textColumns: 4)
    for entry in history {
      table.add([
        entry.year, className(entry.areaClass), entry.name,
        entry.isSameName ? say("namn", "name") : say("läge", "place"), language.percent(entry.sharedGround),
      ])
    }
    table.notes.append(
      say(
        "Samma mark: hur stor del av dagens område som låg i det dåvarande. År som saknas: området fanns inte med.",
        "Same ground: the part of the present area that lay in it. Years that are missing: the area was not listed."))
    return Page.Section(title, [.table(table)])
  }

  /// Phone activity; nil where none was given.
  var activitySection: Page.Section? {
    guard let activity = profile.activity else { return nil }
    func number(_ value: Double?, _ decimals: Int) -> String {
      value.map { language.number($0, decimals: decimals) } ?? say("skyddat", "withheld")
    }
    var facts = [
      Page.Fact("Dygnsavtryck", number(activity.dygnsavtryck, 3)),
      Page.Fact(
        say("Andel av alla dygnsavtryck", "Share of all dygnsavtryck"),
        activity.share.map { language.percent($0, decimals: 2) } ?? say("skyddat", "withheld")),
      Page.Fact(say("Unika telefoner", "Unique phones"), number(activity.uniquePhones, 0)),
    ]
    if let days = activity.phoneDays {
      facts.append(
        Page.Fact(say("Dygnsavtryck i allt (n)", "Dygnsavtryck in all (n)"), language.number(days, decimals: 0)))
    }
    return Page.Section("Dygnsavtryck", [.facts(facts)])
  }

  /// Events; nil where none were given.
  var incidentSection: Page.Section? {
    guard let incidents = profile.incidents else { return nil }
    var table = PageTable([
      say("Period", "Period"), say("Antal", "Count"), say("Andel", "Share"), "n",
      say("Per 1 000 invånare", "Per 1,000 people"), "95 %",
    ])
    for entry in incidents {
      let (low, high) = entry.rateLimits ?? (.nan, .nan)
      let mark = entry.part == nil || entry.ratePer1000 == nil ? "" : ShortenedPeriod.mark
      table.add([
        entry.period.map { period in
          entry.part.map { ShortenedPeriod.name(period, months: $0.months, days: $0.days, language) } ?? period
        } ?? say("Hela tiden", "All periods"), entry.count.map(language.count) ?? "–",
        language.percent(entry.share ?? .nan, decimals: 2), entry.events.map(language.count) ?? "–",
        language.rate(entry.ratePer1000 ?? .nan, low: low, high: high) + mark,
        language.rateRange(low: low, high: high),
      ])
    }
    if incidents.contains(where: { $0.part != nil && $0.ratePer1000 != nil }) {
      table.notes.append(ShortenedPeriod.note(language))
    }
    table.notes.append(
      say("Andel av periodens alla händelser (n).", "Share of all events of the period (n)."))
    return Page.Section(say("Händelser", "Incidents"), [.table(table)])
  }

  /// What a reader must know; in every profile.
  var caveats: Page.Section {
    Page.Section(
      say("Att tänka på", "To bear in mind"),
      [
        .list([
          context.definitionNotice,
          ofUnits(
            "Antal fördelas efter ytan: en ruta som delvis ligger i området räknas med den del av ytan som ligger i det, som om"
              + " invånarna bodde jämnt spridda i rutan. Medelvärden vägs med del × befolkning.",
            "Counts are split by area: a cell partly in the area counts with the part of its ground that lies in it, as if its"
              + " people lived evenly spread. Means are weighted by part × population."),
          ofUnits(
            "SCB lägger brus på små antal (omkring ±3), så delar behöver inte bli summan, och rutor med få invånare är osäkra.",
            "SCB adds noise to small counts (about ±3): parts need not sum to totals, and cells with few people are uncertain."
          ),
          ofUnits(
            "En ruta som saknas är inte noll; streck betyder att uppgiften saknas.",
            "A cell that is missing is not a zero; a dash means that the figure is missing."),
          say(
            "Siffrorna beskriver platser och inte enskilda människor, och de säger inget om varför det är som det är.",
            "The figures describe places and no single person, and say nothing of why things are as they are."),
        ])
      ])
  }

  /// Method and source, at the foot.
  var sources: Page.Section {
    var lines = context.sources.map { source in
      let what =
        switch source.what {
        case .cells: ofUnits("Rutor", "Cells")
        case .areas: say("Områden", "Areas")
        case .municipalities: say("Kommuner", "Municipalities")
        case .history: say("Historik", "History")
        case .footprint: "Dygnsavtryck"
        case .incidents: say("Händelser", "Incidents")
        }
      return "\(what): \(source.file)"
    }
    lines.append(
      say(
        "Ytan är ellipsoidisk (GRS 80). Invånardistans = √(2/√3 · yta/befolkning). Täckningen räknas exakt ur områdets gräns.",
        "Area is ellipsoidal (GRS 80). Average distance = √(2/√3 · area/population). Coverage is exact, from the area's outline."
      ))
    lines.append(
      ofUnits(
        "Percentiler och klasser är andelar av befolkningen i alla rutor med index.",
        "Percentiles and classes are shares of the people in all cells with an index."))
    return Page.Section(say("Metod och källor", "Method and sources"), [.list(lines)])
  }
}

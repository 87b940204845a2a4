import Areas
import Reports

/// A profile as a page for people.
package struct ProfilePage {
  let profile: AreaProfile
  let context: ProfileContext
  let language: Language
  let className: (AreaClass?) -> String
  let map: Page.Block?

  /// A page in a language.
  ///
  /// - Parameters:
  ///   - profile: the area.
  ///   - context: what all profiles of the run have in common.
  ///   - language: Swedish or English.
  ///   - map: where the area lies, if that is drawn.
  ///   - className: a class as people write it.
  package init(
    _ profile: AreaProfile, context: ProfileContext, language: Language, map: Page.Block? = nil,
    className: @escaping (AreaClass?) -> String
  ) {
    self.profile = profile
    self.context = context
    self.language = language
    self.map = map
    self.className = className
  }

  /// Sections for what is known; the foot always.
  package var page: Page {
    var sections: [Page.Section] = []
    if let map { sections.append(Page.Section(say("Läge", "Place"), [map])) }
    sections.append(people)
    if hasCells {
      if !context.layer.variables.allSatisfy(\.values.isEmpty) { sections.append(variables) }
      if let index = indexSection { sections.append(index) }
      if let parts = driverSection { sections.append(parts) }
    }
    sections += [historySection, activitySection, incidentSection].compactMap { $0 }
    sections += [caveats, sources]
    let kind = [className(profile.area.areaClass), profile.municipality?.name].compactMap { $0 }
    return Page(
      language: language, title: profile.title,
      subtitle: language.text(sv: "Områdesprofil", en: "Area profile") + ": " + kind.joined(separator: ", "),
      sections: sections)
  }

  func say(_ sv: String, _ en: String) -> String { language.text(sv: sv, en: en) }

  /// As ``say(_:_:)``, for what is said of cells: of zones the same is said in their name.
  func ofUnits(_ sv: String, _ en: String) -> String {
    context.layer.cells.units.zones == nil ? say(sv, en) : ZoneWords.of(say(sv, en))
  }

  var hasCells: Bool { profile.ground.figures.cells > 0 }

  /// What the columns of comparisons are called: the area, the rest of its municipality, all cells.
  var wholeName: String { context.wholeName ?? ofUnits("Alla rutor", "All cells") }
  var restName: String? {
    profile.municipality.map { say("Övriga \($0.name)", "Rest of \($0.name)") }
  }

  private var people: Page.Section {
    let figures = profile.ground.figures
    var facts = [
      Page.Fact(say("Befolkning", "Population"), language.number(figures.population, decimals: 0)),
      Page.Fact(
        say("Invånare per km²", "People per km²"), language.number(figures.population / profile.km2, decimals: 0)),
      Page.Fact(
        say("Invånardistans", "Average distance between people"),
        metres(profile.spacingMetres)),
      Page.Fact("km²", language.number(profile.km2, decimals: 3)),
      Page.Fact(ofUnits("Rutor (n)", "Cells (n)"), language.count(figures.cells)),
    ]
    if !figures.children.isNaN {
      facts.append(
        Page.Fact(say("Barn 0–15 år, antal", "Children 0–15, number"), language.number(figures.children, decimals: 0))
      )
    }
    if !figures.youth.isNaN {
      facts.append(
        Page.Fact(say("Unga 16–19 år, antal", "Youth 16–19, number"), language.number(figures.youth, decimals: 0)))
    }
    var blocks: [Page.Block] = [.facts(facts)]
    if !hasCells {
      blocks.append(
        .text(
          ofUnits(
            "Tabellen har inga rutor i området, så befolkning och index är okända. Det är inte detsamma som noll.",
            "The table has no cells in the area, so population and index are not known. That is not the same as zero."
          )))
    }
    return Page.Section(say("Befolkning", "Population"), blocks)
  }

  func metres(_ value: Double) -> String {
    value.isFinite ? language.number(value, decimals: 1) + "\u{A0}m" : "–"
  }

  private var variables: Page.Section {
    let grounds = [profile.ground] + (profile.municipality.map { [$0.rest] } ?? []) + [context.whole]
    var table = PageTable(
      [say("Variabel", "Variable"), profile.title] + (restName.map { [$0] } ?? [])
        + [wholeName, say("n, personer", "n, people"), ofUnits("n, rutor", "n, cells")])
    for (place, variable) in context.layer.variables.enumerated() where !variable.values.isEmpty {
      let here = profile.ground.variables[place]
      table.add(
        [VariableName.withUnit(variable, language)]
          + grounds.map { VariableName.value($0.variables[place].mean, of: variable, language) }
          + [language.number(here.people, decimals: 0), language.count(here.cells)])
    }
    table.add(
      [say("Befolkning i underlaget", "Population behind it")]
        + grounds.map { language.number($0.figures.population, decimals: 0) })
    table.notes.append(
      ofUnits(
        "Befolkningsvägda medelvärden av rutorna; n är invånare och rutor i området som har värdet.",
        "Population-weighted means of the cells; n is people and cells in the area that have the value."))
    if !context.missingVariables.isEmpty {
      let names = context.missingVariables.map { VariableName.of($0, language) }.joined(separator: ", ")
      table.notes.append(say("Inte med i tabellen: \(names).", "Not in the table: \(names)."))
    }
    if let municipality = profile.municipality, municipality.sharedGround < 0.9995 {
      table.notes.append(
        say(
          "\(language.percent(municipality.sharedGround)) av området ligger i \(municipality.name).",
          "\(language.percent(municipality.sharedGround)) of the area lies in \(municipality.name)."))
    }
    return Page.Section(say("Variabler", "Variables"), [.table(table)])
  }
}

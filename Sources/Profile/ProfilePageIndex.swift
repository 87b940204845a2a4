import Reports

extension ProfilePage {
  /// Index, classes, quantiles and spread; nil where the table has no index.
  var indexSection: Page.Section? {
    guard !context.layer.cells.index.isEmpty else { return nil }
    let figures = profile.ground.figures
    let title = say("Livsvillkorsindex", "Livsvillkor index")
    guard figures.indexedCells > 0 else {
      return Page.Section(
        title,
        [.text(ofUnits("Ingen ruta i området har ett index.", "No cell in the area has an index."))])
    }
    var blocks: [Page.Block] = [
      .facts([
        Page.Fact(say("Medel", "Mean"), language.number(figures.indexMean, decimals: 3)),
        Page.Fact(
          say("Lägst – högst", "Lowest – highest"),
          "\(language.number(figures.indexMin, decimals: 3)) – \(language.number(figures.indexMax, decimals: 3))"),
        Page.Fact(say("Percentil, medel", "Percentile, mean"), language.number(figures.percentileMean, decimals: 1)),
        Page.Fact(
          say("n, personer med index", "n, people with an index"),
          language.number(figures.populationIndexed, decimals: 0)),
        Page.Fact(ofUnits("n, rutor med index", "n, cells with an index"), language.count(figures.indexedCells)),
      ]),
      .text(
        ofUnits(
          "Ett högre index är sämre. Percentilen anger hur stor andel av befolkningen som bor i rutor med lägre index.",
          "A higher index is worse. The percentile is the share of people who live in cells with a lower index.")),
    ]
    if !profile.ground.classes.isEmpty { blocks.append(.table(classTable)) }
    blocks.append(.table(quantileTable))
    if let chart { blocks.append(.chart(chart)) }
    return Page.Section(title, blocks)
  }

  private var classTable: PageTable {
    var table = PageTable([
      say("Klass", "Class"), say("Invånare", "People"), say("Andel av dem med index", "Share of those with an index"),
      wholeName,
      ofUnits("n, rutor", "n, cells"),
    ])
    let (here, there) = (profile.ground, context.whole)
    let indexed = here.figures.populationIndexed
    let last = here.classes.count
    func share(_ people: Double, of total: Double) -> String { language.percent(total > 0 ? people / total : .nan) }
    for (place, entry) in here.classes.enumerated() {
      let suffix = place == 0 ? say(" (bäst)", " (best)") : place == last - 1 ? say(" (sämst)", " (worst)") : ""
      table.add([
        "\(entry.number)\(suffix)", language.number(entry.people, decimals: 0), share(entry.people, of: indexed),
        share(there.classes[place].people, of: there.figures.populationIndexed), language.count(entry.cells),
      ])
    }
    table.add([
      say("Utan index", "No index"), language.number(here.figures.populationWithoutIndex, decimals: 0), "–", "–",
      language.count(here.figures.cells - here.classes.reduce(0) { $0 + $1.cells }),
    ])
    return table
  }

  private var quantileTable: PageTable {
    var table = PageTable(
      [say("Index vid andelen av invånarna", "Index at the share of people")]
        + IndexDistribution.fractions.map { language.percent($0, decimals: 0) })
    for (name, ground) in [(profile.title, profile.ground), (wholeName, context.whole)] {
      table.add([name] + ground.distribution.quantiles.map { language.number($0, decimals: 3) })
    }
    return table
  }

  private var chart: BarChart? {
    guard let bins = context.bins else { return nil }
    let decimals = bins.step >= 1 ? 0 : bins.step >= 0.1 ? 1 : 2
    return BarChart(
      axis: say("Index (högre är sämre), andel av invånarna", "Index (higher is worse), share of people"),
      barName: profile.title, lineName: wholeName,
      edges: (0...bins.count).map { language.number(bins.edge($0), decimals: decimals) },
      bars: profile.ground.distribution.shares(in: bins), line: context.whole.distribution.shares(in: bins))
  }

  /// Which variables the difference from all cells consists of; nil where it is not known.
  var driverSection: Page.Section? {
    guard let drivers = profile.drivers else { return nil }
    var table = PageTable([
      say("Variabel", "Variable"), say("Poäng här", "Score here"), wholeName, say("Vikt", "Weight"),
      say("Bidrag", "Contribution"), say("Andel av skillnaden", "Share of the difference"),
    ])
    for part in drivers.parts {
      let variable = context.layer.variables[part.variable]
      table.add([
        VariableName.of(variable.name, language), signed(part.score), signed(part.wholeScore),
        language.percent(variable.weight), signed(part.contribution),
        language.percent(drivers.difference == 0 ? .nan : part.contribution / drivers.difference, decimals: 0),
      ])
    }
    if !drivers.isComplete {
      table.add([say("Rest", "Remainder"), "", "", "", signed(drivers.remainder)])
      table.notes.append(
        say(
          "Indexet är inte ett rent vägt medelvärde av poängen här, eller så är vikterna inte de som användes (--definition).",
          "The index is not a plain weighted mean of the scores here, or these are not the weights that were used (--definition)."
        ))
    }
    table.add([say("Skillnad", "Difference"), "", "", "", signed(drivers.difference)])
    table.notes.append(
      ofUnits(
        "Bidrag = vikt × (områdets medelpoäng − medelpoängen i alla rutor), över rutor med index. Plus är sämre. Det är en"
          + " uppdelning av en skillnad och säger inget om varför den finns.",
        "Contribution = weight × (mean score of the area − mean score of all cells), over cells with an index. Plus is worse."
          + " It divides a difference and says nothing of why there is one."))
    return Page.Section(
      say("Vad skillnaden i index består av", "What the difference in the index consists of"), [.table(table)])
  }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + language.number(value, decimals: 3) }
}

import Reports

/// Words of the page's tools: saving, printing, measuring, tables.
struct PageToolWords {
  let language: Language

  var tree: JSONTree {
    .members([
      "title": word("Spara och skriv ut", "Save and print"), "print": word("Skriv ut", "Print"),
      "picture": word("Spara som bild", "Save as picture"),
      "table": word("Spara områden som CSV", "Save areas as CSV"),
      "saveCSV": word("Spara som CSV", "Save as CSV"),
      "chosen": word("Spara valet som CSV", "Save the choice as CSV"),
      "saved": word("Sparad: {0}", "Saved: {0}"), "kind": word("slag", "kind"), "figure": word("uppgift", "figure"),
      "value": word("värde", "value"), "unit": word("enhet", "unit"), "name": word("Namn", "Name"),
      "side": word("Sida", "Side"), "opacity": word("Täckning", "Opacity"),
      "asTable": word("Visa som tabell", "Show as table"), "byClass": word("Per klass", "By class"),
      "share": word("Andel", "Share"), "scale": word("skala 1:{0}", "scale 1:{0}"),
      "measure": word("Mät sträcka och yta", "Measure length and area"),
      "measureHow": word("Peka ut punkter på kartan", "Point out places on the map"),
      "length": word("Sträcka {0}", "Length {0}"), "ground": word("yta {0}", "area {0}"),
      "takeBack": word("Ta bort punkt", "Remove point"), "done": word("Klar", "Done"),
    ])
  }

  private func word(_ sv: String, _ en: String) -> JSONTree { .string(language.text(sv: sv, en: en)) }
}

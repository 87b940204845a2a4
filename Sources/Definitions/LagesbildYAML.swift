import Reports

/// The whole report in the police's form as a job: index, areas, Tabell 1–9, Tablå 1–3, Bild 2–5, profiles, layers, one page and one
/// workbook. It runs on the bundled town as it stands; what has no data is left out, and the page says so.
enum LagesbildYAML {
  /// The job with its words in that language, on the sample town in that folder; its names are the same in both languages.
  static func text(_ language: Language, sample: String) -> String {
    func t(_ sv: String, _ en: String) -> String { language.text(sv: sv, en: en) }
    func town(_ file: String) -> String { sample == "." ? file : DefinitionWriter.quoted("\(sample)/\(file)") }
    return head(t, town) + figures(t) + maps(t) + page(t) + workbook(t)
  }

  private typealias Words = (_ sv: String, _ en: String) -> String

  private static func head(_ t: Words, _ town: (String) -> String) -> String {
    """
    # \(t("Hela lägesbilden: index, områden, Tabell 1–9, Tablå 1–3, Bild 2–5, profiler, lager, en sida och en arbetsbok.",
      "The whole report: index, areas, Tabell 1–9, Tablå 1–3, Bild 2–5, profiles, layers, one page and one workbook."))
    # \(t("Byt filerna här nedanför mot egna och kör:", "Put your own files in below and run:")) rutverk run FIL.yaml
    # \(t("Sökvägar utgår från den här filens mapp. Det som lämnas tomt utgår ur rapporten, som då säger det.",
      "Paths are relative to this file. What is left empty is left out of the report, which then says so."))
    variables:
      ut: lagesbild                  # \(t("mapp för allt som skrivs", "folder for everything that is written"))
      titel: "\(t("Lägesbild över utsatta områden", "Situation report on utsatta områden"))"
      undertitel: "\(t("Exempelstad, påhittade uppgifter", "Exempelstad, made-up figures"))"

      # \(t("Livsvillkor: rutor (eller zoner, med fältet som namnger dem) med befolkning och variabler",
      "Livsvillkor: cells (or zones, with the field that names them) with population and variables"))
      rutor: \(town("grids/exempelstad.csv"))
      zonfalt:
      definition: livsvillkor
      utelamna:                      # \(t("variabler som underlaget saknar", "variables that the data lacks"))
      ring_andel: 0.2                # \(t("minsta andel trångbodda i rutor med ring; 0: frågas inte efter",
      "least overcrowded share of cells with a ring; 0: not asked for"))

      # \(t("Områden, och vilka av dem", "The areas, and which of them"))
      omraden: \(town("shapes/exempelstad_omraden.geojson"))
      omraden_urval:                 # \(t("såsom", "such as")) "year = 2021"

      # \(t("Bedömningar av flera år, med fälten för år och lokalpolisområde",
      "Assessments of several years, with the fields of year and local police district"))
      bedomningar: \(town("shapes/exempelstad_bedomningar.geojson"))
      arsfalt: year
      lpofalt: lpo
      ar: 2021
      ar_fore: 2019

      # \(t("Svar på metodstödets frågor", "Answers to the questions of the metodstöd"))
      svar: \(town("shapes/exempelstad_svar.csv"))

      # \(t("Händelser med plats, tid och kategori", "Events with place, time and category"))
      brott: \(town("shapes/exempelstad_brott.csv"))
      kategorifalt: category
      kopplingsfalt:                 # \(t("område som en skjutning har koppling till", "area that a shooting is linked to"))
      skjutningar: "category = 'skjutning'"
      handelserapporter: "id <> ''"  # \(t("alla; egna data:", "all; own data:")) "prio IN (1, 2)"
      ingripandebrott: [narkotikabrott, vapenbrott]
      anmalda_brott: [skadegörelse, misshandel, rån]

      # \(t("Telefoners aktivitet vid basstationer", "Activity of phones at base stations"))
      handelser: \(town("shapes/exempelstad_handelser.csv"))
      stationer: \(town("shapes/exempelstad_stationer.csv"))
      minst_telefoner: 3

      # \(t("Kommuner: grund i kartor, jämförelse av yta, profiler", "Municipalities: ground of maps, surface, profiles"))
      kommuner:
      # \(t("Kartornas utsnitt: väst, syd, öst, nord", "What maps show: west, south, east, north"))
      utsnitt: "563500,6600500,577000,6612500"
      kalla: "\(t("påhittade tal, rutverk generate", "made-up figures, rutverk generate"))"

    record: ${ut}/lagesbild.rutverk.json

    steps:

    """
  }

  private static func figures(_ t: Words) -> String {
    """
      - name: index
        index:
          tables: ${rutor}
          key: ${zonfalt}
          definition: ${definition}
          drop: ${utelamna}
          output: ["${ut}/rutor.gpkg", "${ut}/rutor.csv"]
          stats: ${ut}/rutor.json

      - name: omraden
        overlay:
          cells: ${ut}/rutor.gpkg
          key: ${zonfalt}
          areas: ${omraden}
          areas-where: ${omraden_urval}
          ring-share: ${ring_andel}
          output: ["${ut}/omraden.gpkg", "${ut}/omraden.csv"]
          stats: ${ut}/omraden.json

      # Tabell 1
      - name: tabell1
        when: ${bedomningar}
        areas panel:
          layers: ${bedomningar}
          year-field: ${arsfalt}
          unit-field: ${lpofalt}
          output: ${ut}/bedomningar.gpkg
          stats: ${ut}/bedomningar.json

      # Tabell 2, 3; Tablå 1
      - name: tabell2
        when: ${svar}
        areas levels:
          answers: ${svar}
          areas: ${omraden}
          areas-where: ${omraden_urval}
          output: ${ut}/problemnivaer.gpkg
          stats: ${ut}/problemnivaer.json

      - name: tabell4
        when: ["${brott}", "${skjutningar}"]
        incidents:
          points: ${brott}
          points-where: ${skjutningar}
          areas: ${omraden}
          areas-where: ${omraden_urval}
          link-field: ${kopplingsfalt}
          period: year
          table: tabell4
          stats: ${ut}/tabell4.json

      - name: tabell5
        when: ["${brott}", "${skjutningar}"]
        incidents:
          points: ${brott}
          points-where: ${skjutningar}
          areas: ${omraden}
          areas-where: ${omraden_urval}
          period: year
          table: tabell5
          stats: ${ut}/tabell5.json

      - name: yta
        when: ${kommuner}
        areas equivalent:
          areas: ${omraden}
          areas-where: ${omraden_urval}
          municipalities: ${kommuner}
          stats: ${ut}/yta.json

      - name: skjutningar
        when: ["${brott}", "${skjutningar}"]
        incidents:
          points: ${brott}
          points-where: ${skjutningar}
          areas: ${omraden}
          areas-where: ${omraden_urval}
          cells: ${ut}/rutor.gpkg
          key: ${zonfalt}
          period: quarter
          series: ${ut}/skjutningar_kvartal.csv
          chart: ${ut}/skjutningar_kvartal.svg
          output: ${ut}/skjutningar.gpkg
          stats: ${ut}/skjutningar.json

      - name: tabell6
        when: ["${brott}", "${handelserapporter}"]
        incidents:
          points: ${brott}
          points-where: ${handelserapporter}
          areas: ${omraden}
          areas-where: ${omraden_urval}
          cells: ${ut}/rutor.gpkg
          key: ${zonfalt}
          period: year
          table: tabell6
          stats: ${ut}/tabell6.json

      - name: tabell7 ${kategori}
        for: {kategori: "${ingripandebrott}"}
        when: ${brott}
        incidents:
          points: ${brott}
          points-where: ${kategorifalt} = '${kategori}'
          areas: ${omraden}
          areas-where: ${omraden_urval}
          cells: ${ut}/rutor.gpkg
          key: ${zonfalt}
          period: year
          table: tabell6
          stats: ${ut}/tabell7_${kategori}.json

      - name: tabell8 ${kategori}
        for: {kategori: "${anmalda_brott}"}
        when: ${brott}
        incidents:
          points: ${brott}
          points-where: ${kategorifalt} = '${kategori}'
          areas: ${omraden}
          areas-where: ${omraden_urval}
          cells: ${ut}/rutor.gpkg
          key: ${zonfalt}
          period: year
          table: tabell6
          stats: ${ut}/tabell8_${kategori}.json

      - name: tabell9
        when: ${handelser}
        footprint:
          events: ${handelser}
          stations: ${stationer}
          areas: ${omraden}
          areas-where: ${omraden_urval}
          cells: ${ut}/rutor.gpkg
          key: ${zonfalt}
          min-phones: ${minst_telefoner}
          output: ["${ut}/dygnsavtryck.gpkg", "${ut}/dygnsavtryck.csv"]
          stats: ${ut}/dygnsavtryck.json

      # Tablå 2, 3
      - name: tabla2
        when: ["${bedomningar}", "${ar_fore}"]
        areas diff:
          old: ${bedomningar}
          new: ${bedomningar}
          old-where: ${arsfalt} = ${ar_fore}
          new-where: ${arsfalt} = ${ar}
          old-label: ${ar_fore}
          new-label: ${ar}
          output: ${ut}/forandringar.gpkg
          stats: ${ut}/forandringar.json


    """
  }

  private static func maps(_ t: Words) -> String {
    func map(_ name: String, _ title: String, when: String = "", _ lines: [String]) -> String {
      let condition = when.isEmpty ? "" : "    when: \(when)\n"
      let look = [
        "title: \"\(title)\"", "source: ${kalla}", "bbox: ${utsnitt}", "size: 1600x1280px",
        "output: ${ut}/\(name).png",
      ]
      return "  - name: \(name)\n\(condition)    map:\n"
        + (lines + look).map { "      \($0)\n" }.joined() + "\n"
    }
    let cells = ["cells: ${ut}/rutor.gpkg", "key: ${zonfalt}"]
    let (areas, base) = (["areas: ${ut}/omraden.gpkg"], ["base: ${kommuner}"])
    let noRings = ["ring-min: 1000000"]
    return map(
      "bild2", t("Bild 2. Kartbild", "Bild 2. Ground"), when: "${kommuner}", base)
      + map("bild3", t("Bild 3. Livsvillkor", "Bild 3. Livsvillkor"), cells + noRings + base)
      + map(
        "bild4", t("Bild 4. Livsvillkor och områden", "Bild 4. Livsvillkor and areas"), cells + noRings + areas + base
      )
      + map(
        "bild5", t("Bild 5. Stora barn- och ungdomsgrupper", "Bild 5. Large groups of children and youth"),
        cells + ["ring-share: ${ring_andel}"] + areas + base)
        + """
          - name: karta
            map:
              cells: ${ut}/rutor.gpkg
              key: ${zonfalt}
              areas: ${ut}/omraden.gpkg
              base: ${kommuner}
              ring-share: ${ring_andel}
              source: ${kalla}
              output: ["${ut}/karta.html", "${ut}/karta.gpkg"]

          - name: profiler
            profile:
              cells: ${ut}/rutor.gpkg
              key: ${zonfalt}
              areas: ${omraden}
              areas-where: ${omraden_urval}
              municipalities: ${kommuner}
              footprint: ${ut}/dygnsavtryck.json
              incidents: ${ut}/skjutningar.json
              all: true
              output: ${ut}/profiler

        """
  }

  private static func page(_ t: Words) -> String {
    func section(_ title: String, _ lines: [String]) -> String { section(title, "", lines) }
    func section(_ title: String, _ text: String, _ lines: [String]) -> String {
      let paragraph = text.isEmpty ? "" : "          text: \"\(text)\"\n"
      return "        - title: \"\(title)\"\n" + paragraph + lines.map { "          \($0)\n" }.joined()
    }
    func picture(_ name: String, _ caption: String) -> String {
      "pictures: {file: \"${ut}/\(name)\", caption: \"\(caption)\"}"
    }
    return """

        - name: rapport
          page:
            output: ${ut}/rapport.html
            title: ${titel}
            subtitle: ${undertitel}
            sections:

      """
        + section(
          t("Områdena och deras befolkning", "The areas and their people"),
          t(
            "Varje områdes egna tal bortser från de andra; klasserna delar marken mellan sig, så att de summerar till det hela.",
            "Each area's own figures ignore the others; classes share the ground between them, so that they sum to the whole."
          ),
          ["tables: omraden"])
        + section(
          t("Livsvillkor", "Livsvillkor"),
          t(
            "Polisen har inte publicerat vikter eller formel. Klass 1 är bäst, 5 sämst.",
            "The police has published neither weights nor formula. Class 1 is best, 5 worst."), ["tables: index"])
        + section(
          t("Bild 2. Kartbild", "Bild 2. Ground"), [picture("bild2.png", t("Bild 2. Kartbild", "Bild 2. Ground"))])
        + section(
          t("Bild 3. Kartbilden färgad efter livsvillkor", "Bild 3. Coloured by livsvillkor"),
          [picture("bild3.png", t("Bild 3. Livsvillkor i rutor", "Bild 3. Livsvillkor of cells"))])
        + section(
          t("Bild 4. Livsvillkor och bedömda områden", "Bild 4. Livsvillkor and assessed areas"),
          [picture("bild4.png", t("Bild 4. Livsvillkor och områden", "Bild 4. Livsvillkor and areas"))])
        + section(
          t(
            "Bild 5. Livsvillkor, områden och stora barn- och ungdomsgrupper",
            "Bild 5. Livsvillkor, areas and large groups of children and youth"),
          t(
            "Ringar: rutor med stora barn- och ungdomsgrupper av vilka många bor trångt; ju större ring, desto fler.",
            "Rings: cells with large groups of children and youth, many of them overcrowded; the larger, the more."),
          [
            picture(
              "bild5.png", t("Bild 5. Stora barn- och ungdomsgrupper", "Bild 5. Large groups of children and youth"))
          ])
        + section(
          t("Tabell 1. Antal områden och lokalpolisområden", "Tabell 1. Numbers of areas and local police districts"),
          ["tables: {step: tabell1, only: 1}"])
        + section(
          t(
            "Tabell 2–3 och Tablå 1. Problemnivåer och utveckling",
            "Tabell 2–3 and Tablå 1. Problem levels and development"),
          ["tables: tabell2"])
        + section(
          t("Tabell 4. Skjutningar per klass", "Tabell 4. Shootings by class"),
          t(
            "n står bredvid varje andel. Under 20 händelser säger en andel lite.",
            "n stands beside each share. Below 20 events a share says little."), ["tables: tabell4"])
        + section(
          t(
            "Tabell 5. Skjutningar i rapporterade områden och övriga landet",
            "Tabell 5. Shootings in reported areas and the rest of the country"), ["tables: [tabell5, yta]"])
        + section(
          t("Skjutningar över tid", "Shootings over time"),
          [
            "tables: {step: skjutningar, only: 2}",
            picture(
              "skjutningar_kvartal.svg",
              t("Skjutningar per kvartal med intervall", "Shootings by quarter with intervals")),
          ])
        + section(
          t("Tabell 6. Händelserapporter per 1 000 invånare", "Tabell 6. Event reports per 1,000 inhabitants"),
          ["tables: tabell6"])
        + section(
          t(
            "Tabell 7. Ingripandebrott per 1 000 invånare",
            "Tabell 7. Offences that the police finds itself per 1,000 inhabitants"),
          t(
            "Antalet ingripandebrott följer också polisens egen aktivitet.",
            "The number of such offences follows the police's own activity too."), ["tables: tabell7"])
        + section(
          t("Tabell 8. Anmälda brott per 1 000 invånare", "Tabell 8. Reported offences per 1,000 inhabitants"),
          t(
            "Anmälningsbenägenheten är lägre där invånare inte vågar anmäla.",
            "Fewer offences are reported where inhabitants do not dare to."), ["tables: tabell8"])
        + section(
          t("Tabell 9. Dygnsavtryck och unika telefoner", "Tabell 9. Dygnsavtryck and unique phones"),
          ["tables: tabell9"])
        + section(
          t("Tablå 2–3. Bedömningar och förändringar", "Tablå 2–3. Assessments and changes"), ["tables: tabla2"])
        + section(
          t("Lager, karta och profiler", "Layers, map and profiles"),
          [
            "links:",
            link("rutor.gpkg", t("rutor med index", "cells with their index")),
            link("omraden.gpkg", t("områden med befolkning och index", "areas with population and index")),
            link("lagesbild.xlsx", t("arbetsbok med tabellerna", "workbook with the tables")),
            link("karta.html", t("kartan att klicka i", "the map to click around in")),
            link("karta.gpkg", t("kartan för QGIS, med karta.qgz", "the map for QGIS, with karta.qgz")),
            link("profiler", t("en sida om varje område", "a page about each area")),
          ])
  }

  private static func workbook(_ t: Words) -> String {
    let sheets = [
      (t("Områden", "Areas"), "omraden", "areas"), (t("Klasser", "Classes"), "omraden", "classes"),
      (t("Överlapp", "Overlaps"), "omraden", "overlaps"), (t("Livsvillkor", "Livsvillkor"), "index", "classes"),
      ("Tabell 1", "tabell1", "years"), ("Tabell 2-3", "tabell2", "series"), ("Tablå 1", "tabell2", "classes"),
      ("Tabell 4", "tabell4", "periods"), ("Tabell 5", "tabell5", "periods"), ("Tabell 6", "tabell6", "periods"),
      ("Tabell 7", "tabell7", "periods"), ("Tabell 8", "tabell8", "periods"), ("Tabell 9", "tabell9", "classes"),
      (t("Tabell 9 områden", "Tabell 9 areas"), "tabell9", "areas"), ("Tablå 2", "tabla2", "tabla2"),
      ("Tablå 3", "tabla2", "tabla3"),
    ]
    return "\n  - name: arbetsbok\n    workbook:\n      output: ${ut}/lagesbild.xlsx\n      sheets:\n"
      + sheets.map { "        - {title: \"\($0.0)\", step: \($0.1), table: \($0.2)}\n" }.joined()
  }

  private static func link(_ file: String, _ caption: String) -> String {
    "  - {file: \"${ut}/\(file)\", caption: \"\(caption)\"}"
  }
}

/// Which heading is which role, for every input of every command: the one place where this is said.
///
/// Headings are compared by `Heading`: without case, diacritics, blanks, `_`, `-` and `.`, and as DBF cuts them.
package enum RoleCatalogue {
  /// Headings that do not say whom they count: never taken by themselves, in no role.
  package static let silent = ["antal", "totalt", "total", "count", "n", "number", "summa"]

  private static let populationHeadings = [
    "population", "folkmangd", "befolkning", "bef_totalt", "befolkning_totalt", "bef_tot",
    "antal_invanare", "invanare", "antal_personer", "pop",
  ]
  private static let classHeadings = [
    "class", "klass", "kategori", "category", "type", "typ", "klassning", "bedomning",
  ]
  private static let areaNameHeadings = ["name", "namn", "area_name", "omradesnamn", "area_panel", "omrade"]
  private static let areaNumberHeadings = ["id", "area_id", "omrade_id", "omradesid", "omr_id", "uo_id"]
  private static let yearHeadings = ["year", "ar", "aar", "artal", "inhamtningsar"]

  /// Cells: deliveries by SCB, and what `rutverk index` writes.
  package enum Cells {
    /// The corner's code. The number is the side that the heading itself states, metres.
    package static let codes: [(heading: String, sideMetres: Int32?)] = [
      ("ruta", nil), ("rutid_sw", nil), ("rutid", nil), ("rutid_scb", nil), ("ruta250", 250),
      ("ruta1000", 1000), ("ruta1km", 1000), ("ruta500", 500), ("ruta100", 100), ("rutid_inspire", nil),
      ("inspire_id", nil), ("grd_id", nil),
    ]
    /// The corner's code.
    package static let ruta = Role("ruta", "cell's code", codes.map(\.heading))
    /// The corner's two coordinates, where there is no code; which is which is told by the values.
    package static let corners: [(first: Role, second: Role)] = [
      ("ruta_x", "ruta_y"), ("rut_x", "rut_y"), ("ruta_e", "ruta_n"), ("e", "n"),
    ].map { first, second in
      (
        Role(first, "cell's corner", [first], unit: "m"), Role(second, "cell's corner", [second], unit: "m")
      )
    }
    /// The side.
    package static let size = Role(
      "size_m", "side of the cell", ["size_m", "rutstorl", "astrutstor", "rutstorlek", "ruta_storlek", "cell_size"],
      unit: "m", flag: "--cell-size")
    /// Inhabitants.
    package static let population = Role(
      "population", "population", populationHeadings, unit: "people", flag: "--population-field")
    /// The livsvillkor index.
    package static let index = Role("index", "index", ["index"])
    /// Its percentile.
    package static let percentile = Role("percentile", "percentile", ["percentile", "percentil"], unit: "0–100")
    /// Its class, 1 the best.
    package static let areaClass = Role(
      "class", "class of the cells", ["class", "klass", "livsvillkor_klass"], flag: "--cells-class-field")
    /// Children.
    package static let children = Role(
      "unga_0_15_antal", "number of children 0–15", ["unga_0_15_antal"], unit: "people")
    /// Youth.
    package static let youth = Role(
      "unga_16_19_antal", "number of youth 16–19", ["unga_16_19_antal"], unit: "people")
    /// Share of people who live overcrowded.
    package static let overcrowded = Role(
      "trangboddhet", "overcrowded share", ["trangboddhet", "trangbodda"], unit: "share")
    /// Share of runs outside the main class.
    package static let uncertain = Role(
      "class_uncertain", "class's uncertainty", ["class_uncertain", "klass_osaker"], unit: "share")
    /// Why a cell has no index.
    package static let status = Role("status", "status", ["status"])
    /// What the index, its percentile and class are measured against: the digest of a reference.
    package static let reference = Role("reference", "reference's digest", ["reference", "referens"])
  }

  /// Zones: polygons with figures, DeSO and the like.
  package enum Zones {
    /// The key that tables are joined on; always named.
    package static let key = Role("key", "zones' key", [], flag: "--key")
  }

  /// What hot spots are looked for in; always named.
  package enum HotSpots {
    /// The values that are compared.
    package static let value = Role("value", "values compared", [], flag: "--field")
    /// What counts are related to.
    package static let exposure = Role("exposure", "exposure of the counts", [], flag: "--exposure")
    /// The values of the period before.
    package static let before = Role("before", "values before", [], flag: "--before")
  }

  /// Areas, municipalities, bases, histories and lists of areas.
  package enum Areas {
    /// The identifier.
    package static let id = Role(
      "id", "identifier", areaNumberHeadings,
      lesser: [
        "desokod", "deso", "regsokod", "regso", "kommunkod", "lan_kod", "lanskod", "kod", "code",
      ], flag: "--id-field")
    /// The name.
    package static let name = Role(
      "name", "name", areaNameHeadings, lesser: ["kommun", "kommunnamn", "lan", "lansnamn", "regso_namn"],
      flag: "--name-field")
    /// The police's class.
    package static let areaClass = Role("class", "class", classHeadings, flag: "--class-field")
    /// Inhabitants, in layers that have them.
    package static let population = Role(
      "population", "population", populationHeadings, unit: "people", flag: "--population-field")
    /// A unit above the areas, by a field of theirs; always named.
    package static let hierarchy = Role("hierarchy", "unit above the areas", [], flag: "--hierarchy")
    /// The first day on which an area holds; always named.
    package static let validFrom = Role("valid_from", "first day of validity", [], flag: "--valid-from-field")
    /// The last day on which an area holds; always named.
    package static let validTo = Role("valid_to", "last day of validity", [], flag: "--valid-to-field")
    /// What areas that are alike have in common; always named.
    package static let peers = Role("peers", "group of likes", [], flag: "--peers-field")
    /// What was measured of units above the areas; always named.
    package static let measure = Role("measure", "measured field", [], flag: "--measure")
    /// The year of an assessment.
    package static let year = Role("year", "year", yearHeadings, flag: "--year-field")
    /// The police region.
    package static let region = Role("region", "police region", ["region", "polisregion"])
    /// The lokalpolisområde.
    package static let lpo = Role("lpo", "lokalpolisområde", ["lpo", "lokalpolisomrade"])
  }

  /// Events of phones: personal data, all of it.
  package enum Events {
    /// What messages may say of a file's values: of no column, since columns may be exchanged.
    package static let privacy = phone.privacy
    /// Who.
    package static let phone = Role(
      "phone", "phone", ["phone", "telefon", "phone_id", "msisdn", "imei", "imsi", "telefonnummer"],
      flag: "--phone-field", privacy: .personal)
    /// When.
    package static let time = Role(
      "timestamp", "time",
      ["timestamp", "ts", "time", "datetime", "tid", "tidpunkt", "datum_tid", "starttid"],
      unit: "local time, or as its offset says", flag: "--time-field", privacy: .personal)
    /// Where, by a station's identifier.
    package static let station = Role(
      "station", "station", ["station", "station_id", "basstation", "bas", "cell_id", "cellid", "site"],
      flag: "--station-field", privacy: .personal)
  }

  /// Base stations.
  package enum Stations {
    /// The identifier that events name.
    package static let station = Role(
      "station", "station", Events.station.headings, lesser: ["id"], privacy: Events.station.privacy)
  }

  /// Points: incidents. Where and when somebody shot is about a person too.
  package enum Points {
    /// What messages may say of a file's values.
    package static let privacy = time.privacy
    /// When.
    package static let time = Role(
      "time", "time", Events.time.headings + ["date", "datum", "handelsetid"],
      unit: "local time, or as its offset says", flag: "--time-field", privacy: .personal)
    /// Of which category.
    package static let category = Role(
      "category", "category",
      ["category", "kategori", "type", "typ", "brottstyp", "brottskod", "crime", "event_type"],
      flag: "--category-field")
    /// Linked to which area; always named.
    package static let link = Role("link", "area that an event is linked to", [], flag: "--link-field")
  }

  /// Coordinates of points, events and stations.
  package enum Coordinates {
    /// What headings say of the coordinates' system.
    package enum System: Sendable {
      /// WGS 84.
      case degrees
      /// SWEREF 99 TM.
      case metres
      /// Nothing: the values decide.
      case unknown
    }

    /// Longitude.
    package static let longitude = Role(
      "lon", "longitude", ["lon", "longitude", "longitud", "long", "lng"], unit: "degrees", flag: "--x-field",
      privacy: .personal)
    /// Latitude.
    package static let latitude = Role(
      "lat", "latitude", ["lat", "latitude", "latitud"], unit: "degrees", flag: "--y-field", privacy: .personal)
    /// Easting.
    package static let easting = Role(
      "e", "easting", ["e", "easting", "sweref_e", "sweref99_e", "ost", "ostkoordinat"], unit: "m",
      flag: "--x-field", privacy: .personal)
    /// Northing.
    package static let northing = Role(
      "n", "northing", ["n", "northing", "sweref_n", "sweref99_n", "nord", "norr", "nordkoordinat"], unit: "m",
      flag: "--y-field", privacy: .personal)
    /// Either axis of either system.
    package static let x = Role("x", "x coordinate", ["x", "x_koord"], flag: "--x-field", privacy: .personal)
    /// Either axis of either system.
    package static let y = Role("y", "y coordinate", ["y", "y_koord"], flag: "--y-field", privacy: .personal)

    /// Pairs that name a place, the better ones first.
    package static let pairs: [(x: Role, y: Role, system: System)] = [
      (longitude, latitude, .degrees), (easting, northing, .metres), (x, y, .unknown),
    ]
  }

  /// Tables of inhabitants by area and period.
  package enum PopulationTable {
    /// The area's identifier.
    package static let id = Role(
      "id", "areas' identifiers", areaNumberHeadings,
      lesser: ["kod", "code", "kommunkod", "area", "class"])
    /// The period.
    package static let period = Role("period", "period", ["period"] + yearHeadings)
    /// Inhabitants.
    package static let population = Role("population", "population", populationHeadings, unit: "people")
  }

  /// Tables of counted events by class and period. What is counted is said by `--counts`, so a plain `count` will do.
  package enum CountTable {
    /// Whom a row is about.
    package static let areaClass = Role(
      "class", "classes", ["class", "klass", "kategori", "category"], lesser: ["id", "area", "omrade"])
    /// Events of the row.
    package static let count = Role(
      "count", "counts", ["count", "antal", "number", "events", "handelser"], unit: "events")
    /// The period.
    package static let period = PopulationTable.period
    /// Events of the whole country.
    package static let national = Role(
      "national", "events of the country", ["national", "riket", "national_total", "total_national", "samtliga"],
      unit: "events")
    /// The share as it was printed.
    package static let percent = Role(
      "percent", "printed share", ["percent", "procent", "andel_procent", "share_percent", "%", "andel"], unit: "%")
    /// Inhabitants.
    package static let population = PopulationTable.population
  }

  /// Tables of counts before and after.
  package enum ComparisonTable {
    /// The area before.
    package static let areaBefore = Role("area_before", "area before", ["area_before"], unit: "events")
    /// The area after.
    package static let areaAfter = Role("area_after", "area after", ["area_after"], unit: "events")
    /// The control before.
    package static let controlBefore = Role("control_before", "control before", ["control_before"], unit: "events")
    /// The control after.
    package static let controlAfter = Role("control_after", "control after", ["control_after"], unit: "events")
    /// The area's inhabitants.
    package static let areaPopulation = Role(
      "area_population", "inhabitants of the area", ["area_population"], unit: "people")
    /// The control's inhabitants.
    package static let controlPopulation = Role(
      "control_population", "inhabitants of the control", ["control_population"], unit: "people")
    /// What the row is called.
    package static let name = Role("name", "name", ["name", "namn"], lesser: ["area", "id", "omrade"])
  }

  /// Answers to questions about areas' problems.
  package enum Answers {
    /// The area.
    package static let area = Role(
      "area", "area", ["area", "omrade"], lesser: areaNumberHeadings + areaNameHeadings, flag: "--area-field")
    /// The year.
    package static let year = Areas.year
    /// The area's class.
    package static let areaClass = Role("class", "class", classHeadings, flag: "--class-field")
    /// The question.
    package static let question = Role(
      "question", "question", ["question", "fraga", "question_id", "fraga_id", "fraga_nr"], flag: "--question-field")
    /// The answer.
    package static let score = Role(
      "score", "score", ["score", "svar", "poang", "varde", "answer", "skattning"], flag: "--score-field")
    /// How much an answer weighs; always named.
    package static let weight = Role("weight", "weight of the answers", [], flag: "--weight-field")
    /// The delområde that a question belongs to.
    package static let group = Role(
      "group", "delområde", ["delomrade", "subarea", "sub_area", "part", "grupp", "group"])
  }

  /// What `rutverk footprint` wrote, read back for a profile.
  package enum Activity {
    /// The area.
    package static let id = Role("id", "identifier", ["id"])
    /// Dygnsavtryck.
    package static let dygnsavtryck = Role("dygnsavtryck", "dygnsavtryck", ["dygnsavtryck"], unit: "phone-days")
    /// Share of the whole.
    package static let share = Role("share", "share", ["share"], unit: "share")
    /// Phones.
    package static let phones = Role("unique_phones", "phones", ["unique_phones"], unit: "phones")
  }

  /// Whether a column of events, points or stations may be called so.
  static func isPersonalHeading(_ heading: String) -> Bool {
    let coordinates = Coordinates.pairs.flatMap { [$0.x, $0.y] }
    return ([Events.phone, Points.time, Stations.station, Points.category] + coordinates).contains {
      $0.isHeading(heading)
    }
  }

  /// The names of all roles whose columns can be named with `--column`.
  package static let names = Set(
    [
      Cells.ruta, Cells.size, Cells.population, Cells.index, Cells.percentile, Cells.areaClass, Cells.children,
      Cells.youth, Cells.overcrowded, Cells.uncertain, Cells.status, Cells.reference,
      Areas.id, Areas.name, Areas.areaClass, Areas.year,
      Areas.region, Areas.lpo, Events.phone, Events.time, Events.station, Points.time, Points.category, Points.link,
      Coordinates.longitude, Coordinates.latitude, Coordinates.easting, Coordinates.northing, PopulationTable.id,
      PopulationTable.period, CountTable.count, CountTable.national, CountTable.percent, ComparisonTable.areaBefore,
      ComparisonTable.areaAfter, ComparisonTable.controlBefore, ComparisonTable.controlAfter,
      ComparisonTable.areaPopulation, ComparisonTable.controlPopulation, Answers.area, Answers.question,
      Answers.score,
      Answers.group, Activity.dygnsavtryck, Activity.share, Activity.phones,
    ].map(\.name)
  ).sorted()
}

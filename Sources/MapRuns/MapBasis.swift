import Cartography
import Columns
import Inputs
import Reports

/// What the classes of a map rest on, as far as the layer and the statistics of its run say: method, definition, reference,
/// what was left out, the data's year.
struct MapBasis {
  /// Whether the cells have the digest of a reference: `rutverk index` or one of its kin wrote them.
  var isOurs = false
  /// Whether the cells have an index.
  var hasIndex = false
  /// Digests of references, at most two.
  var references: [String] = []
  /// Variables of the index that the layer lacks.
  var omitted: [String] = []
  /// The definition's name, from the run's statistics.
  var definition: String?
  /// The year of the data, as the user gave it.
  var year = ""

  /// What a statistics file of `rutverk index` says of it.
  private struct Statistics: Decodable {
    struct Omitted: Decodable { var variable: String }

    var definition: String
    var leftOut: [Omitted]

    private enum CodingKeys: String, CodingKey {
      case definition
      case leftOut = "left_out"
    }
  }

  /// All variables of the index.
  private static let variables = CellFigure.variables.map(\.name) + ["trangboddhet", "unga_0_15", "unga_16_19"]

  /// What columns of those names say.
  init(columns: [String], references digests: TextColumn?) {
    let folded = Set(columns.map { $0.lowercased() })
    hasIndex = folded.contains("index")
    isOurs = digests != nil
    if let digests {
      var found: Set<String> = []
      for row in 0..<digests.count where !digests.isNull(row) && found.count < 2 {
        if !digests[row].isEmpty { found.insert(digests[row]) }
      }
      references = found.sorted()
    }
    if isOurs { omitted = Self.variables.filter { !folded.contains($0) } }
  }

  /// Adds what the statistics JSON at that path says. Throws ``Failure`` for another file.
  mutating func add(statistics path: String) throws {
    let found = try StatisticsFile.decode(
      Statistics.self, json: InputFile.bytes(path), file: path,
      hint: "give the statistics JSON that \"rutverk index --stats FILE.json\" wrote")
    definition = found.definition
    omitted = found.leftOut.map(\.variable)
    isOurs = true
  }

  /// The line, in parts between points.
  func line(_ language: Language) -> String {
    var parts: [String] = []
    if isOurs {
      let own = language.text(
        sv: "Index med rutverks egna vikter och formel, inte polisens",
        en: "Index with rutverk's own weights and formula, not the police's")
      parts.append(
        own + (definition.map { language.text(sv: " (definition \($0))", en: " (definition \($0))") } ?? ""))
      switch references.count {
      case 0: break
      case 1: parts.append(language.text(sv: "relativt referens ", en: "relative to reference ") + references[0])
      default: parts.append(language.text(sv: "flera olika referenser", en: "several references"))
      }
      let names = omitted.map { language.text(Self.label($0)).lowercased() }.joined(separator: ", ")
      parts.append(
        names.isEmpty
          ? language.text(sv: "alla åtta variabler", en: "all eight variables")
          : language.text(sv: "utan ", en: "without ") + names)
    } else {
      parts.append(
        hasIndex
          ? language.text(
            sv: "Index som lagret har det; metod och referens är inte angivna",
            en: "Index as the layer has it; method and reference are not stated")
          : language.text(
            sv: "Klasser som lagret har dem; metoden är inte angiven",
            en: "Classes as the layer has them; the method is not stated"))
    }
    if !year.isEmpty { parts.append(language.text(sv: "uppgifter från \(year)", en: "data of \(year)")) }
    return parts.joined(separator: " · ")
  }

  private static func label(_ variable: String) -> Wording {
    CellFigure.variable(variable.hasPrefix("unga_") ? variable + "_antal" : variable)
  }
}

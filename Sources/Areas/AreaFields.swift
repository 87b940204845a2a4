import Core

/// Which fields of an area layer hold identifier, name and class.
public struct AreaFields: Sendable, Equatable {
  /// Identifier field; nil: the feature's number stands in.
  public var id: String?
  /// Name field.
  public var name: String?
  /// Class field.
  public var areaClass: String?

  private static let idNames = [
    "id", "area_id", "omrade_id", "omradesid", "omr_id", "uo_id", "desokod", "deso", "regsokod", "regso",
    "kommun_kod",
    "kommunkod", "lan_kod", "lanskod", "kod", "code",
  ]
  private static let nameNames = [
    "name", "namn", "area_panel", "omrade", "område", "omradesnamn", "area_name", "kommun", "kommunnamn", "lan",
    "regso_namn",
  ]
  private static let classNames = [
    "class", "klass", "kategori", "category", "type", "typ", "klassning", "bedomning", "bedömning",
  ]

  /// Finds the fields: those that are named must exist, the others are looked for under their usual names.
  ///
  /// - Parameters:
  ///   - names: the layer's fields.
  ///   - file: the layer's file, for messages.
  ///   - id: field of the identifier, nil: found.
  ///   - name: field of the name, nil: found.
  ///   - areaClass: field of the class, nil: found.
  ///   - flagPrefix: what stands before `id-field` and so on in the flags that name them.
  /// - Throws: ``Failure`` (usage) for a named field that the layer does not have.
  public static func find(
    in names: [String], file: String, id: String? = nil, name: String? = nil, areaClass: String? = nil,
    flagPrefix: String = "--"
  ) throws -> AreaFields {
    func pick(_ given: String?, _ known: [String], _ flag: String) throws -> String? {
      if let given {
        if let exact = names.first(where: { $0 == given })
          ?? names.first(where: { $0.lowercased() == given.lowercased() })
        {
          return exact
        }
        throw Failure(
          .usage, "\(flag): there is no such field", file: file, field: given,
          hint: Suggestion.hint(for: given, among: names))
      }
      return known.lazy.compactMap { candidate in names.first { $0.lowercased() == candidate } }.first
    }
    return AreaFields(
      id: try pick(id, idNames, flagPrefix + "id-field"), name: try pick(name, nameNames, flagPrefix + "name-field"),
      areaClass: try pick(areaClass, classNames, flagPrefix + "class-field"))
  }
}

/// Which fields of an area layer hold identifier, name and class.
package struct AreaFields: Sendable, Equatable {
  /// Identifier field; nil: the name, or else the feature's number stands in.
  package var id: String?
  /// Name field.
  package var name: String?
  /// Class field.
  package var areaClass: String?
  /// Fields of the days on which an area holds; none: always.
  package var validity: ValidityColumns

  /// Fields named on the command line; nil: found by their headings.
  package struct Names: Sendable, Codable {
    /// `--id-field`
    package var id: String?
    /// `--name-field`
    package var name: String?
    /// `--class-field`
    package var areaClass: String?
    /// `--valid-from-field` and `--valid-to-field`
    package var validity = ValidityColumns()
    /// What stands before `id-field` and so on in the flags that name them.
    package var flagPrefix = "--"

    /// Fields by name.
    package init(id: String? = nil, name: String? = nil, areaClass: String? = nil) {
      (self.id, self.name, self.areaClass) = (id, name, areaClass)
    }
  }

  /// Finds the fields: those that are named must exist, the others are looked for by their headings.
  ///
  /// - Throws: ``Failure`` (usage) for a named field that the layer does not have.
  package init(_ finder: RoleFinder, names: Names) throws {
    func pick(_ role: Role, _ given: String?) throws -> String? {
      try finder.find(role, given: given, flag: role.flag.map { names.flagPrefix + $0.dropFirst(2) })
    }
    id = try pick(RoleCatalogue.Areas.id, names.id)
    name = try pick(RoleCatalogue.Areas.name, names.name)
    areaClass = try pick(RoleCatalogue.Areas.areaClass, names.areaClass)
    validity = try ValidityColumns(finder, names: names.validity)
  }
}

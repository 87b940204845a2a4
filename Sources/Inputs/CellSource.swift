import Reports

/// A file of cells, or of zones, with people, and how it is to be read.
package struct CellSource: Sendable {
  /// The table or layer.
  package var path: String
  /// The population's column; nil: by its usual names.
  package var populationField: String?
  /// The flag that names that column, for messages.
  package let populationFlag: String
  /// How the file is read.
  package var options: InputOptions
  /// Roles that are read too where a column serves as them, besides those of every layer of cells.
  package var furtherRoles: [Role] = []
  /// Whether nothing is asked but where people are: a zone's `class` may then be a text, say.
  package var isOfPeopleAlone = false
  /// Workers.
  package var threads: Int

  /// A file with how it is read.
  package init(
    _ path: String, populationField: String?, populationFlag: String = "--population-field", options: InputOptions,
    threads: Int
  ) {
    self.populationFlag = populationFlag
    (self.path, self.populationField, self.options, self.threads) = (path, populationField, options, threads)
  }

  /// An opened table of cells or zones and which of its columns serves as what; what a dry run shows.
  package struct Plan {
    /// The cells' table, or the zones' layer.
    package let cells: InputTable
    /// How it names the units.
    package let naming: UnitNaming
    /// Which column serves as what.
    package let roles: [(role: String, column: String)]
  }

  /// Opens the cells and finds the columns; reads no rows.
  package func plan(_ journal: Journal) throws -> Plan {
    let table = try InputTable(path: path, options: options, threads: threads)
    let finder = RoleFinder(table, journal: journal)
    let population = RoleCatalogue.Cells.population
    let naming = try UnitNaming(of: table, options: options, journal: journal)
    var roles = [
      (role: population.name, column: try finder.require(population, given: populationField, flag: populationFlag))
    ]
    for role in isOfPeopleAlone ? [] : CellLayerInput.optionalRoles + furtherRoles {
      if let column = try finder.find(role) { roles.append((role.name, column)) }
    }
    return Plan(cells: table, naming: naming, roles: roles)
  }
}

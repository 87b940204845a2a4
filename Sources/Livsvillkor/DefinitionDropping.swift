import Core

extension Definition {
  /// The definition without these variables; a group left without variables goes too.
  ///
  /// What was left out is added to ``leftOut``. A name that the definition already leaves out is fine; any other
  /// unknown name is a ``Failure`` (usage), and so is leaving nothing over.
  public func dropping(_ names: [String], reason: String = "dropped by --drop") throws -> Definition {
    var result = self
    for name in names {
      if result.leftOut.contains(where: { $0.variable == name }) { continue }
      guard let place = result.variables.firstIndex(where: { $0.name == name }) else {
        throw Failure(
          .usage, "no such variable to drop", value: name,
          hint: Suggestion.hint(for: name, among: variables.map(\.name)))
      }
      result.variables.remove(at: place)
      result.leftOut.append(LeftOut(name, reason: reason))
    }
    if result.variables.isEmpty { throw Failure(.usage, "no variable is left after --drop") }
    let kept = Set(result.variables.map(\.group))
    result.groups.removeAll { !kept.contains($0.name) }
    return result
  }
}

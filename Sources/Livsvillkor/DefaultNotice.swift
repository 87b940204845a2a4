/// What the output says of the standing of weights and formula.
public enum DefaultNotice {
  /// Of the built-in definitions, in Swedish.
  public static let swedish =
    "Vikter och formel är det här projektets egna: polisen har inte publicerat vare sig vikter eller formel. "
    + "Varje del kan ändras i en definitionsfil. Klasser: 1 bäst – 5 sämst."
  /// Of the built-in definitions, in English.
  public static let english =
    "Weights and formula are this project's own: the police has published neither weights nor formula. "
    + "Every part can be changed in a definition file. Classes: 1 best – 5 worst."

  /// Names of the definitions that come with the project.
  public static let builtInNames = ["livsvillkor", "scb", "deso"]

  /// The notice for a definition: the project's own words for a built-in one, else that it is the user's.
  public static func text(for definition: Definition, inSwedish: Bool) -> String {
    if builtInNames.contains(definition.name) { return inSwedish ? swedish : english }
    let last = definition.classes.count
    return inSwedish
      ? "Vikter och formel är definitionen \(definition.name)s egna: polisen har inte publicerat vare sig vikter "
        + "eller formel. Klasser: 1 bäst – \(last) sämst."
      : "Weights and formula are those of the definition \(definition.name): the police has published neither "
        + "weights nor formula. Classes: 1 best – \(last) worst."
  }
}

/// What the output says of the standing of weights and formula.
public enum DefaultNotice {
  /// Of the built-in definitions, in Swedish; the classes are said behind it.
  private static let swedish =
    "Vikter och formel är det här projektets egna: polisen har inte publicerat vare sig vikter eller formel. "
    + "Varje del kan ändras i en definitionsfil."
  /// Of the built-in definitions, in English; the classes are said behind it.
  static let english =
    "Weights and formula are this project's own: the police has published neither weights nor formula. "
    + "Every part can be changed in a definition file."

  /// Names of the definitions that come with the project.
  public static let builtInNames = ["livsvillkor", "scb", "deso"]

  /// The notice for a definition: the project's own words for a built-in one, else that it is the user's.
  public static func text(for definition: Definition, inSwedish: Bool) -> String {
    let last = definition.classes.count
    let classes = inSwedish ? " Klasser: 1 bäst – \(last) sämst." : " Classes: 1 best – \(last) worst."
    if builtInNames.contains(definition.name) { return (inSwedish ? swedish : english) + classes }
    return inSwedish
      ? "Vikter och formel är definitionen \(definition.name)s egna: polisen har inte publicerat vare sig vikter "
        + "eller formel." + classes
      : "Weights and formula are those of the definition \(definition.name): the police has published neither "
        + "weights nor formula." + classes
  }
}

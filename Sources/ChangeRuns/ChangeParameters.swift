import Inputs

/// What `rutverk change` is to do.
package struct ChangeParameters: Sendable {
  /// One vintage: a layer that `rutverk index` wrote.
  package struct Layer: Sendable {
    /// The file.
    package var path: String
    /// How it is read; zones have a key.
    package var options = InputOptions()
    /// Statistics of the run that made it, which say its reference where the layer does not.
    package var statistics: String?
    /// What stands before the layer's flags, `--old` or `--new`.
    package let flag: String

    /// A file, with every option at its default.
    package init(_ path: String, flag: String) { (self.path, self.flag) = (path, flag) }
  }

  /// The old vintage.
  package var old: Layer
  /// The new one.
  package var new: Layer
  /// The area layer; nil: no areas.
  package var areas: String?
  /// Identifier, name and class fields of the areas.
  package var areaFields = AreaFields.Names()
  /// How the areas are read.
  package var areaInput = InputOptions()
  /// Whether each vintage has its own reference, so that percentiles alone are compared.
  package var hasOwnReferences = false
  /// Workers.
  package var threads: Int

  /// A comparison with every option at its default.
  package init(old: String, new: String, threads: Int) {
    self.old = Layer(old, flag: "--old")
    self.new = Layer(new, flag: "--new")
    self.threads = threads
  }
}

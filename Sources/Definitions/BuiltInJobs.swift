import Reports

/// The jobs that rutverk comes with.
package enum BuiltInJobs {
  /// Their names.
  package static let names = ["lagesbild"]

  /// The job of that name, with its words in that language; nil for an unknown name.
  package static func yaml(_ name: String, _ language: Language) -> String? {
    name == "lagesbild" ? LagesbildYAML.text(language) : nil
  }
}

import Reports

/// The jobs that rutverk comes with.
package enum BuiltInJobs {
  /// Their names.
  package static let names = ["lagesbild"]

  /// The job of that name, with its words in that language, on the sample town's files in that folder; nil for an unknown name.
  package static func yaml(_ name: String, _ language: Language, sample: String = ".") -> String? {
    name == "lagesbild" ? LagesbildYAML.text(language, sample: sample) : nil
  }
}

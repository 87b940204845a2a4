/// An input as the statistics name it.
package struct InputRecord: Sendable {
  /// The file as the user named it.
  package var path: String
  /// Rows or features read; nil for a file that has none.
  package var features: Int?

  /// An input of so many features.
  package init(path: String, features: Int?) {
    (self.path, self.features) = (path, features)
  }
}

import Columns

/// What a value of a document may be: of it JSON Schemas are made.
package indirect enum JSONShape: Sendable {
  case text
  /// A day, `2021-03-01`.
  case date
  case integer
  case number
  case flag
  /// A text that is one of these.
  case oneOf([String])
  case list(JSONShape)
  /// An object that has these keys and no other.
  case object([JSONKey])
  /// An object that has these keys and others, whose values are such.
  case open([JSONKey], JSONShape)
  /// An object whose keys are names out of the data, such as classes.
  case named(JSONShape)
  /// What it is, or null.
  case maybe(JSONShape)
  /// A number, a text or null.
  case scalar
  /// Anything.
  case any

  /// A number where there is one: what cannot be had is null.
  package static let figure = JSONShape.maybe(.number)
  /// A whole number where there is one.
  package static let count = JSONShape.maybe(.integer)
  /// A text where there is one.
  package static let word = JSONShape.maybe(.text)
}

/// A key of an object.
package struct JSONKey: Sendable {
  /// Its name.
  package let name: String
  /// What its value may be.
  package let shape: JSONShape
  /// What it says, in English; nil where the name does.
  package let words: String?
  /// How people see it; nil where nothing but its name is known.
  package var look: FieldLook?
  /// Whether every such object has it.
  package var isRequired = true

  /// A key that every such object has.
  package static func key(_ name: String, _ shape: JSONShape, _ words: String? = nil) -> JSONKey {
    JSONKey(name: name, shape: shape, words: words)
  }

  /// A key that some have: those of runs that were asked for it.
  package static func optional(_ name: String, _ shape: JSONShape, _ words: String? = nil) -> JSONKey {
    JSONKey(name: name, shape: shape, words: words, isRequired: false)
  }
}

extension [JSONKey] {
  /// The same keys, which an object may lack.
  package var optional: [JSONKey] {
    map { JSONKey(name: $0.name, shape: $0.shape, words: $0.words, look: $0.look, isRequired: false) }
  }
}

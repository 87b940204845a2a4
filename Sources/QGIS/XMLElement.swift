import Core

/// An element of an XML document that is built whole and then written.
package struct XMLElement: Sendable, Equatable {
  /// Its name, which must be one in XML.
  package let name: String
  /// Attributes in the order in which they are written.
  package private(set) var attributes: [(name: String, value: String)]
  /// Elements in it.
  package private(set) var children: [XMLElement]
  /// Text in it, before the elements.
  package let text: String

  /// An element; values and text are escaped when it is written.
  package init(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String = "",
    _ children: [XMLElement] = []
  ) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    (self.children, self.text) = (children, text)
  }

  /// The element with further attributes.
  func with(_ more: KeyValuePairs<String, String>) -> XMLElement {
    var copy = self
    copy.attributes += more.map { ($0.key, $0.value) }
    return copy
  }

  /// The element with further children behind the others.
  func adding(_ more: [XMLElement]) -> XMLElement {
    var copy = self
    copy.children += more
    return copy
  }

  /// The element as text: two spaces a level, UTF-8 assumed, a line feed at the end.
  package var document: String {
    var result = ""
    write(to: &result, indent: "")
    return result
  }

  private func write(to result: inout String, indent: String) {
    result += indent + "<" + name
    for attribute in attributes {
      result += " \(attribute.name)=\"\(MarkupText.escaped(attribute.value, lineBreaks: true))\""
    }
    if children.isEmpty {
      result += text.isEmpty ? "/>\n" : ">\(MarkupText.escaped(text, lineBreaks: true))</\(name)>\n"
      return
    }
    result += ">\(MarkupText.escaped(text, lineBreaks: true))\n"
    for child in children { child.write(to: &result, indent: indent + "  ") }
    result += "\(indent)</\(name)>\n"
  }

  /// Equal in name, attributes, text and children.
  package static func == (a: XMLElement, b: XMLElement) -> Bool {
    a.name == b.name && a.text == b.text && a.children == b.children
      && a.attributes.elementsEqual(b.attributes) { $0 == $1 }
  }
}

import Reports

/// Keys that statistics of several commands have.
extension [JSONKey] {
  /// Which area.
  package static let identity: [JSONKey] = [.key("id", .text), .key("name", .word), .areaClass]

  /// Which ground two areas share: who keeps it, who loses it.
  package static let overlap: [JSONKey] = [
    .key("first", .text, "The area that keeps the ground"), .key("first_name", .text), .key("first_class", .word),
    .key("second", .text, "The area that loses it"), .key("second_name", .text), .key("second_class", .word),
    .key("area_m2", .figure),
  ]
}

extension JSONKey {
  /// The class of an area or of a line.
  package static let areaClass = JSONKey.key("class", .word, "Code of the class; null: without one")
}

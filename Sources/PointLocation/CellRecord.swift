/// What a cell knows that cannot tell its polygon at once, in 32-bit words side by side; written by ``RecordWriter``.
///
/// Three layouts, all with the number of the record's words in the second one:
///
/// - A cell with a polygon on one side of its border and another, or none, on the other, which is nearly every cell that a
///   border crosses, alone or between neighbours that share it: ``twoSides`` and the number of chains; the length; the two
///   polygons' heads (the second may be ``nobody``); the chains of the first (``RoundedChains``).
/// - Any other: the number of items; the length; then the items by ascending polygon, each with its polygon's head, the
///   number of the item's words, the number of chains, and the chains. An item without chains covers the whole cell.
/// - A cell with many edges: ``strips`` and the number of strips of equal height that it is cut into from south to north, a
///   power of two; the length, without the strips; then for each strip how many words behind the record's start its own
///   record begins, which is one of the above, the strip taken as a cell.
///
/// A polygon's head is its number doubled, plus 1 where the cell's south-west corner is inside.
enum CellRecord {
  /// In a record's first word.
  static let twoSides: UInt32 = 1 << 31
  /// In a record's first word.
  static let strips: UInt32 = 1 << 30
  /// On the other side of the border is no polygon.
  static let nobody = UInt32.max
  /// Where the chains of a record with two sides stand.
  static let sideChains = 4
  /// Where the first item, or the first strip, stands.
  static let items = 2
  /// Where an item's chains stand.
  static let itemChains = 3
}

/// What a sheet is drawn into.
package enum DrawingFormat: Sendable, Equatable {
  /// Pixels: so many wide and high, and so many a millimetre.
  case png(widthPixels: Int, heightPixels: Int, pixelsPerMillimetre: Double)
  /// A page of that size, mm.
  case pdf(widthMillimetres: Double, heightMillimetres: Double)
  /// A picture of that size, mm.
  case svg(widthMillimetres: Double, heightMillimetres: Double)
}

/// What a document says of itself.
package struct DrawingMetadata: Sendable {
  /// Its title.
  package var title: String
  /// What it shows, in words: for readers that cannot see it, and for searching.
  package var summary: String
  /// Day of making as `YYYY-MM-DD`; nil writes a fixed one, since the clock would change the bytes.
  package var date: String?
  /// Where a part of a page lies on the ground; kept in PDF alone.
  package var ground: PDFGround?
  /// Bookmarks of a PDF: their words and their places from the page's upper left corner, mm.
  package var bookmarks: [(title: String, x: Double, y: Double)] = []

  /// A document's title, summary and date.
  package init(title: String, summary: String, date: String? = nil) {
    (self.title, self.summary, self.date) = (title, summary, date)
  }
}

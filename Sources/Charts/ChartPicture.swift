import Core
import Drawing

/// What a chart can be drawn as.
package enum ChartFormat: String, Sendable, CaseIterable {
  case svg
  case png
  case pdf

  /// The endings, for messages: `.svg, .png, .pdf`.
  package static var endings: String { allCases.map { "." + $0.rawValue }.joined(separator: ", ") }
}

extension LineChart {
  private static let pixelsPerMillimetre = 200 / 25.4

  /// The chart as a document, the same bytes each time. PNG has 200 pixels an inch.
  ///
  /// - Throws: ``Failure`` (software) where cairo or a font is lacking, (usage) where there are too many panels for a sheet.
  package func picture(_ format: ChartFormat) throws -> [UInt8] {
    let painter = ChartPainter(self)
    let (width, height) = (painter.layout.width, painter.layout.height)
    let drawing: DrawingFormat =
      switch format {
      case .svg: .svg(widthMillimetres: width, heightMillimetres: height)
      case .pdf: .pdf(widthMillimetres: width, heightMillimetres: height)
      case .png:
        .png(
          widthPixels: Int((width * Self.pixelsPerMillimetre).rounded()),
          heightPixels: Int((height * Self.pixelsPerMillimetre).rounded()),
          pixelsPerMillimetre: Self.pixelsPerMillimetre)
      }
    let sheet = try DrawingSheet(drawing, metadata: DrawingMetadata(title: title, summary: summary))
    try sheet.checkFont()
    painter.paint(on: sheet)
    return try sheet.finish()
  }

  /// What it shows, in words, for who cannot see it: each panel's own line.
  private var summary: String {
    let panels = rows.flatMap { row in
      row.panels.map { panel in
        let own = panel.lines.first { $0.role == .own }?.points ?? []
        let values = zip(periods, own).compactMap { period, point -> String? in
          guard let point, !period.label.isEmpty else { return nil }
          let label = period.isPartial && !period.extent.isEmpty ? "\(period.label) (\(period.extent))" : period.label
          return "\(label): \(language.number(point.value, decimals: 3))"
        }
        return ([row.title, panel.title].filter { !$0.isEmpty } + [panel.note]).joined(separator: ", ")
          + (values.isEmpty ? "" : ": " + values.joined(separator: "; "))
      }
    }
    return ([subtitle] + panels).joined(separator: ". ") + "."
  }
}

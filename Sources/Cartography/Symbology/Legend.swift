import Areas
import Geometry

/// One line of a legend: a symbol and its words.
package struct LegendEntry: Sendable, Equatable {
  /// What is shown.
  package enum Symbol: Sendable, Equatable {
    /// A square of a class's colour.
    case fill(Colour)
    /// A square of a size by the people in it: share of a whole one's side, and its side on the map, mm.
    case square(Colour, share: Double, sideMillimetres: Double)
    /// A hatched square; where the hatch has no background, over `over`.
    case hatch(Hatch, over: Colour?)
    /// A piece of an area's outline.
    case outline(AreaStyle)
    /// The mark of areas that are too small for an outline.
    case mark(AreaStyle)
    /// A ring of that radius, mm.
    case ring(RingStyle, radiusMillimetres: Double)
    /// A piece of a base polygon's border.
    case border(LineStyle)
  }

  /// What is shown.
  package var symbol: Symbol
  /// What it means.
  package var label: String

  /// A line of a legend.
  package init(_ symbol: Symbol, _ label: String) {
    (self.symbol, self.label) = (symbol, label)
  }
}

/// Lines of a legend under a heading.
package struct LegendGroup: Sendable, Equatable {
  /// The heading.
  package var title: String
  /// A remark under it; empty for none.
  package var remark: String
  /// The lines.
  package var entries: [LegendEntry]
}

/// The whole legend of a map, in the order of reading.
package struct Legend: Sendable, Equatable {
  /// Its groups; none is empty.
  package var groups: [LegendGroup]

  /// A legend of what `contents` holds: classes with the cells, kinds of area, three sizes of ring.
  ///
  /// - Parameters:
  ///   - marked: for each area, whether it is drawn as a mark; empty: none is.
  ///   - rings: the cells that get rings, where those that are drawn are gathered in squares; nil: those of `contents`.
  ///   - metresPerMillimetre: the map's scale; needed for the sizes of squares that cells are gathered in.
  ///   - aggregateMetres: side of the squares that cells are gathered in; nil where they are drawn themselves.
  package init(
    _ symbology: Symbology, _ contents: MapContents, marked: [Bool] = [], rings: MapCells? = nil,
    aggregateMetres: Int32? = nil,
    metresPerMillimetre: Double = 0, _ words: MapWords,
    isSeen: (MultiPolygon) -> Bool = { _ in true }
  ) {
    groups = []
    if let cells = contents.cells, !cells.isEmpty {
      let count = symbology.classColours.count
      var entries: [LegendEntry] = []
      if cells.hasClasses {
        entries = symbology.classColours.enumerated().map { i, colour in
          LegendEntry(.fill(colour), words.classLabel(i + 1, of: count))
        }
      }
      if cells.hasCellsWithoutIndex, cells.withheld.count(where: { $0 }) < cells.classes.count(where: { $0 == 0 }) {
        entries.append(LegendEntry(.hatch(symbology.noIndex, over: nil), words.noIndex))
      }
      if let figure = words.figure, cells.withheld.contains(true) {
        entries.append(LegendEntry(.hatch(symbology.withheld, over: nil), figure.withheld))
      }
      if cells.hasUncertain {
        let middle = symbology.classColours.isEmpty ? nil : symbology.classColours[count / 2]
        entries.append(LegendEntry(.hatch(symbology.uncertain, over: middle), words.uncertain))
      }
      groups.append(
        LegendGroup(title: words.livingConditions, remark: words.remark(count, aggregateMetres), entries: entries))
      if let aggregateMetres, !cells.drawnShares.isEmpty, metresPerMillimetre > 0 {
        let side = Double(aggregateMetres) / metresPerMillimetre
        let ink = Colour(hex: 0x707070)
        groups.append(
          LegendGroup(
            title: words.squareSizes, remark: words.squareSizesRemark,
            entries: SquareSize.steps.indices.map { i in
              LegendEntry(
                .square(ink, share: SquareSize.steps[i].share, sideMillimetres: side), words.squareSize(i))
            }))
      }
    }
    if let areas = contents.areas {
      let entries = areas.set.classes.enumerated().flatMap { rank, areaClass -> [LegendEntry] in
        guard let style = symbology.areaStyle(of: areaClass) else { return [] }
        let members = areas.set.membersByClass[rank]
        let hasMarks = !marked.isEmpty && members.contains { marked[$0] }
        // A class without any area in sight keeps its outline.
        let isOutlined = !hasMarks || members.contains { !marked[$0] && isSeen(areas.set.areas[$0].polygon) }
        return (isOutlined ? [LegendEntry(.outline(style), style.label)] : [])
          + (hasMarks ? [LegendEntry(.mark(style), isOutlined ? words.small(style.label) : style.label)] : [])
      }
      if !entries.isEmpty { groups.append(LegendGroup(title: words.areas, remark: "", entries: entries)) }
    }
    let style = symbology.ring
    if let cells = rings ?? contents.cells,
      cells.rings(symbology.ringRule).contains(where: { $0.young >= style.leastNumber })
    {
      let entries = style.legendNumbers.map { number in
        LegendEntry(
          .ring(style, radiusMillimetres: style.radiusMillimetres(number)), words.language.number(number, decimals: 0)
        )
      }
      groups.append(
        LegendGroup(
          title: words.rings, remark: words.ringRule(symbology.ringRule, least: style.leastNumber), entries: entries))
    }
  }
}

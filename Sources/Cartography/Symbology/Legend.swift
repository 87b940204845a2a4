import Areas

/// One line of a legend: a symbol and its words.
package struct LegendEntry: Sendable, Equatable {
  /// What is shown.
  package enum Symbol: Sendable, Equatable {
    /// A square of a class's colour.
    case fill(Colour)
    /// A hatched square; where the hatch has no background, over `over`.
    case hatch(Hatch, over: Colour?)
    /// A piece of an area's outline.
    case outline(AreaStyle)
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
  package init(_ symbology: Symbology, _ contents: MapContents, _ words: MapWords) {
    groups = []
    if let cells = contents.cells, !cells.isEmpty {
      let count = symbology.classColours.count
      var entries: [LegendEntry] = []
      if cells.hasClasses {
        entries = symbology.classColours.enumerated().map { i, colour in
          LegendEntry(.fill(colour), words.classLabel(i + 1, of: count))
        }
      }
      if cells.hasCellsWithoutIndex {
        entries.append(LegendEntry(.hatch(symbology.noIndex, over: nil), words.noIndex))
      }
      if cells.hasUncertain {
        let middle = symbology.classColours.isEmpty ? nil : symbology.classColours[count / 2]
        entries.append(LegendEntry(.hatch(symbology.uncertain, over: middle), words.uncertain))
      }
      groups.append(LegendGroup(title: words.livingConditions, remark: words.direction(count), entries: entries))
    }
    if let areas = contents.areas {
      let entries = areas.set.classes.compactMap { symbology.areaStyle(of: $0) }
        .map { LegendEntry(.outline($0), $0.label) }
      if !entries.isEmpty { groups.append(LegendGroup(title: words.areas, remark: "", entries: entries)) }
    }
    if let cells = contents.cells, !cells.rings(symbology.ringRule).isEmpty {
      let style = symbology.ring
      let entries = style.legendNumbers.map { number in
        LegendEntry(
          .ring(style, radiusMillimetres: style.radiusMillimetres(number)), words.language.number(number, decimals: 0)
        )
      }
      groups.append(
        LegendGroup(title: words.rings, remark: words.ringRule(symbology.ringRule), entries: entries))
    }
  }
}

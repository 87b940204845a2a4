import Reports

/// Lines over time with their intervals in panels beside each other: what is drawn, not yet where.
package struct LineChart: Sendable, Equatable {
  /// What a line stands for: it decides its colour, dash and width.
  package enum Role: Int, Sendable, CaseIterable {
    /// What the panel is about.
    case own
    /// The unit above.
    case unit
    /// A group of likes.
    case peers
    /// The country.
    case country
  }

  /// A value and its interval; limits that are NaN are not drawn.
  package struct Point: Sendable, Equatable {
    package let value: Double
    package let low: Double
    package let high: Double

    /// A value with the limits of its interval.
    package init(value: Double, low: Double, high: Double) { (self.value, self.low, self.high) = (value, low, high) }
  }

  /// A line: one point a period, nil where there is none.
  package struct Line: Sendable, Equatable {
    package let role: Role
    package let points: [Point?]

    /// A line of that role.
    package init(_ role: Role, _ points: [Point?]) { (self.role, self.points) = (role, points) }
  }

  /// Lines on one pair of axes.
  package struct Panel: Sendable, Equatable {
    /// What it is about.
    package let title: String
    /// What stands small beside it: how many events.
    package let note: String
    package let lines: [Line]

    /// A panel.
    package init(title: String, note: String, lines: [Line]) {
      (self.title, self.note, self.lines) = (title, note, lines)
    }
  }

  /// Panels beside each other, on one scale.
  package struct Row: Sendable, Equatable {
    /// What its panels have in common: a category; empty: nothing stands over it.
    package let title: String
    package let panels: [Panel]

    /// A row.
    package init(title: String, panels: [Panel]) { (self.title, self.panels) = (title, panels) }
  }

  /// A period.
  package struct Period: Sendable, Equatable {
    /// What stands under it; empty: nothing.
    package let label: String
    /// What stands under that: how long a shortened period is.
    package let extent: String
    /// Whether it is shorter than its name says.
    package let isPartial: Bool

    /// A period.
    package init(label: String, extent: String, isPartial: Bool) {
      (self.label, self.extent, self.isPartial) = (label, extent, isPartial)
    }
  }

  package var title: String
  /// What is measured, in which unit.
  package var subtitle: String
  package var rows: [Row]
  package var periods: [Period]
  /// What each role is called in the legend; roles without a name are not told.
  package var names: [Role: String]
  /// What the mark of shortened periods is called.
  package var partialName: String
  /// What stands under the panels.
  package var notes: [String]
  /// What stands there where panels have scales of their own.
  package var scaleNote: String
  /// Whether all rows have the same scale; else each its own.
  package var hasOneScale = false
  package var language: Language

  /// A chart without rows.
  package init(title: String, subtitle: String, language: Language) {
    (self.title, self.subtitle, self.language) = (title, subtitle, language)
    (rows, periods, names, partialName, notes, scaleNote) = ([], [], [:], "", [], "")
  }

  /// Roles that some line has, in their order.
  var roles: [Role] {
    Role.allCases.filter { role in rows.contains { $0.panels.contains { $0.lines.contains { $0.role == role } } } }
  }
}

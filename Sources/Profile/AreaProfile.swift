import Areas
import Geometry

/// All that is known of one area.
package struct AreaProfile: Sendable {
  /// What the area shared its outline or name with in an earlier layer.
  package struct HistoryEntry: Sendable, Equatable {
    /// The year, as the layer says it.
    package var year: String
    /// The area's name that year.
    package var name: String
    /// Its class that year; nil where the layer has none for it.
    package var areaClass: AreaClass?
    /// Part of the present area's ground that lay in it, 0–1.
    package var sharedGround: Double
    /// Whether it was found by its name; else by its ground.
    package var isSameName: Bool

    /// An entry of one year.
    package init(year: String, name: String, areaClass: AreaClass?, sharedGround: Double, isSameName: Bool) {
      self.year = year
      self.name = name
      self.areaClass = areaClass
      self.sharedGround = sharedGround
      self.isSameName = isSameName
    }
  }

  /// The municipality that holds most of the area.
  package struct Municipality: Sendable {
    /// Its name.
    package var name: String
    /// Part of the area that lies in it, 0–1.
    package var sharedGround: Double
    /// Its ground without the area.
    package var rest: GroundSummary
    /// Its outline.
    package var polygon: MultiPolygon

    /// A municipality with what it holds besides the area.
    package init(name: String, sharedGround: Double, rest: GroundSummary, polygon: MultiPolygon) {
      (self.name, self.sharedGround, self.rest, self.polygon) = (name, sharedGround, rest, polygon)
    }
  }

  /// Phone activity, as `rutverk footprint` counted it; nil where withheld.
  package struct Activity: Sendable, Equatable {
    /// Dygnsavtryck in the area.
    package var dygnsavtryck: Double?
    /// Share of all dygnsavtryck, 0–1.
    package var share: Double?
    /// Phones that were active in the area.
    package var uniquePhones: Double?
    /// All phone-days of the run (n); nil where the file does not say.
    package var phoneDays: Double?

    /// Activity as a file says it.
    package init(dygnsavtryck: Double?, share: Double?, uniquePhones: Double?, phoneDays: Double?) {
      self.dygnsavtryck = dygnsavtryck
      self.share = share
      self.uniquePhones = uniquePhones
      self.phoneDays = phoneDays
    }
  }

  /// Events of one period, as `rutverk incidents` counted them.
  package struct IncidentCount: Sendable, Equatable {
    /// The period; nil: all together.
    package var period: String?
    /// Events in the area.
    package var count: Int?
    /// All events of the period (n).
    package var events: Int?
    /// Share of them, 0–1.
    package var share: Double?
    /// Events per 1,000 inhabitants.
    package var ratePer1000: Double?
    /// Its 95 % interval.
    package var rateLimits: (low: Double, high: Double)?
    /// Months and days of the period that count, where these are not all of it.
    package var part: (months: Double, days: Int)?

    package static func == (a: IncidentCount, b: IncidentCount) -> Bool {
      (a.period, a.count, a.events, a.share, a.ratePer1000) == (b.period, b.count, b.events, b.share, b.ratePer1000)
        && a.rateLimits?.low == b.rateLimits?.low && a.rateLimits?.high == b.rateLimits?.high
        && a.part?.months == b.part?.months && a.part?.days == b.part?.days
    }

    /// Counts as a file says them.
    package init(period: String?, count: Int?, events: Int?, share: Double?, ratePer1000: Double?) {
      self.period = period
      self.count = count
      self.events = events
      self.share = share
      self.ratePer1000 = ratePer1000
    }
  }

  /// The area.
  package var area: Area
  /// Ellipsoidal area, km².
  package var km2: Double
  /// Average distance between inhabitants, metres; NaN without people.
  package var spacingMetres: Double
  /// Its own figures.
  package var ground: GroundSummary
  /// What it consists of, compared with all cells; nil without an index.
  package var drivers: Drivers?
  /// The municipality; nil where none was given or none holds it.
  package var municipality: Municipality?
  /// Entries by year; nil where no history was given.
  package var history: [HistoryEntry]?
  /// Phone activity; nil where none was given or the file lacks the area.
  package var activity: Activity?
  /// Events, all together first; nil where none were given or the file lacks the area.
  package var incidents: [IncidentCount]?

  /// An area with its own figures.
  package init(area: Area, km2: Double, spacingMetres: Double, ground: GroundSummary, drivers: Drivers?) {
    self.area = area
    self.km2 = km2
    self.spacingMetres = spacingMetres
    self.ground = ground
    self.drivers = drivers
  }

  /// What people call the area: its name, else its identifier.
  package var title: String { area.title }
}

/// What all profiles of a run have in common.
package struct ProfileContext: Sendable {
  /// The cells.
  package var layer: ProfileLayer
  /// All cells.
  package var whole: GroundSummary
  /// What all cells are called in tables; nil: just that.
  package var wholeName: String?
  /// Bins of the index over all cells; nil without an index.
  package var bins: IndexBins?
  /// Files, for the foot: what they hold and their names.
  package var sources: [(what: Source, file: String)]
  /// Variables of the definition that the cells lack.
  package var missingVariables: [String]
  /// What is said of the standing of the index's weights and formula.
  package var definitionNotice: String

  /// What a file holds.
  package enum Source: String, Sendable {
    case cells
    case areas
    case municipalities
    case history
    case footprint
    case incidents
  }

  /// A context; the whole and the bins are worked out from the layer.
  package init(
    layer: ProfileLayer, wholeName: String?, sources: [(what: Source, file: String)], missingVariables: [String] = [],
    definitionNotice: String
  ) {
    self.layer = layer
    self.wholeName = wholeName
    self.sources = sources
    self.missingVariables = missingVariables
    self.definitionNotice = definitionNotice
    whole = GroundSummary(whole: layer)
    bins = whole.distribution.range.map { IndexBins(low: $0.low, high: $0.high) }
  }
}

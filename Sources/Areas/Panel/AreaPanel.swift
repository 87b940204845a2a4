import Core

/// Assessments of several years, and which area is which through them.
///
/// An area is followed from each year to the next. One that was away for a year or more is looked for among those that
/// were there last; so a change from one year to the next is what ``AreaDiff`` finds between the two.
public struct AreaPanel: Sendable {
  /// An area in one year's assessment.
  public struct Appearance: Sendable, Equatable {
    /// Its index in the year's list.
    public var area: Int
    /// What it was matched to its last appearance by; nil for the first one.
    public var key: AreaMatching.Key?
  }

  /// The years, ascending.
  public let years: [Int]
  /// Each year's areas, in the order of their list.
  public let areas: [[Area]]
  /// One area through the years a row, by first appearance: where it stands in each year's list, nil where it does not.
  public let tracks: [[Appearance?]]
  /// The track of each area of each year.
  public let trackOf: [[Int]]
  /// The classes of the areas that are listed in any year, most severe first; nil for areas without a class.
  public let classes: [AreaClass?]
  /// Names that stand more than once among unmatched areas and so could not match anything, ascending.
  public let ambiguousNames: [String]

  /// Some areas of one year.
  public struct Side: Sendable {
    /// Index of the year.
    public var year: Int
    /// The areas.
    public var areas: [Area]
  }

  /// Follows the areas.
  ///
  /// - Parameters:
  ///   - years: the years, ascending, each once.
  ///   - areas: each year's areas.
  ///   - match: matches areas of an earlier year with those of a later one.
  public init(
    years: [Int], areas: [[Area]], match: (_ old: Side, _ new: Side) throws -> AreaMatching
  ) rethrows {
    var tracks: [[Appearance?]] = []
    var trackOf: [[Int]] = []
    var last: [Int] = []
    var ambiguous: Set<String> = []
    for year in years.indices {
      var found = [Int?](repeating: nil, count: areas[year].count)
      func put(_ track: Int, _ area: Int, _ key: AreaMatching.Key?) {
        found[area] = track
        last[track] = year
        tracks[track][year] = Appearance(area: area, key: key)
      }
      for before in (0..<year).reversed() {
        let olds = trackOf[before].enumerated().filter { last[$0.element] == before }
        let news = found.indices.filter { found[$0] == nil }
        if olds.isEmpty || news.isEmpty { continue }
        let matching = try match(
          Side(year: before, areas: olds.map { areas[before][$0.offset] }),
          Side(year: year, areas: news.map { areas[year][$0] }))
        ambiguous.formUnion(matching.ambiguousNames)
        for one in matching.matches { put(olds[one.old].element, news[one.new], one.key) }
      }
      for area in found.indices where found[area] == nil {
        tracks.append([Appearance?](repeating: nil, count: years.count))
        last.append(year)
        put(tracks.count - 1, area, nil)
      }
      trackOf.append(found.compactMap { $0 })
    }
    (self.years, self.areas, self.tracks, self.trackOf) = (years, areas, tracks, trackOf)
    classes = AreaSet(areas.flatMap { $0 }.filter { !$0.isCalledNotAssessed }).classes
    ambiguousNames = ambiguous.sorted()
  }

  /// The area of a track in a year; nil where the year's list has none.
  public func area(_ track: Int, _ year: Int) -> Area? { tracks[track][year].map { areas[year][$0.area] } }

  /// Whether the area is listed in a year: there, and not called *ej utsatt*.
  public func isListed(_ track: Int, _ year: Int) -> Bool {
    area(track, year).map { !$0.isCalledNotAssessed } ?? false
  }

  /// Index of each year in which the area is listed, ascending.
  public func listed(_ track: Int) -> [Int] { years.indices.filter { isListed(track, $0) } }

  /// The area as it was listed last; nil for one that never was.
  public func latest(_ track: Int) -> Area? { listed(track).last.flatMap { area(track, $0) } }

  /// Index of the first year of the unbroken row of assessments, up to `year`, that list the area; nil where `year` does not.
  public func listedSince(_ track: Int, _ year: Int) -> Int? {
    guard isListed(track, year) else { return nil }
    return (0...year).reversed().prefix { isListed(track, $0) }.last
  }

  /// Indices of a year's areas that are listed, in the order of its list.
  public func listed(inYear year: Int) -> [Int] {
    areas[year].indices.filter { !areas[year][$0].isCalledNotAssessed }
  }
}

extension AreaPanel {
  /// What became of areas from one year to a later one.
  public struct Transition: Sendable {
    /// Index of the earlier year.
    public let from: Int
    /// Index of the later year.
    public let to: Int
    /// The areas that either year lists, by track, with what became of them.
    public let changes: [(track: Int, status: AreaChange.Status)]
    /// Number of areas by earlier class (row) and later class (column), in the order of the panel's ``AreaPanel/classes``;
    /// the last row and column are for areas that the year does not list.
    public let matrix: [[Int]]

    /// Areas that changed in that way.
    public func count(_ status: AreaChange.Status) -> Int { changes.count { $0.status == status } }
  }

  /// What became of an area between two years; nil where neither lists it.
  public func status(_ track: Int, from: Int, to: Int) -> AreaChange.Status? {
    switch (isListed(track, from), isListed(track, to)) {
    case (false, false): nil
    case (false, true): .added
    case (true, false): .removed
    case (true, true):
      area(track, from)?.areaClass == area(track, to)?.areaClass ? .unchanged : .reclassified
    }
  }

  /// What became of areas between two years, given by their indices.
  public func transition(from: Int, to: Int) -> Transition {
    let changes = tracks.indices.compactMap { track in
      status(track, from: from, to: to).map { (track: track, status: $0) }
    }
    var matrix = [[Int]](repeating: [Int](repeating: 0, count: classes.count + 1), count: classes.count + 1)
    for one in changes { matrix[rank(one.track, from)][rank(one.track, to)] += 1 }
    return Transition(from: from, to: to, changes: changes, matrix: matrix)
  }

  /// Those between every year and the next.
  public var steps: [Transition] { years.indices.dropFirst().map { transition(from: $0 - 1, to: $0) } }

  private func rank(_ track: Int, _ year: Int) -> Int {
    guard isListed(track, year), let area = area(track, year) else { return classes.count }
    return classes.firstIndex(of: area.areaClass) ?? classes.count
  }

  /// How many areas are listed in so many of the years (index 0: in one), and how many of them in the last one too.
  public var persistence: [(areas: Int, inLast: Int)] {
    var counts = [(areas: Int, inLast: Int)](repeating: (0, 0), count: years.count)
    for track in tracks.indices {
      let listed = listed(track)
      guard let last = listed.last else { continue }
      counts[listed.count - 1].areas += 1
      if last == years.count - 1 { counts[listed.count - 1].inLast += 1 }
    }
    return counts
  }
}

import Geometry

/// How far a border has moved between two outlines of one area.
public struct BorderChange: Sendable, Equatable {
  /// Ground that only the new outline holds, square metres.
  public var gainedSquareMetres: Double
  /// Ground that only the old outline holds, square metres.
  public var lostSquareMetres: Double
  /// The symmetric difference over the mean length of the two borders: by how many metres the border has moved on average.
  public var meanShiftMetres: Double

  /// The symmetric difference, square metres.
  public var movedSquareMetres: Double { gainedSquareMetres + lostSquareMetres }

  /// The change from one outline to the other.
  ///
  /// - Parameters:
  ///   - old: the earlier outline, valid, metres.
  ///   - new: the later one.
  ///   - sharedSquareMetres: planar area of their intersection.
  public init(old: MultiPolygon, new: MultiPolygon, sharedSquareMetres: Double) {
    if old == new {
      (gainedSquareMetres, lostSquareMetres, meanShiftMetres) = (0, 0, 0)
      return
    }
    gainedSquareMetres = max(0, new.planarArea - sharedSquareMetres)
    lostSquareMetres = max(0, old.planarArea - sharedSquareMetres)
    let border = (Self.length(old) + Self.length(new)) / 2
    meanShiftMetres = border > 0 ? (gainedSquareMetres + lostSquareMetres) / border : 0
  }

  /// Length of all rings, holes included, metres.
  private static func length(_ polygon: MultiPolygon) -> Double {
    var total = 0.0
    for ring in polygon.ringEnds.indices {
      for i in polygon.vertices(ofRing: ring).dropFirst() {
        let (dx, dy) = (polygon.x[i] - polygon.x[i - 1], polygon.y[i] - polygon.y[i - 1])
        total += (dx * dx + dy * dy).squareRoot()
      }
    }
    return total
  }
}

/// What has become of one area.
public struct AreaChange: Sendable, Equatable {
  /// The kind of change of the assessment. A border that moved does not count here: see ``AreaChange/border``.
  public enum Status: String, Sendable, CaseIterable {
    /// Only in the new list, or *ej utsatt* in the old one.
    case added
    /// Only in the old list, or *ej utsatt* in the new one.
    case removed
    /// In both, in different classes.
    case reclassified
    /// In both, in the same class.
    case unchanged
  }

  /// The kind of change.
  public var status: Status
  /// Place in the old list; nil where it is not there.
  public var old: Int?
  /// Place in the new list; nil where it is not there.
  public var new: Int?
  /// What the two were matched by; nil for an area of one list only.
  public var key: AreaMatching.Key?
  /// Class before; nil: none, or not assessed.
  public var oldClass: AreaClass?
  /// Class now; nil: none, or not assessed.
  public var newClass: AreaClass?
  /// How far the border has moved; nil unless both lists have an outline of it.
  public var border: BorderChange?
}

/// Two lists of areas compared: what was added, removed and reclassified, and how classes turned into one another.
public struct AreaDiff: Sendable {
  /// One a matched pair or unmatched area: the new list in its order, then what only the old one has, in its order.
  public let changes: [AreaChange]

  /// The classes of either list, most severe first; nil (not assessed) last, always there.
  public let classes: [AreaClass?]

  /// Number of areas by old class (row) and new class (column), both in the order of ``classes``. Rows sum to the old list's
  /// counts, columns to the new one's; what a list lacks stands under nil.
  public let transitions: [[Int]]

  /// Areas in the old list that are not *ej utsatt*.
  public let oldCount: Int
  /// Areas in the new list that are not *ej utsatt*.
  public let newCount: Int

  /// Compares two lists that were matched.
  ///
  /// - Parameters:
  ///   - old: the earlier list.
  ///   - new: the later list.
  ///   - matching: which area is which.
  ///   - shared: ground in common of the matched pairs; one that is not there shares none.
  public init(old: [Area], new: [Area], matching: AreaMatching, shared: [SharedArea]) {
    var ground: [Int: [Int: Double]] = [:]
    for pair in shared { ground[pair.new, default: [:]][pair.old] = pair.squareMetres }
    var matchOfNew = [AreaMatching.Match?](repeating: nil, count: new.count)
    var isMatched = [Bool](repeating: false, count: old.count)
    for match in matching.matches {
      matchOfNew[match.new] = match
      isMatched[match.old] = true
    }
    func change(_ before: Int?, _ now: Int?, _ key: AreaMatching.Key?) -> AreaChange {
      let (a, b) = (before.map { old[$0] }, now.map { new[$0] })
      let wasThere = a.map { !$0.isCalledNotAssessed } ?? false
      let isThere = b.map { !$0.isCalledNotAssessed } ?? false
      let (was, has) = (a?.assessedClass, b?.assessedClass)
      let status: AreaChange.Status =
        switch (wasThere, isThere) {
        case (false, true): .added
        case (true, false): .removed
        default: was == has ? .unchanged : .reclassified
        }
      var border: BorderChange?
      if let a, let b, let before, let now, !a.polygon.isEmpty, !b.polygon.isEmpty {
        border = BorderChange(old: a.polygon, new: b.polygon, sharedSquareMetres: ground[now]?[before] ?? 0)
      }
      return AreaChange(
        status: status, old: before, new: now, key: key, oldClass: was, newClass: has, border: border)
    }
    changes =
      new.indices.map { change(matchOfNew[$0]?.old, $0, matchOfNew[$0]?.key) }
      + old.indices.filter { !isMatched[$0] }.map { change($0, nil, nil) }
    oldCount = old.count { !$0.isCalledNotAssessed }
    newCount = new.count { !$0.isCalledNotAssessed }
    classes = AreaSet((old + new).filter { $0.assessedClass != nil }).classes + [nil]
    let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    var table = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
    for one in changes {
      if let row = places[one.oldClass], let column = places[one.newClass] { table[row][column] += 1 }
    }
    transitions = table
  }

  /// Areas that changed in that way.
  public func count(_ status: AreaChange.Status) -> Int { changes.count { $0.status == status } }

  /// Areas of a class in the old list, by its place in ``classes``.
  public func oldCount(ofClass place: Int) -> Int { transitions[place].reduce(0, +) }

  /// Areas of a class in the new list, by its place in ``classes``.
  public func newCount(ofClass place: Int) -> Int { transitions.reduce(0) { $0 + $1[place] } }
}

extension Area {
  /// Its class, unless that says that it was not assessed as one.
  var assessedClass: AreaClass? { isCalledNotAssessed ? nil : areaClass }

  /// Whether its class says that it is *not* an utsatt område.
  package var isCalledNotAssessed: Bool { areaClass?.meansNotAssessed ?? false }
}

/// What was seen of an input's places: how many, how many of them lie outside Sweden, and a sample of those.
package struct PlaceTally: Sendable {
  /// Nothing seen.
  package init() {}

  /// Where Sweden and its sea lie in the plane of the grid, metres: 55–69.1° N, 10.5–24.2° E, cut to what the country fills.
  package enum Sweden {
    package static let west = 255_000.0
    // Each for itself: a tuple would be made at run time, and asked for at every place.
    private static let south = 6_090_000.0
    private static let east = 930_000.0
    private static let north = 7_700_000.0
    /// How far around it places pass without a note, metres.
    private static let around = 200_000.0

    /// Whether a place lies in Sweden or on its sea.
    package static func contains(_ x: Double, _ y: Double) -> Bool {
      x >= west && x <= east && y >= south && y <= north
    }

    /// Whether a place lies there or within 200 km around.
    @inline(__always)
    package static func isNear(_ x: Double, _ y: Double) -> Bool {
      x >= west - around && x <= east + around && y >= south - around && y <= north + around
    }

    /// Whether a place lies near Sweden, but so far west that it is Norway's: where the coordinates of a SWEREF zone lie when
    /// they are taken for the national ones.
    package static func isWestOf(_ x: Double, _ y: Double) -> Bool { x < west && isNear(x, y) }
  }

  /// Places of one kind: how many, which came first, and the first few as the input has them.
  package struct Group: Sendable {
    private static let most = 32
    package private(set) var count = 0
    /// The row of the first one in its batch, until it is named.
    private var row: Int?
    package private(set) var first: String?
    package private(set) var sample: [(x: Double, y: Double)] = []

    package mutating func add(_ x: Double, _ y: Double, row: Int, weight: Int) {
      if count == 0 { self.row = row }
      count += weight
      if sample.count < Self.most { sample.append((x, y)) }
    }

    package mutating func name(by place: (Int) -> String) {
      if let row { first = place(row) }
      row = nil
    }

    package mutating func add(_ later: Group) {
      if count == 0 { (first, row) = (later.first, later.row) }
      count += later.count
      sample += later.sample.prefix(Self.most - sample.count)
    }
  }

  /// Places that have coordinates.
  package private(set) var located = 0
  /// Those at 0, 0, which are outside too.
  package private(set) var zeros = 0
  /// Those whose coordinates could be degrees, though not at 0, 0.
  package private(set) var likeDegrees = 0
  /// Those farther from Sweden than 200 km.
  package private(set) var outside = Group()
  /// Those near Sweden and west of it.
  package private(set) var west = Group()

  /// Adds a place, or several at the same one.
  ///
  /// - Parameters:
  ///   - given: the coordinates as the input has them.
  ///   - moved: the same in the plane of the grid.
  ///   - row: which row of the batch it is.
  @inline(__always)
  package mutating func add(
    given: (x: Double, y: Double), moved: (x: Double, y: Double), row: Int, weight: Int = 1
  ) {
    located += weight
    if moved.x >= Sweden.west, Sweden.isNear(moved.x, moved.y) { return }
    addRare(given, moved, row, weight)
  }

  private mutating func addRare(
    _ given: (x: Double, y: Double), _ moved: (x: Double, y: Double), _ row: Int, _ weight: Int
  ) {
    if Sweden.isWestOf(moved.x, moved.y) { return west.add(given.x, given.y, row: row, weight: weight) }
    if given == (0, 0) {
      zeros += weight
    } else if abs(given.x) <= 180, abs(given.y) <= 90 {
      likeDegrees += weight
    }
    outside.add(given.x, given.y, row: row, weight: weight)
  }

  /// Gives the first rows their names, once a batch.
  package mutating func name(by place: (Int) -> String) {
    outside.name(by: place)
    west.name(by: place)
  }

  /// Adds what was seen of a later part of the input.
  package mutating func add(_ later: PlaceTally) {
    located += later.located
    zeros += later.zeros
    likeDegrees += later.likeDegrees
    outside.add(later.outside)
    west.add(later.west)
  }
}

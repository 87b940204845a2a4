import Core
import Areas
import Coverage
import Geometry
import Projections
import Topology

extension AreaInput {
  /// Side of the squares in which overlaps are looked for where no cells are cut, metres.
  package static let suspectSquare = 500

  /// The boxes around the areas.
  package var reach: BoxIndex { BoxIndex(set.areas.map(\.polygon.bounds)) }

  /// The exclusive partition through GEOS, measured.
  package func partition(threads: Int) throws -> MeasuredPartition {
    try partition(size: Self.suspectSquare, threads: threads) { _ in }.partition
  }

  /// The exclusive partition, and what `use` makes of each area's exact coverage of squares of `size` metres, which both
  /// need.
  package func partition<T: Sendable>(
    size: Int, threads: Int, _ use: @Sendable (CoverageRuns) -> T
  ) throws -> (partition: MeasuredPartition, results: [T]) {
    let survey = try survey(size: size, threads: threads, use)
    return (try partition(suspects: survey.suspects, threads: threads), survey.results)
  }

  /// The pairs of areas that may share ground, and what `use` makes of each area's exact coverage of squares of `size` metres.
  package func survey<T: Sendable>(
    size: Int, threads: Int, _ use: @Sendable (CoverageRuns) -> T
  ) throws -> (suspects: [(Int, Int)], results: [T]) {
    try Failure.naming([record.path]) {
      try SharedGround.survey(set.areas.map(\.polygon), size: size, threads: threads, name: { set.areas[$0].title }) {
        use($1)
      }
    }
  }

  /// The exclusive partition where it is known which pairs of areas may share ground. Throws ``Failure`` (bad data) for more
  /// of them than `StackedGround` allows.
  package func partition(suspects: [(Int, Int)], threads: Int) throws -> MeasuredPartition {
    try Failure.naming([record.path]) {
      try MeasuredPartition(
        cutting: set, km2: ellipsoidalKm2, squareMetres: planarSquareMetres, suspects: suspects, threads: threads)
    }
  }
}

extension MeasuredPartition {
  /// The exclusive partition of areas through GEOS, measured.
  ///
  /// - Parameters:
  ///   - set: valid areas.
  ///   - km2: ellipsoidal area of each, km².
  ///   - squareMetres: planar area of each, square metres.
  ///   - suspects: pairs that may share ground; nil: they are looked for.
  /// - Throws: ``Failure`` (bad data) for more pairs than `StackedGround` allows.
  package init(
    cutting set: AreaSet, km2: [Double], squareMetres: [Double], suspects: [(Int, Int)]? = nil, threads: Int
  ) throws {
    let suspects =
      try suspects
      ?? SharedGround.suspects(
        among: set.areas.map(\.polygon), size: AreaInput.suspectSquare, threads: threads,
        name: { set.areas[$0].title })
    try StackedGround.check(suspects) { set.areas[$0].title }
    let partition = try ExclusivePartition(set, pairs: suspects, operations: .topology, threads: threads)
    let meter = try AreaMeter(for: .gridPlane())
    try self.init(partition, km2: km2, squareMetres: squareMetres) { try meter.squareKilometres(of: $0) }
  }
}

extension ExclusivePartition {
  /// The partition of areas that no layer gives, such as those inside a partial result; through GEOS.
  package init(of set: AreaSet, threads: Int) throws {
    let survey = try SharedGround.survey(
      set.areas.map(\.polygon), size: AreaInput.suspectSquare, threads: threads, name: { set.areas[$0].title }
    ) { _, _ in () }
    try self.init(set, pairs: survey.suspects, operations: .topology, threads: threads)
  }
}

extension ExclusivePartition.Operations {
  /// Our own sum of what is shared, and what GEOS cuts.
  fileprivate static var topology: Self {
    Self(
      sharedArea: { SharedGround.squareMetres(of: $0, and: $1) },
      difference: { try TopologyContext().difference($0, $1) })
  }
}

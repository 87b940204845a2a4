import Core
import Coverage
import Geometry
import Parallel
import Projections
import Synchronization
import Topology

/// Polygons on their way into the plane of the grid: transformed, checked, repaired, measured.
package enum AreaPreparation {
  /// Polygons that are read and prepared at a time: some hundred kilobytes of an ordinary layer.
  package static let batch = 32

  /// What was made of polygons, in their order.
  package struct Result {
    package var polygons: [MultiPolygon] = []
    package var km2: [Double] = []
    /// In the plane of the grid.
    package var planarSquareMetres: [Double] = []
    /// What was wrong with which polygon, and what its repair did to its ground.
    package var faults: [(place: Int, fault: PolygonFault, repair: Repair)] = []
    /// Polygons that cannot be prepared, and why; their outlines are empty.
    package var broken: [(place: Int, failure: Failure)] = []
    /// Which of those given each of them is, and which were none.
    var rows: [Int] = []
    var lacking: [Int] = []
    /// Around each of them as it was given, in their own coordinate system.
    var givenBounds: [BoundingBox?] = []
    private var error: (any Error)?
    private var firstLost: Int?
  }

  /// Planar areas of a polygon before and after its repair, square metres; of an invalid one the first is what its rings' areas
  /// sum to, shells less holes as far as these are in their order.
  package struct Repair: Sendable {
    package var before = 0.0
    package var after = 0.0

    /// `, 1.0 km² before and 0.9375 km² after`.
    package var text: String { "\(Self.km2(before)) km² before, \(Self.km2(after)) km² after" }

    private static func km2(_ squareMetres: Double) -> String {
      guard squareMetres.isFinite else { return "?" }
      return "\((squareMetres).rounded() / 1e6)"
    }
  }

  /// One polygon prepared.
  package struct Outline: Sendable {
    package var polygon = MultiPolygon()
    /// Around it as it was given, in its own coordinate system.
    package var givenBounds: BoundingBox?
    package var km2 = Double.nan
    package var planarSquareMetres = 0.0
    package var fault: PolygonFault?
    package var squareMetresBeforeRepair = 0.0
    package var isOnEarth = true
    /// Why it could not be prepared.
    package var error: (any Error)?
  }

  /// Prepares polygons.
  ///
  /// - Parameter place: names a polygon, for the message where its coordinates are not on Earth.
  package static func prepare(
    _ polygons: [MultiPolygon], crs: CoordinateSystem, threads: Int, place: (Int) -> Failure
  ) throws -> Result {
    let workshop = Workshop(crs: crs)
    let prepared = try Parallel.blocks(of: polygons.count, block: batch, threads: threads) { range in
      workshop.prepared(polygons[range].map { $0 })
    }
    var result = Result()
    for block in prepared {
      for outline in block {
        var outline = outline ?? Outline(km2: 0)
        result.take(&outline)
      }
    }
    try result.check(place: place)
    return result
  }

  /// What is wanted of polygons.
  package enum Wanted: Sendable {
    /// Outlines, their areas on the ellipsoid and in the plane.
    case all
    /// Outlines and planar areas; the areas alone, of outlines as they are given, of those that meet none of some boxes.
    case plane(reach: BoxIndex?)
  }

  /// The libraries' contexts, one set for each thread that prepares polygons at the same time: making them takes as long
  /// as preparing dozens of polygons.
  package final class Workshop: Sendable {
    private let crs: CoordinateSystem
    private let wanted: Wanted
    private let idle = Mutex<[Bench]>([])

    /// For polygons in that coordinate system.
    package init(crs: CoordinateSystem, wanted: Wanted = .all) { (self.crs, self.wanted) = (crs, wanted) }

    /// What is made of polygons; nil for those that are nil or empty.
    package func prepared(_ polygons: [MultiPolygon?]) -> [Outline?] {
      do {
        let bench = try idle.withLock { $0.popLast() } ?? Bench(crs: crs)
        defer { idle.withLock { $0.append(bench) } }
        return polygons.map { polygon in
          polygon.flatMap { $0.isEmpty ? nil : bench.outline(of: $0, wanted) }
        }
      } catch {
        return polygons.map { $0?.isEmpty ?? true ? nil : Outline(givenBounds: $0?.bounds, error: error) }
      }
    }
  }

  /// One thread's contexts; whoever holds it is alone with it.
  private final class Bench: @unchecked Sendable {
    private let topology: TopologyContext
    private let transformer: Transformer
    private let meter: AreaMeter

    init(crs: CoordinateSystem) throws {
      let plane = try CoordinateSystem.gridPlane()
      topology = try TopologyContext()
      transformer = try Transformer(from: crs, to: plane)
      meter = try AreaMeter(for: plane)
    }

    func outline(of given: MultiPolygon, _ wanted: Wanted) -> Outline {
      let bounds = given.bounds
      var outline = Outline(givenBounds: bounds)
      do {
        if let i = given.firstVertexNotFinite {
          outline.givenBounds = nil
          throw Failure(.badData, "coordinate is not a finite number", value: "\(given.x[i]), \(given.y[i])")
        }
        outline.polygon = transformer.isIdentity ? given : try transformer.transformed(given)
        var moved = transformer.isIdentity ? bounds : outline.polygon.bounds
        outline.isOnEarth = PlaceCheck.isOnEarth(moved)
        guard outline.isOnEarth else { return outline }
        if case .plane(let reach?) = wanted, let moved, !reach.meetsAny(moved) {
          outline.planarSquareMetres = outline.polygon.planarArea
          outline.polygon = MultiPolygon()
          return outline
        }
        outline.fault = try topology.validity(of: outline.polygon)
        if outline.fault != nil {
          outline.squareMetresBeforeRepair = abs(outline.polygon.planarArea)
          outline.polygon = try topology.repaired(outline.polygon)
          moved = outline.polygon.bounds
        }
        if case .plane = wanted {
          outline.planarSquareMetres = outline.polygon.planarArea
          return outline
        }
        let ground = try meter.ground(of: outline.polygon, within: moved)
        (outline.km2, outline.planarSquareMetres) = (ground.ellipsoidalKm2, ground.planarSquareMetres)
      } catch {
        outline.error = error
        outline.polygon = MultiPolygon()
      }
      return outline
    }
  }
}

extension AreaPreparation.Result {
  /// Takes what was made of the next polygons; nil where there was none.
  ///
  /// The polygons are moved: counting references to the columns of thousands of them, which other threads have made, takes
  /// longer than everything else here.
  package mutating func take(_ outlines: inout [AreaPreparation.Outline?]) {
    for i in outlines.indices {
      if var outline = outlines[i].take() { take(&outline) } else { lacking.append(rows.count + lacking.count) }
    }
  }

  /// Takes what was made of the next polygon.
  package mutating func take(_ outline: inout AreaPreparation.Outline) {
    let place = rows.count
    rows.append(place + lacking.count)
    polygons.append(MultiPolygon())
    swap(&polygons[place], &outline.polygon)
    km2.append(outline.km2)
    planarSquareMetres.append(outline.planarSquareMetres)
    givenBounds.append(outline.givenBounds)
    if let failure = outline.error as? Failure, failure.kind == .badData {
      broken.append((place, failure))
    } else if let fault = outline.fault {
      let after = outline.planarSquareMetres
      faults.append((place, fault, AreaPreparation.Repair(before: outline.squareMetresBeforeRepair, after: after)))
    }
    if error == nil, broken.last?.place != place { error = outline.error }
    if firstLost == nil, !outline.isOnEarth { firstLost = place }
  }

  /// Leaves out the ``broken`` ones.
  package mutating func dropBroken() {
    if broken.isEmpty { return }
    let gone = Set(broken.map(\.place))
    let kept = polygons.indices.filter { !gone.contains($0) }
    var places = [Int](repeating: 0, count: polygons.count)
    for (new, old) in kept.enumerated() { places[old] = new }
    faults = faults.map { (places[$0.place], $0.fault, $0.repair) }
    (polygons, km2, planarSquareMetres) = (
      kept.map { polygons[$0] }, kept.map { km2[$0] }, kept.map { planarSquareMetres[$0] }
    )
    (rows, givenBounds) = (kept.map { rows[$0] }, kept.map { givenBounds[$0] })
    broken = []
  }

  /// Throws for what is wrong with the run rather than with a polygon, then for the first polygon that is not on Earth.
  package func check(place: (Int) -> Failure) throws {
    if let error { throw error }
    if let firstLost {
      throw place(firstLost).with(
        message: "the coordinates are not on Earth", hint: "is its coordinate system right?")
    }
  }
}

extension PolygonFault {
  /// `Self-intersection at 560250.0 6590125.0`, to the millimetre.
  package var text: String { "\(reason) at \(Self.rounded(x)) \(Self.rounded(y))" }

  private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}

import Diagnostics
import Geometry
import Parallel
import Projections
import Synchronization
import Topology

/// Polygons on their way into the plane of the grid: transformed, checked, repaired, measured.
enum AreaPreparation {
  /// Polygons that are read and prepared at a time: some hundred kilobytes of an ordinary layer.
  static let batch = 32

  struct Result {
    var polygons: [MultiPolygon]
    var km2: [Double]
    /// In the plane of the grid.
    var planarSquareMetres: [Double]
    /// What was wrong with which polygon, and whether its repair left nothing of it.
    var faults: [(place: Int, fault: PolygonFault, isLost: Bool)]
  }

  /// One polygon prepared.
  struct Outline: Sendable {
    var polygon = MultiPolygon()
    /// Around it as it was given, in its own coordinate system.
    var givenBounds: BoundingBox?
    var km2 = Double.nan
    var planarSquareMetres = 0.0
    var fault: PolygonFault?
    var isOnEarth = true
    /// Why it could not be prepared.
    var error: (any Error)?
  }

  /// Prepares polygons.
  ///
  /// - Parameter place: names a polygon, for the message where its coordinates are not on Earth.
  static func prepare(
    _ polygons: [MultiPolygon], crs: CoordinateSystem, threads: Int, place: (Int) -> Failure
  ) throws -> Result {
    let workshop = Workshop(crs: crs)
    let prepared = try Parallel.blocks(of: polygons.count, block: batch, threads: threads) { range in
      workshop.prepared(polygons[range].map { $0 })
    }
    return try Result(of: prepared.flatMap { $0.map { $0 ?? Outline(km2: 0) } }, place: place)
  }

  /// The libraries' contexts, one set for each thread that prepares polygons at the same time: making them takes as long
  /// as preparing dozens of polygons.
  final class Workshop: Sendable {
    private let crs: CoordinateSystem
    private let idle = Mutex<[Bench]>([])

    /// For polygons in that coordinate system.
    init(crs: CoordinateSystem) { self.crs = crs }

    /// What is made of polygons; nil for those that are nil or empty.
    func prepared(_ polygons: [MultiPolygon?]) -> [Outline?] {
      do {
        let bench = try idle.withLock { $0.popLast() } ?? Bench(crs: crs)
        defer { idle.withLock { $0.append(bench) } }
        return polygons.map { polygon in polygon.flatMap { $0.isEmpty ? nil : bench.outline(of: $0) } }
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
      let plane = try InputCRS.plane()
      topology = try TopologyContext()
      transformer = try Transformer(from: crs, to: plane)
      meter = try AreaMeter(for: plane)
    }

    func outline(of given: MultiPolygon) -> Outline {
      var outline = Outline(givenBounds: given.bounds)
      do {
        outline.polygon = try transformer.transformed(given)
        outline.isOnEarth = InputCRS.isOnEarth(outline.polygon)
        guard outline.isOnEarth else { return outline }
        outline.fault = try topology.validity(of: outline.polygon)
        if outline.fault != nil { outline.polygon = try topology.repaired(outline.polygon) }
        let ground = try meter.ground(of: outline.polygon)
        (outline.km2, outline.planarSquareMetres) = (ground.ellipsoidalKm2, ground.planarSquareMetres)
      } catch {
        outline.error = error
      }
      return outline
    }
  }
}

extension AreaPreparation.Result {
  /// Throws what kept the first polygon from being prepared, then for the first one that is not on Earth.
  init(of outlines: [AreaPreparation.Outline], place: (Int) -> Failure) throws {
    for outline in outlines { if let error = outline.error { throw error } }
    if let lost = outlines.firstIndex(where: { !$0.isOnEarth }) {
      throw place(lost).with(message: "the coordinates are not on Earth", hint: "is its coordinate system right?")
    }
    polygons = outlines.map(\.polygon)
    km2 = outlines.map(\.km2)
    planarSquareMetres = outlines.map(\.planarSquareMetres)
    faults = outlines.enumerated().compactMap { i, outline in
      outline.fault.map { (i, $0, outline.planarSquareMetres == 0) }
    }
  }
}

extension PolygonFault {
  /// `Self-intersection at 560250.0 6590125.0`, to the millimetre.
  var text: String { "\(reason) at \(Self.rounded(x)) \(Self.rounded(y))" }

  private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}

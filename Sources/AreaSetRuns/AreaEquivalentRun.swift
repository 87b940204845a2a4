import Inputs
import Reports
import Areas
import Core
import Geometry
import Parallel
import Topology

/// `rutverk areas equivalent`: which neighbouring municipalities together are about as large as the areas.
package struct AreaEquivalentRun {
  /// Which surface groups are ranked by.
  package enum Surface: String, Sendable, CaseIterable {
    /// On the ellipsoid.
    case ellipsoidal
    /// In the plane of SWEREF 99 TM.
    case planar
  }

  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The area layer.
    package var areas: String
    /// How it is read.
    package var areaInput = InputOptions()
    /// Its fields.
    package var areaFields = AreaFields.Names()
    /// The layer of municipalities, or any other units.
    package var municipalities: String
    /// How it is read.
    package var municipalityInput = InputOptions()
    /// Its fields.
    package var municipalityFields = AreaFields.Names()
    /// Most municipalities in a group.
    package var maximumSize = 2
    /// By how much a group may miss the areas' surface, as a share of it.
    package var within = 0.1
    /// Which surface counts.
    package var surface = Surface.ellipsoidal
    /// How far apart the two sides of one border may lie, metres.
    package var borderTolerance = 50.0
    /// Least length of a common border, metres.
    package var minimumBorder = 200.0
    /// Workers.
    package var threads: Int

    /// A comparison of those layers with every option at its default.
    package init(areas: String, municipalities: String, threads: Int) {
      (self.areas, self.municipalities, self.threads) = (areas, municipalities, threads)
    }
  }

  /// A group of municipalities.
  package struct Group: Sendable {
    /// Places of its municipalities, ascending.
    package var members: [Int]
    /// Ellipsoidal area, km².
    package var km2: Double
    /// Planar area, km².
    package var planarKm2: Double
    /// The common outline.
    package var outline: MultiPolygon
  }

  /// The areas.
  package let areas: AreaInput
  /// Their union's ellipsoidal area, km².
  package let targetKm2: Double
  /// Their union's planar area, km².
  package let targetPlanarKm2: Double
  /// The municipalities.
  package let municipalities: AreaInput
  /// The groups, the nearest first.
  package let groups: [Group]
  /// The share by which they may miss; wider than asked for where nothing was so near.
  package let within: Double
  /// Pairs of neighbours.
  package let borders: Int
  let parameters: Parameters

  /// Reads, finds neighbours and searches.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let threads = parameters.threads
    let areas = try journal.stage(words.readingAreas) {
      try AreaInput(
        path: parameters.areas, options: parameters.areaInput, fields: parameters.areaFields, threads: threads,
        journal: journal)
    }
    let units = try journal.stage(words.readingMunicipalities) {
      try AreaInput(
        path: parameters.municipalities, options: parameters.municipalityInput,
        fields: parameters.municipalityFields, threads: threads, journal: journal)
    }
    let measured = try journal.stage(words.partitioning) { try areas.partition(threads: threads) }
    (targetKm2, targetPlanarKm2) = measured.union(areas.set.areas.indices)
    let neighbours = try journal.stage(words.findingNeighbours) {
      try Self.neighbours(
        units.set.areas.map(\.polygon), tolerance: parameters.borderTolerance, minimum: parameters.minimumBorder,
        threads: threads)
    }
    borders = neighbours.reduce(0) { $0 + $1.count } / 2
    let planar = units.set.areas.map { $0.polygon.planarArea / 1e6 }
    let isPlanar = parameters.surface == .planar
    let target = isPlanar ? targetPlanarKm2 : targetKm2
    guard target > 0 else {
      throw Failure(.badData, "the areas have no surface to compare with", file: parameters.areas)
    }
    let found = EquivalentGroups(
      areas: isPlanar ? planar : units.ellipsoidalKm2, neighbours: neighbours, target: target,
      maximumSize: parameters.maximumSize, tolerance: parameters.within)
    within = found.tolerance
    if within > parameters.within {
      journal.note("no group comes so near; the nearest ones within \(Int((within * 100).rounded())) % are listed")
    }
    groups = try Parallel.map(count: found.groups.count, threads: threads) { i in
      let members = found.groups[i].members
      return Group(
        members: members, km2: members.reduce(0) { $0 + units.ellipsoidalKm2[$1] },
        planarKm2: members.reduce(0) { $0 + planar[$1] },
        outline: try TopologyContext().unionAll(members.map { units.set.areas[$0].polygon }))
    }
    self.areas = areas
    municipalities = units
  }

  /// For each polygon those that share a border with it.
  ///
  /// Borders that were simplified one by one do not meet exactly, so one polygon is grown by the tolerance: what it then holds of
  /// the other, over the tolerance, is about the length of the border. Corners that only touch stay below twice the tolerance.
  private static func neighbours(
    _ polygons: [MultiPolygon], tolerance: Double, minimum: Double, threads: Int
  ) throws -> [[Int]] {
    let boxes = polygons.map(\.bounds)
    let later = try Parallel.blocks(of: polygons.count, block: 4, threads: threads) { range in
      let topology = try TopologyContext()
      return try range.map { i -> [Int] in
        let near = (i + 1..<polygons.count).filter { j in
          guard let own = boxes[i], let other = boxes[j] else { return false }
          return BoundingBox(
            minX: own.minX - tolerance, minY: own.minY - tolerance, maxX: own.maxX + tolerance,
            maxY: own.maxY + tolerance
          ).meets(other)
        }
        if near.isEmpty { return [] }
        let grown = try topology.buffer(polygons[i], distance: tolerance, segmentsPerQuadrant: 4)
        return try near.filter { try topology.intersectionArea(grown, polygons[$0]) >= minimum * tolerance }
      }
    }.flatMap { $0 }
    var result = [[Int]](repeating: [], count: polygons.count)
    for (i, others) in later.enumerated() {
      for j in others {
        result[i].append(j)
        result[j].append(i)
      }
    }
    return result.map { $0.sorted() }
  }
}

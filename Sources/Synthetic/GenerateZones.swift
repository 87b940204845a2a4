import Core
import Geometry
import Parallel

/// The knobs of ``generateZones(_:count:_:)`` beside the world itself.
public struct ZoneOptions: Sendable, Equatable {
  /// Vertices of a zone on average, 80 to 5,000.
  public var verticesPerZone: Int
  /// The size of the grid whose people the zones divide; nil takes 100,000 cells for Sweden and the world's usual
  /// number otherwise.
  public var cells: Int?
  /// Threads to compute with; the result does not depend on them.
  public var threads: Int

  /// Zones as detailed as DeSO: about 400 vertices each.
  public init(verticesPerZone: Int = 400, cells: Int? = nil, threads: Int = Parallel.availableThreads) {
    (self.verticesPerZone, self.cells, self.threads) = (verticesPerZone, cells, threads)
  }
}

/// Zones like DeSO: about equally populous, without gaps or overlaps, neighbours sharing every vertex of their border.
///
/// They tile the wavy image of a rectangle that lies 1 km outside the world's bounds, so every cell of its grid lies in
/// them as a whole. Ids look like DeSO's: the number of the nearest town, A (fewer than 50 inhabitants per km²), B
/// (fewer than 1,000) or C, and a running number.
///
/// Throws ``Failure`` (usage) for a number out of range or more zones than the world's people can be divided into.
public func generateZones(
  _ world: SyntheticWorld, count: Int, _ options: ZoneOptions = ZoneOptions()
) throws -> [SyntheticArea] {
  guard (1...200_000).contains(count) else {
    throw Failure(
      .usage, "the number of zones is out of range", field: "count", value: "\(count)", expected: "1 to 200000")
  }
  guard (80...5000).contains(options.verticesPerZone) else {
    throw Failure(
      .usage, "the number of vertices a zone is out of range", field: "verticesPerZone",
      value: "\(options.verticesPerZone)", expected: "80 to 5000")
  }
  let usual = world.extent == .sweden ? min(world.defaultCells, 100_000) : world.defaultCells
  let layout = try GridLayout(world: world, cells: options.cells ?? usual, threads: options.threads)
  let (box, step) = (world.extent.bounds, Double(ZoneSplit.step))
  let split = ZoneSplit(
    layout: layout, west: Int((box.minX - 1000) / step), south: Int((box.minY - 1000) / step),
    east: Int((box.maxX + 1000) / step), north: Int((box.maxY + 1000) / step), count: count)
  guard let split else {
    throw Failure(
      .usage, "so many zones do not fit into this world", field: "count", value: "\(count)",
      hint: "take fewer zones, or a larger world")
  }
  let warp = Warp(seed: world.seed, originX: box.minX, originY: box.minY)
  let borders = try ZoneBorders(
    split: split, verticesPerZone: options.verticesPerZone, warp: warp, threads: options.threads)
  let towns = try Parallel.blocks(of: split.leaves.count, block: 256, threads: options.threads) { range in
    range.map { at in
      let leaf = split.leaves[at]
      return world.nearestTown(
        to: Double(leaf.west + leaf.east) * step / 2, Double(leaf.south + leaf.north) * step / 2)
    }
  }.flatMap { $0 }
  let shapes = try Parallel.blocks(of: split.leaves.count, block: 64, threads: options.threads) { range in
    range.map { borders.shape(of: split.leaves[$0]) }
  }.flatMap { $0 }

  var numbers = [Int](repeating: 0, count: world.towns.count)
  return split.leaves.indices.map { at in
    let (leaf, town) = (split.leaves[at], towns[at])
    numbers[town] += 1
    let squareKilometres = Double((leaf.east - leaf.west) * (leaf.north - leaf.south)) * step * step / 1_000_000
    let density = Double(leaf.people) / squareKilometres
    let letter = density < 50 ? "A" : (density < 1000 ? "B" : "C")
    return SyntheticArea(
      id: padded(town + 1) + letter + padded(10 * numbers[town]),
      name: "\(world.towns[town].name), zon \(numbers[town])", areaClass: nil, kommun: world.towns[town].name,
      shape: shapes[at])
  }
}

/// At least four digits.
private func padded(_ number: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

import Core

/// The classes of generated areas, in the police's words, the most severe first.
enum AreaClass {
  static let particularlyVulnerable = "Särskilt utsatt område"
  static let risk = "Riskområde"
  static let vulnerable = "Utsatt område"
  static let other = "Övrigt"

  /// The classes of areas in order of burden: three in ten särskilt utsatta, two in ten risk, four in ten utsatta, the
  /// rest without a class, but one of each as soon as there are four.
  static func ranked(_ count: Int) -> [String] {
    let shares = [(particularlyVulnerable, 3), (risk, 2), (vulnerable, 4), (other, 1)]
    if count < 4 { return shares.prefix(count).map(\.0) }
    var counts = shares.map { 1 + (count - 4) * $0.1 / 10 }
    counts[2] += count - counts.reduce(0, +)
    return zip(shares, counts).flatMap { Array(repeating: $0.0.0, count: $0.1) }
  }
}

/// Made-up areas like those that the police reports, in a world's towns where living conditions are poor.
///
/// They come in order of severity, the poorest first, with ids `UO-001` and so on; all four class texts occur from four
/// areas on. Outlines are star-shaped and valid; no two overlap except the pair of ``AreaOptions/specialShapes``, and
/// only the area across the edge of those leaves the world's bounds.
///
/// Throws ``Failure`` (usage) for fewer than 1 area (6 with special shapes), for more than the towns have room for, and
/// for options out of range.
public func generateAreas(
  _ world: SyntheticWorld, count: Int, _ options: AreaOptions = AreaOptions()
) throws -> [SyntheticArea] {
  try validate(count, options)
  let usual = world.extent == .sweden ? min(world.defaultCells, 100_000) : world.defaultCells
  let grid = try SyntheticGrid(world, GridOptions(cells: options.cells ?? usual, threads: options.threads))
  let sites = AreaSites(grid: grid, world: world)
  var placement = AreaPlacement(options: options, bounds: world.extent.bounds, seed: world.seed)

  var features: [AreaPlacement.Feature] = []
  if options.specialShapes {
    // The edge's area is no poor place in particular; what the sites say of it is the middle.
    let site = AreaSites.Site(x: sites.edge.x, y: sites.edge.y, burden: 0)
    guard placement.place(site, .acrossEdge) else { throw tooMany(count, found: 0) }
    features = [.hole, .twoParts]
  }
  var pairIsMissing = options.specialShapes
  for site in sites.sites {
    if placement.areas.count >= count { break }
    // The pair comes first, while there is room around the poorest sites.
    guard placement.place(site, pairIsMissing ? .none : features.last ?? .none) else { continue }
    if pairIsMissing, placement.placeOverlapping() {
      pairIsMissing = false
    } else if !pairIsMissing, !features.isEmpty {
      features.removeLast()
    }
  }
  guard placement.areas.count == count, !pairIsMissing, features.isEmpty else {
    throw tooMany(count, found: placement.areas.count)
  }
  return finished(placement.areas, world: world)
}

private func validate(_ count: Int, _ options: AreaOptions) throws {
  let least = options.specialShapes ? 6 : 1
  guard count >= least, count <= 100_000 else {
    throw Failure(
      .usage, "the number of areas is out of range", field: "count", value: "\(count)",
      expected: "\(least) to 100000",
      hint: options.specialShapes && count > 0 ? "the special shapes need \(least) areas" : nil)
  }
  let (low, high) = (options.leastSquareKilometres, options.greatestSquareKilometres)
  guard low.isFinite, high.isFinite, low >= 0.001, high >= low, high <= 100 else {
    throw Failure(
      .usage, "the size of areas is out of range", field: "squareKilometres", value: "\(low) to \(high)",
      expected: "0.001 to 100 km², the least first")
  }
  guard (24...2000).contains(options.vertices) else {
    throw Failure(
      .usage, "the number of vertices is out of range", field: "vertices", value: "\(options.vertices)",
      expected: "24 to 2000")
  }
}

private func tooMany(_ count: Int, found: Int) -> Failure {
  Failure(
    .usage, "so many areas do not fit into the towns of this world", field: "count", value: "\(count)",
    hint: "there was room for \(found); take fewer or smaller areas, more towns, or a larger grid")
}

/// Orders, classes and names the areas.
private func finished(_ placed: [AreaPlacement.Placed], world: SyntheticWorld) -> [SyntheticArea] {
  let order = placed.indices.sorted { (placed[$1].burden, $0) < (placed[$0].burden, $1) }
  var classes = AreaClass.ranked(placed.count)
  if let second = order.firstIndex(where: { placed[$0].overlaps != nil }),
    let first = order.firstIndex(where: { $0 == placed[order[second]].overlaps }),
    classes[first] == classes[second],
    let third = classes.indices.first(where: { $0 > second && classes[$0] != classes[first] })
      ?? classes.indices.last(where: { $0 < second && classes[$0] != classes[first] })
  {
    classes.swapAt(second, third)
  }
  let names = PlaceNames.quarters(count: placed.count, seed: world.seed)
  return order.enumerated().map { place, index in
    let area = placed[index]
    let number = String(place + 1)
    return SyntheticArea(
      id: "UO-" + String(repeating: "0", count: max(0, 3 - number.count)) + number, name: names[place],
      areaClass: classes[place], kommun: world.towns[world.nearestTown(to: area.body.x, area.body.y)].name,
      shape: area.shape)
  }
}

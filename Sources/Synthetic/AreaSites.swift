/// Where areas may lie: built-up square kilometres, those with the poorest living conditions first.
struct AreaSites: Sendable {
  /// A place: its people's centre, metres.
  struct Site: Sendable {
    var x: Double
    var y: Double
    /// Population-weighted mean of the signed z-scores of six variables; high is poor.
    var burden: Double
  }

  /// The poorest first; of equals the southernmost.
  let sites: [Site]
  /// Where the grid ends: a point on the outer side of its westernmost cell, the one nearest to the largest town.
  let edge: (x: Double, y: Double)

  init(grid: SyntheticGrid, world: SyntheticWorld) {
    sites = Self.sites(of: grid)
    let layout = grid.layout
    let west = layout.e.min() ?? 0
    let home = world.towns.first?.n ?? 0
    var nearest = (distance: Double.infinity, y: 0.0)
    for cell in 0..<layout.count where layout.e[cell] == west {
      let y = Double(layout.n[cell]) + Double(layout.size[cell]) / 2
      if abs(y - home) < nearest.distance { nearest = (abs(y - home), y) }
    }
    edge = (Double(west), nearest.y)
  }

  /// Gathers the 250 m cells by square kilometre and keeps the more populous half of those that are built up.
  private static func sites(of grid: SyntheticGrid) -> [Site] {
    struct Square {
      var cells = 0
      var people = 0.0
      var burden = 0.0
      var x = 0.0
      var y = 0.0
    }
    let layout = grid.layout
    var squares: [Square] = []
    var placeOf: [SIMD2<Int32>: Int] = [:]
    for cell in 0..<layout.count where layout.size[cell] == 250 {
      let key = SIMD2(layout.e[cell] / 1000, layout.n[cell] / 1000)
      // Places are given in the order of cells; the dictionary is only looked up, never walked through.
      let place = placeOf[key] ?? squares.count
      if place == squares.count {
        placeOf[key] = place
        squares.append(Square())
      }
      let people = Double(layout.population[cell])
      squares[place].cells += 1
      squares[place].people += people
      squares[place].x += people * (Double(layout.e[cell]) + 125)
      squares[place].y += people * (Double(layout.n[cell]) + 125)
      squares[place].burden += people * burden(of: cell, in: grid)
    }
    let builtUp = squares.filter { $0.cells >= 6 }
    let median = builtUp.map(\.people).sorted().dropFirst(builtUp.count / 2).first ?? 0
    return
      builtUp.filter { $0.people >= median }
      .map { Site(x: $0.x / $0.people, y: $0.y / $0.people, burden: $0.burden / $0.people) }
      .enumerated()
      .sorted { ($1.element.burden, $0.offset) < ($0.element.burden, $1.offset) }
      .map(\.element)
  }

  /// The mean of a cell's signed z-scores against the national figures, missing variables left out.
  private static func burden(of cell: Int, in grid: SyntheticGrid) -> Double {
    var sum = 0.0
    var count = 0.0
    for variable in Variable.allCases where variable.burden != 0 {
      let value = grid.value(variable.rawValue, of: cell)
      if value.isNaN { continue }
      let deviation = value - NationalTargets.means[variable.rawValue]
      sum += variable.burden * min(3, max(-3, deviation / NationalTargets.deviations[variable.rawValue]))
      count += 1
    }
    return count > 0 ? sum / count : 0
  }
}

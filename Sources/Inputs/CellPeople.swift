import Areas
import Core
import Coverage
import Geometry
import Overlay
import Reports

/// People of cells or zones, split by ground.
package struct CellPeople {
  private let layer: UnitLayer
  private let zones: ZoneLayerInput?
  /// The file and its number of cells or zones.
  package let record: InputRecord

  /// Reads cells or zones with a population. `reach`: the boxes in which zones are asked for, see ``ZoneLayerInput``.
  package init(_ source: CellSource, reach: BoxIndex? = nil, journal: Journal) throws {
    let input = try CellLayerInput(source, reach: reach, journal: journal)
    layer = input.layer
    record = input.record
    zones = input.zones
  }

  /// The cells or zones.
  package var units: GroundUnits { layer.units }

  /// Those in each area, and in what the exclusive partition leaves of it; NaN where no cell says.
  /// Zones that overlap there are noted.
  package func inside(
    _ areas: AreaSet, _ partition: ExclusivePartition, threads: Int, journal: Journal
  ) throws -> (whole: [Double], exclusive: [Double]) {
    let cuts = try AreaOverlay.cut(layer, by: areas, partition: partition, method: .area, threads: threads)
    try zones?.noteOverlaps(reached: cuts.lazy.map(\.whole), threads: threads, journal: journal)
    return (cuts.map { inside($0.whole) }, cuts.map { inside($0.exclusive) })
  }

  /// Those in the exact part of each cell inside a polygon; NaN where no cell says.
  package func inside(_ polygon: MultiPolygon) -> Double {
    inside(layer.units.fractions(in: polygon))
  }

  /// Says where zones that some polygons reach into share ground.
  package func noteOverlaps(in polygons: [MultiPolygon], threads: Int, journal: Journal) throws {
    try zones?.noteOverlaps(
      reached: polygons.lazy.map { layer.units.fractions(in: $0) }, threads: threads, journal: journal)
  }

  /// Those in parts of cells; NaN where no cell says.
  private func inside(_ parts: UnitFractions) -> Double {
    var sum = CompensatedSum()
    var isKnown = false
    for (unit, fraction) in zip(parts.units, parts.fractions) {
      let people = layer.population[Int(unit)]
      if people.isNaN { continue }
      isKnown = true
      sum.add(fraction * people)
    }
    return isKnown ? sum.value : .nan
  }

  /// Those of all cells.
  package var all: Double {
    var sum = CompensatedSum()
    for (unit, people) in layer.population.enumerated() where !people.isNaN && layer.groundSquareMetres[unit] > 0 {
      sum.add(people)
    }
    return sum.value
  }
}

import Areas
import Core
import Geometry
import Overlay
import Reports

/// People of cells, split by ground.
package struct CellPeople {
  private let layer: CellLayer
  /// The file and its number of cells.
  package let record: InputRecord

  /// Reads cells with a population.
  package init(_ source: CellSource, journal: Journal) throws {
    let input = try CellLayerInput(source, journal: journal)
    layer = input.layer
    record = input.record
  }

  /// Those in each area, and in what the exclusive partition leaves of it; NaN where no cell says.
  package func inside(
    _ areas: AreaSet, _ partition: ExclusivePartition, threads: Int
  ) throws -> (whole: [Double], exclusive: [Double]) {
    let cuts = try AreaOverlay.cut(layer, by: areas, partition: partition, method: .area, threads: threads)
    return (cuts.map { inside($0.whole) }, cuts.map { inside($0.exclusive) })
  }

  /// Those in the exact part of each cell inside a polygon; NaN where no cell says.
  package func inside(_ polygon: MultiPolygon) -> Double {
    inside(CellFractions(of: polygon, on: layer.lattice))
  }

  /// Those in parts of cells; NaN where no cell says.
  private func inside(_ parts: CellFractions) -> Double {
    var sum = CompensatedSum()
    var isKnown = false
    for (cell, fraction) in zip(parts.cells, parts.fractions) {
      let people = layer.population[Int(cell)]
      if people.isNaN { continue }
      isKnown = true
      sum.add(fraction * people)
    }
    return isKnown ? sum.value : .nan
  }

  /// Those of all cells.
  package var all: Double {
    var sum = CompensatedSum()
    for (cell, people) in layer.population.enumerated() where !people.isNaN && layer.lattice.ownedUnits[cell] > 0 {
      sum.add(people)
    }
    return sum.value
  }
}

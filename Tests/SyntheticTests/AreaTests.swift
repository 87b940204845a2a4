import Columns
import Core
import Geometry
import Testing

@testable import Synthetic

@Suite struct AreaTests {
  private static let classes = ["Särskilt utsatt område", "Riskområde", "Utsatt område", "Övrigt"]

  @Test(arguments: 1...4)
  func aSampleShowsEachSpecialShapeOnce(_ seed: Int) throws {
    let world = try SyntheticWorld.town(seed: UInt64(seed))
    let areas = try generateAreas(world, count: 10, AreaOptions(specialShapes: true))
    #expect(areas.count == 10)
    #expect(Set(areas.map(\.id)).count == 10 && Set(areas.map(\.name)).count == 10)
    #expect(Set(areas.compactMap(\.areaClass)) == Set(Self.classes))
    #expect(areas.filter { $0.shape.partEnds.count == 2 }.count == 1)
    #expect(areas.filter { $0.shape.partEnds.count == 1 && $0.shape.ringEnds.count == 2 }.count == 1)
    let box = world.extent.bounds
    let across = areas.filter { area in
      guard let bounds = area.shape.bounds else { return false }
      return bounds.minX < box.minX && bounds.maxX > box.minX
    }
    #expect(across.count == 1)

    var pairs: [(Int, Int)] = []
    for i in areas.indices {
      #expect(Segments.crossings(in: Segments.all(areas[i].shape)).isEmpty)
      for j in 0..<i {
        let edges = Segments.all(areas[i].shape) + Segments.all(areas[j].shape)
        let nested = contains(areas[i].shape, areas[j].shape.x[0], areas[j].shape.y[0])
        if nested || !Segments.crossings(in: edges).isEmpty { pairs.append((i, j)) }
      }
    }
    #expect(pairs.count == 1)
    #expect(pairs.allSatisfy { areas[$0.0].areaClass != areas[$0.1].areaClass })
  }

  @Test func ringsHaveTheirSizeDirectionAndRounding() throws {
    let areas = try generateAreas(.town(seed: 3), count: 12, AreaOptions(specialShapes: true))
    for area in areas {
      let shape = area.shape
      #expect((0.25...2.85).contains(shape.planarArea / 1_000_000))
      for part in shape.partEnds.indices {
        for (place, ring) in shape.rings(ofPart: part).enumerated() {
          #expect((shape.signedArea(ofRing: ring) > 0) == (place == 0))
          #expect(shape.vertices(ofRing: ring).count == 65)
        }
      }
      #expect((shape.x + shape.y).allSatisfy { $0 == ($0 * 100).rounded() / 100 })
    }
  }

  @Test func areasLieWhereConditionsArePoor() throws {
    let world = try SyntheticWorld.town(seed: 5)
    let areas = try generateAreas(world, count: 6)
    let grid = PlainGrid(try generateGrid(world, GridOptions(nullShare: 0)))
    var (inside, people) = (0.0, 0.0)
    for row in grid.ruta.indices where grid.size[row] == 250 {
      let (x, y) = (Double(grid.e[row]) + 125, Double(grid.n[row]) + 125)
      guard areas.contains(where: { contains($0.shape, x, y) }) else { continue }
      inside += grid.population[row] * grid.values[0][row]
      people += grid.population[row]
    }
    #expect(people > 2000)
    // Half a standard deviation below the national mean, at least.
    #expect(inside / people < NationalTargets.means[0] - 0.5 * NationalTargets.deviations[0])
  }

  @Test func nationalAreasAreDisjoint() throws {
    let areas = try generateAreas(.sweden(seed: 1), count: 60, AreaOptions(cells: 10_000))
    #expect(areas.count == 60)
    #expect(Set(areas.map(\.kommun)).count > 5)
    let edges = areas.flatMap { Segments.all($0.shape) }
    #expect(Segments.crossings(in: edges).isEmpty)
    #expect(
      areas.map { $0.areaClass ?? "" }
        == areas.map { $0.areaClass ?? "" }.sorted { a, b in
          (Self.classes.firstIndex(of: a) ?? 9) < (Self.classes.firstIndex(of: b) ?? 9)
        })
  }

  @Test func classesAreDealtOut() {
    #expect(AreaClass.ranked(4) == Self.classes)
    #expect(AreaClass.ranked(2) == Array(Self.classes.prefix(2)))
    for count in 4...120 {
      let classes = AreaClass.ranked(count)
      #expect(classes.count == count && Set(classes) == Set(Self.classes))
    }
  }

  @Test func threadsDoNotMatter() throws {
    let world = try SyntheticWorld.town(seed: 6)
    let one = try generateAreas(world, count: 9, AreaOptions(specialShapes: true, threads: 1))
    #expect(try generateAreas(world, count: 9, AreaOptions(specialShapes: true, threads: 3)) == one)
    #expect(one.attributes.rowCount == 9 && one.shapes.count == 9)
    #expect(one.attributes.fields.map(\.name) == ["id", "name", "class", "kommun"])
  }

  @Test func refusesBadNumbers() throws {
    let world = try SyntheticWorld.town(seed: 1)
    let cases: [(Int, AreaOptions)] = [
      (0, AreaOptions()), (-3, AreaOptions()), (5, AreaOptions(specialShapes: true)), (5000, AreaOptions()),
      (3, AreaOptions(leastSquareKilometres: 2, greatestSquareKilometres: 1)),
      (3, AreaOptions(leastSquareKilometres: .nan)), (3, AreaOptions(vertices: 3)), (3, AreaOptions(cells: 0)),
    ]
    for (count, options) in cases {
      let failure = #expect(throws: Failure.self) { try generateAreas(world, count: count, options) }
      #expect(failure?.kind == .usage)
    }
  }
}

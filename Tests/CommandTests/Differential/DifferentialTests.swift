import Foundation
import TestSupport
import Testing

/// Random nasty layers and tables through the real binary, beside a slow computation of what GDAL's own tool reads from the same files.
///
/// Cases follow from a seed. `RUTVERK_FUZZ_SEED`, `RUTVERK_FUZZ_FIRST` and `RUTVERK_FUZZ_COUNT` choose others than the few that every
/// run of the tests takes; `make fuzz-differential` sets them.
@Suite(.english, .enabled(if: NastyLayer.hasTool))
struct DifferentialTests {
  private static func setting(_ name: String, _ usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? usual
  }

  private static let seed = setting("RUTVERK_FUZZ_SEED", 1)
  private static let cases: Range<Int> = {
    let first = setting("RUTVERK_FUZZ_FIRST", 0)
    return first..<first + setting("RUTVERK_FUZZ_COUNT", 24)
  }()

  @Test(arguments: cases)
  func bothFindTheSame(number: Int) throws {
    var dice = SeededRandom(UInt64(Self.seed) &* 1_000_003 &+ UInt64(number))
    let work = try Workspace()
    let layer = try NastyLayer(in: work, &dice)
    var scene = DifferentialScene(work: work, layer: layer, table: NastyTable(&dice), dice: dice)
    let run: Workspace.Run
    let differences: [String]
    switch number % 3 {
    case 0: (run, differences) = try scene.overlay()
    case 1: (run, differences) = try scene.incidents()
    default: (run, differences) = try scene.footprint()
    }
    let about =
      "seed \(Self.seed), case \(number): \(layer.file), \(layer.format.driver), \(layer.crs), \(scene.table.description)"
    #expect(run.code == 0, "\(about)\n\(run.errors)")
    #expect(differences.isEmpty, "\(about)\n\(differences.joined(separator: "\n"))\n\(run.errors)")
  }

  /// The slow way itself, against what can be worked out by hand.
  @Test func theSlowWayIsRight() {
    let square: SlowGround.Ring = [(x: 0, y: 0), (x: 2, y: 0), (x: 2, y: 2), (x: 0, y: 2)]
    let crossed: SlowGround.Ring = [(x: 1, y: 0), (x: 3, y: 2), (x: 3, y: 0), (x: 1, y: 2)]
    let ground = SlowGround([[square], [crossed]], ranks: [1, 0])
    let all = ground.inRectangle(-1, -1, 4, 4)
    #expect(all.areas == [4, 2] && all.ranks == [2, 3])
    #expect(ground.inRectangle(0, 0, 1, 1).areas == [1, 0])
    #expect(ground.areas(at: 2, 1) == [true, true] && ground.areas(at: 2, 0.5) == [true, false])
    // A quarter of the circle around a corner, and all of it around the middle.
    #expect(abs(ground.inCircle(0, 0, radius: 1).areas[0] - .pi / 4) < 1e-14)
    #expect(abs(ground.inCircle(1, 1, radius: 1).areas[0] - .pi) < 1e-14)
    // Half a disc beyond the edge x = 2: what the square lacks.
    #expect(abs(ground.inCircle(2, 1, radius: 1).areas[0] - .pi / 2) < 1e-14)
  }
}

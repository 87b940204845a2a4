import Foundation
import Geometry
import Reports
import TestSupport
import Testing

@testable import MapPage

/// The packing, read back by a reader that is written once more here, slowly.
@Suite struct PackingTests {
  /// Whole numbers of seven bits a byte.
  private func numbers(_ text: String) throws -> [Int] {
    let data = try #require(Data(base64Encoded: text))
    var result: [Int] = []
    var (value, shift) = (0, 0)
    for byte in data {
      value |= Int(byte & 127) << shift
      shift += 7
      if byte < 128 {
        result.append(value)
        (value, shift) = (0, 0)
      }
    }
    #expect(shift == 0)
    return result
  }

  private func signed(_ code: Int) -> Int { code % 2 == 0 ? code / 2 : -(code + 1) / 2 }

  private func string(_ tree: JSONTree?) -> String {
    guard case .string(let text)? = tree else { return "?" }
    return text
  }

  @Test func base64IsBase64() {
    for count in 0...70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
      #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
    }
  }

  @Test func figuresKeepTheirDecimalsAndNulls() throws {
    let figure = PageFigure(key: "x", label: "", decimals: 2, values: [1.234, .nan, -0.5, 0, .infinity, 12345.678])
    let tree = figure.packed(in: [5, 0, 1, 2, 3, 4])
    let values = try numbers(string(tree["data"])).map { $0 == 0 ? nil : Double(signed($0 - 1)) / 100 }
    #expect(values == [12345.68, 1.23, nil, -0.5, 0, nil])
  }

  @Test func hugeValuesLoseDecimalsButNotTheirSize() {
    let figure = PageFigure(key: "x", label: "", decimals: 3, values: [5_000_000, 1])
    #expect(figure.storableDecimals() == 2)
    #expect(PageFigure(key: "x", label: "", decimals: 3, values: [1e300]).storableDecimals() == 0)
  }

  /// 250 m squares at (1, 0) and (0, 1) of a group two wide; the large one comes first.
  @Test func cellsComeBySizeAndPlace() throws {
    let cells = SmallPage.contents().cells
    let packing = try CellPacking(cells)
    #expect(packing.order == [1, 0, 2])
    #expect(packing.groups.map(\.size) == [1000, 250])
    #expect(packing.groups[1].keys == [1, 2])
    #expect(packing.groups[1].width == 2 && packing.groups[1].e == 400_000 && packing.groups[1].n == 6_500_000)
    let tree = packing.tree(cells)
    #expect(string(tree["classes"]) == Data([0, 1, 2]).base64EncodedString())
    guard case .array(let figures)? = tree["figures"] else { return }
    // Population of all three: none, 120, 0; index of the two with a class: −1.235 and 0.5.
    #expect(try numbers(string(figures[0]["data"])) == [0, 241, 1])
    #expect(try numbers(string(figures[1]["data"])).map { signed($0 - 1) } == [-1235, 500])
    let rings = packing.tree(try #require(SmallPage.contents().rings))
    #expect(try numbers(string(rings["data"])) == [2, 144])
  }

  @Test func randomCellsComeBackEveryOne() throws {
    var random = SeededRandom(7)
    var cells = PageCells()
    var corners = Set<[Int]>()
    while corners.count < 3000 {
      let size = [100, 250, 1000].randomElement(using: &random) ?? 250
      corners.insert([
        size, Int.random(in: 300...2500, using: &random) * size, Int.random(in: 6000...7000, using: &random) * size,
      ])
    }
    for corner in corners {
      cells.sizes.append(corner[0])
      cells.e.append(corner[1])
      cells.n.append(corner[2])
      cells.classes.append(0)
    }
    guard case .array(let groups)? = try CellPacking(cells).tree(cells)["groups"] else { return }
    var found = Set<[Int]>()
    for group in groups {
      guard case .integer(let size)? = group["size"], case .integer(let e)? = group["e"],
        case .integer(let n)? = group["n"], case .integer(let width)? = group["width"]
      else { continue }
      var key = 0
      for step in try numbers(string(group["keys"])) {
        key += step
        found.insert([size, e + key % width * size, n + key / width * size])
      }
    }
    #expect(found == corners)
  }

  /// Each vertex of a random ring lies within the tolerance of the simplified ring.
  @Test(arguments: [1.0, 5, 40])
  func simplifiedRingsStayWithinTheTolerance(_ tolerance: Double) {
    var random = SeededRandom(Int(tolerance))
    var (x, y): ([Double], [Double]) = ([], [])
    for i in 0..<400 {
      let angle = 2 * Double.pi * Double(i) / 400
      let radius = 900 + Double.random(in: -30...30, using: &random)
      x.append(radius * cos(angle))
      y.append(radius * sin(angle))
    }
    x.append(x[0])
    y.append(y[0])
    let kept = LineSimplifier(tolerance: tolerance).keep(x: x, y: y, ring: 0..<401)
    #expect(kept.first == 0 && kept.last == 400 && kept.count >= 4)
    if tolerance > 1 { #expect(kept.count < 400) }
    for i in 0..<401 {
      let nearest = zip(kept, kept.dropFirst()).map { a, b in
        let (dx, dy) = (x[b] - x[a], y[b] - y[a])
        let t = max(0, min(1, ((x[i] - x[a]) * dx + (y[i] - y[a]) * dy) / (dx * dx + dy * dy)))
        return hypot(x[i] - x[a] - t * dx, y[i] - y[a] - t * dy)
      }.min()
      #expect((nearest ?? .infinity) <= tolerance + 1e-9)
    }
  }

  @Test func smallRingsStayWhole() {
    let square = MultiPolygon(minX: 0, minY: 0, maxX: 3, maxY: 3)
    #expect(LineSimplifier(tolerance: 100).keep(x: square.x, y: square.y, ring: 0..<5) == [0, 1, 2, 3, 4])
  }

  @Test func outlinesAreDifferencesOfMetres() throws {
    let square = MultiPolygon(minX: 10.4, minY: 20, maxX: 110.6, maxY: 120)
    let packing = OutlinePacking([square, MultiPolygon()], origin: (e: 10, n: 120), tolerance: 2, limit: 100)
    let values = try numbers(string(packing.tree["data"]))
    #expect(values.prefix(2) == [1, 4])
    #expect(values[2..<10].map(signed) == [0, 100, 101, 0, 0, -100, -101, 0])
    #expect(values.last == 0)
  }
}

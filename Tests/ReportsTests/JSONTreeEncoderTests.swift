import Foundation
import Reports
import Testing

/// The tree of an `Encodable` against the JSON that Foundation makes of the same value.
@Suite struct JSONTreeEncoderTests {
  private struct Point: Encodable {
    var x: Double
    var label: String?
  }

  private enum Kind: String, Encodable { case area, centre }

  private enum Choice: Encodable {
    case none
    case scaled(by: Double, Int)
  }

  private struct Everything: Encodable {
    var text = "Särskilt"
    var flag = true
    var small: Int8 = -8
    var large: UInt32 = .max
    var number = 0.1
    var half: Float = 0.5
    var missing: Int?
    var kind = Kind.centre
    var choices: [Choice] = [.none, .scaled(by: 2.5, 3)]
    var nested = Point(x: 1, label: "a")
    var points: [Point] = [Point(x: 1e21, label: nil), Point(x: -0.25, label: "b")]
    var gaps: [Double?] = [1, nil, 3]
    var matrix: [[Double]] = [[1, 0.5], [], [0.5]]
    var byName: [String: [Int]] = ["b": [1], "a": [], "ö": [2, 3]]
    var byNumber: [Int: Bool] = [7: true]
    var pairs: [Kind: Int] = [.area: 4]
    var none: [Point] = []
    var holder = Holder()
  }

  /// Containers inside containers, by hand, a null and a `super` among them.
  private struct Holder: Encodable {
    enum Key: CodingKey { case list, null, inner, tail }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      var list = container.nestedUnkeyedContainer(forKey: .list)
      try list.encode(1)
      try list.encodeNil()
      var deeper = list.nestedUnkeyedContainer()
      try deeper.encode("deep")
      var members = list.nestedContainer(keyedBy: Key.self)
      try members.encode(Point(x: 2, label: nil), forKey: .inner)
      try Kind.area.encode(to: list.superEncoder())
      try container.encodeNil(forKey: .null)
      var inner = container.nestedContainer(keyedBy: Key.self, forKey: .inner)
      try inner.encode([true, false], forKey: .tail)
      try Point(x: 3, label: "c").encode(to: container.superEncoder(forKey: .tail))
    }
  }

  private func object(_ text: some Sequence<UInt8>) throws -> NSObject {
    try #require(try JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed) as? NSObject)
  }

  private func isSameAsFoundation(_ value: some Encodable) throws -> Bool {
    let (ours, theirs) = (
      try object(JSONTree(encoding: value).description.utf8), try object(JSONEncoder().encode(value))
    )
    return ours == theirs
  }

  @Test func anythingNestedIsAsFoundationEncodesIt() throws {
    let everything = Everything()
    #expect(try isSameAsFoundation(everything))
    #expect(try isSameAsFoundation([everything, everything]))
    #expect(try JSONTree(encoding: everything)["holder"]?["tail"]?["label"] == "c")
  }

  @Test func plainValuesAreTreesToo() throws {
    #expect(try JSONTree(encoding: 5) == 5)
    #expect(try JSONTree(encoding: "x") == "x")
    #expect(try JSONTree(encoding: Int?.none) == .null)
    #expect(try JSONTree(encoding: [Int]()) == .array([]))
    #expect(try JSONTree(encoding: [String: Int]()) == .object([]))
    #expect(try JSONTree(encoding: Kind.area) == "area")
    #expect(try isSameAsFoundation([1.5, -2]))
    #expect(try JSONTree(encoding: Double.nan).description == "null\n")
  }

  @Test func aWholeNumberThatDoesNotFitIsNotChangedIntoAnother() throws {
    let tree = try JSONTree(encoding: [UInt64.max])
    #expect(tree.description == "[1.8446744073709552e+19]\n")
  }

  @Test func membersStandInTheOrderOfEncodingAndDictionariesByKey() throws {
    struct Ordered: Encodable {
      var zebra = 1
      var apple = 2
      var names = ["c": 3, "a": 1, "b": 2, "d": 4, "e": 5, "f": 6]
    }
    #expect(
      try JSONTree(encoding: Ordered())
        == .members([
          "zebra": 1, "apple": 2, "names": .members(["a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6]),
        ]))
  }

  @Test func anErrorOfTheValueIsPassedOn() {
    struct Refusal: Error {}
    struct Refusing: Encodable { func encode(to encoder: any Encoder) throws { throw Refusal() } }
    #expect(throws: Refusal.self) { try JSONTree(encoding: ["a": [Refusing()]]) }
  }
}

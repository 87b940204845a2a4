import Columns
import Geometry
import Testing

@testable import Synthetic

/// The made-up country of the police's report of 2021.
@Suite struct ReportCountryTests {
  @Test func classesHaveTheReportsFigures() {
    for kind in ReportClass.all {
      let activity = kind.activity
      let active = activity.filter { $0.tenths > 0 }
      #expect(activity.count == kind.count && activity.count - active.count == kind.idle, "\(kind.name)")
      #expect(activity.reduce(0) { $0 + $1.tenths } == kind.tenths.total, "\(kind.name)")
      #expect(active.first?.tenths == kind.tenths.most && active.last?.tenths == kind.tenths.least, "\(kind.name)")
      #expect(active.allSatisfy { (1...$0.tenths).contains($0.phones) }, "\(kind.name)")
      #expect(activity.reduce(0) { $0 + $1.phones } == kind.phones.total, "\(kind.name)")
    }
  }

  @Test(arguments: [1, 2, 9]) func peopleGroundAndPhones(_ seed: Int) throws {
    let country = try ReportCountry(seed: UInt64(seed))
    let boxes = country.areas.compactMap(\.shape.bounds)
    for (i, box) in boxes.enumerated() {
      #expect(!boxes[..<i].contains { $0.meets(box) })
    }
    let km2 = country.areas.prefix(60).reduce(0) { $0 + $1.shape.planarArea } / 1e6
    #expect((0.00015...0.00025).contains(km2 / 447_425))
    guard case .numbers(let people)? = country.cells.column("population"),
      case .numbers(let e)? = country.stations.column("e"), case .numbers(let n)? = country.stations.column("n")
    else { throw SkipReason.columns }
    #expect(people.values.reduce(0, +) == Double(ReportCountry.people))
    #expect(country.populations.prefix(60).reduce(0, +) == 550_000)
    // Every circle lies wholly in its own area, or in none.
    for i in e.values.indices {
      let circle = BoundingBox(
        minX: e.values[i] - 500, minY: n.values[i] - 500, maxX: e.values[i] + 500, maxY: n.values[i] + 500)
      let met = boxes.indices.filter { boxes[$0].meets(circle) }
      #expect(met == (i < boxes.count ? [i] : []), "station \(i)")
    }
    var bytes: [UInt8] = []
    try country.writeEvents { bytes += $0 }
    let days = Set(
      bytes.split(separator: 10).dropFirst().map { line in
        // T0001,2020-03-27
        String(decoding: line.prefix(16), as: UTF8.self)
      })
    #expect(days.count == ReportCountry.phoneDays)
  }

  private enum SkipReason: Error { case columns }
}

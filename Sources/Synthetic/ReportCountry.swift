import Columns
import Core
import Geometry
import LocalTime

/// A made-up country whose phone activity, people and ground are those of the police's report of 2021 (section 3.2.5, Tabell 9,
/// section 2.3): 60 utsatta områden with 13 % of the dygnsavtryck, 5 % of the people and 0.02 % of the ground, and 137 other
/// reported areas, 16 of which have no activity.
///
/// Areas are squares of 250 m cells in the largest towns of a ``SyntheticWorld``; the rest of the people live in squares of
/// 1,000 m around all its towns. A station's circle of 500 m lies wholly in its area or in none, and a phone leaves whole tenths of
/// a day, so that the sums are exact.
public struct ReportCountry: Sendable {
  /// Inhabitants of the country, 31 December 2020 (SCB).
  public static let people = 10_378_680
  /// Phone-days: what 22 × 43.1, 10 × 30.4 and 28 × 23.0 are 6.5, 2.1 and 4.4 % of.
  public static let phoneDays = 14_550
  /// Phones of the country; made up.
  static let phones = 3_000
  private static let firstDay = "2020-03-27"

  /// The areas, the most severe class first.
  public let areas: [SyntheticArea]
  /// Inhabitants of each.
  public let populations: [Int]
  /// Cells of 250 and 1,000 m: `ruta`, `size_m`, `population`.
  public let cells: Table
  /// Stations: `station`, `e`, `n`; those of the areas first, in their order, then those outside.
  public let stations: Table
  /// What phones leave in each area.
  private let activity: [ReportActivity]
  private let outsideStations: Int

  /// Makes the country.
  ///
  /// - Throws: ``Failure`` (software) where the world's towns do not leave room for it.
  public init(seed: UInt64) throws {
    let world = try SyntheticWorld.sweden(seed: seed)
    var boxes: [BoundingBox] = []
    var areas: [SyntheticArea] = []
    let kinds = ReportClass.all.flatMap { kind in (0..<kind.count).map { (kind, $0) } }
    let names = PlaceNames.quarters(count: kinds.count, seed: seed)
    for town in world.towns where areas.count < kinds.count {
      let (kind, number) = kinds[areas.count]
      let side = kind.sideMetres(number)
      let (e, n) = (Self.snapped(town.e - side / 2, 250), Self.snapped(town.n - side / 2, 250))
      let around = BoundingBox(minX: e - 2000, minY: n - 2000, maxX: e + side + 2000, maxY: n + side + 2000)
      if boxes.contains(where: { $0.meets(around) }) { continue }
      boxes.append(BoundingBox(minX: e, minY: n, maxX: e + side, maxY: n + side))
      areas.append(
        SyntheticArea(
          id: "\(kind.prefix)-\(Self.padded(number + 1, 3))", name: names[areas.count], areaClass: kind.name,
          kommun: town.name, shape: MultiPolygon(minX: e, minY: n, maxX: e + side, maxY: n + side)))
    }
    guard areas.count == kinds.count else {
      throw Failure(.software, "the world has too few towns for the report's areas", value: "\(seed)")
    }
    self.areas = areas
    populations = kinds.map { kind, number in Self.part(number, of: kind.count, sharing: kind.people) }
    cells = Self.cells(world, boxes, populations)
    activity = ReportClass.all.flatMap(\.activity)
    (stations, outsideStations) = Self.stations(world, boxes)
    guard outsideStations > 0 else {
      throw Failure(.software, "no town of the world lies outside the report's areas", value: "\(seed)")
    }
  }

  /// Part number `index` of a whole number that `count` parts share as evenly as they can.
  private static func part(_ index: Int, of count: Int, sharing total: Int) -> Int {
    total * (index + 1) / count - total * index / count
  }

  private static func snapped(_ metres: Double, _ step: Double) -> Double { (metres / step).rounded() * step }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  // MARK: people

  private static func cells(_ world: SyntheticWorld, _ boxes: [BoundingBox], _ populations: [Int]) -> Table {
    var (codes, sizes, people) = (TextColumn(), [Double](), [Double]())
    func append(_ e: Int, _ n: Int, _ size: Int, _ population: Int) {
      codes.append(padded(e, 6) + padded(n, 7))
      sizes.append(Double(size))
      people.append(Double(population))
    }
    for (box, population) in zip(boxes, populations) {
      let side = Int((box.maxX - box.minX) / 250)
      for i in 0..<side * side {
        append(
          Int(box.minX) + 250 * (i % side), Int(box.minY) + 250 * (i / side), 250,
          part(i, of: side * side, sharing: population))
      }
    }
    let squares = countrySquares(world, boxes)
    let total = squares.reduce(0) { $0 + $1.weight }
    let rest = Self.people - populations.reduce(0, +)
    var (running, given) = (0, 0)
    for square in squares {
      running += square.weight
      let due = Int((Double(rest) * Double(running) / Double(total)).rounded(.down))
      append(square.e, square.n, 1000, due - given)
      given = due
    }
    var table = Table()
    table.add("ruta", texts: codes)
    table.add("size_m", .integer, numbers: sizes)
    table.add("population", .integer, numbers: people)
    return table
  }

  private struct CountrySquare {
    var e: Int
    var n: Int
    var weight: Int
  }

  /// Squares of 1,000 m around each town, as many as hold its people, that meet no area.
  private static func countrySquares(_ world: SyntheticWorld, _ boxes: [BoundingBox]) -> [CountrySquare] {
    var taken = Set<SIMD2<Int>>()
    var squares: [CountrySquare] = []
    for town in world.towns {
      let wanted = max(1, town.population / 2_500)
      var mine = 0
      let (x, y) = (Int(town.e / 1000), Int(town.n / 1000))
      for ring in 0..<60 where mine < wanted {
        for dy in -ring...ring {
          for dx in -ring...ring where max(abs(dx), abs(dy)) == ring && mine < wanted {
            let (e, n) = (1000 * (x + dx), 1000 * (y + dy))
            let box = BoundingBox(
              minX: Double(e) + 1, minY: Double(n) + 1, maxX: Double(e) + 999, maxY: Double(n) + 999)
            if boxes.contains(where: { $0.meets(box) }) || !taken.insert(SIMD2(e, n)).inserted { continue }
            squares.append(CountrySquare(e: e, n: n, weight: max(1, town.population / wanted)))
            mine += 1
          }
        }
      }
    }
    return squares
  }

  // MARK: phones

  private static func stations(_ world: SyntheticWorld, _ boxes: [BoundingBox]) -> (Table, outside: Int) {
    var (names, e, n) = (TextColumn(), [Double](), [Double]())
    func append(_ x: Double, _ y: Double) {
      names.append("S" + padded(e.count + 1, 4))
      e.append(x)
      n.append(y)
    }
    for box in boxes { append((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2) }
    for town in world.towns.prefix(1_200) {
      let circle = BoundingBox(minX: town.e - 600, minY: town.n - 600, maxX: town.e + 600, maxY: town.n + 600)
      if !boxes.contains(where: { $0.meets(circle) }) { append(town.e, town.n) }
    }
    var table = Table()
    table.add("station", texts: names)
    table.add("e", .real(decimals: 2), numbers: e)
    table.add("n", .real(decimals: 2), numbers: n)
    return (table, e.count - boxes.count)
  }

  /// Writes the events as CSV: `phone,timestamp,station`, local time.
  public func writeEvents(to write: ([UInt8]) throws -> Void) throws {
    guard let start = CivilDate(text: Self.firstDay)?.day, case .texts(let names)? = stations.column("station") else {
      throw Failure(.software, "the country's stations or days are not there")
    }
    try write(Array("phone,timestamp,station\n".utf8))
    var text = ""
    // Phone-days are numbered; a number stands for one phone on one day, and further days of a visit lie weeks later.
    var slot = 0
    var days = 0
    func outside(_ slot: Int) -> String { names[areas.count + slot * 7_919 % outsideStations] }
    func day(_ slot: Int, later: Int, tenths: Int, at station: String) {
      let phone = "T" + Self.padded(slot % Self.phones + 1, 4)
      let date = CivilDate(day: start + Int32(slot / Self.phones + 20 * later)).description
      let count = tenths == 10 ? 1 : 10
      for event in 0..<count {
        let place = tenths == 10 || event < tenths ? station : outside(slot)
        text += "\(phone),\(date)T\(Self.padded(8 + event, 2)):\(Self.padded(slot % 60, 2)):00,\(place)\n"
      }
      days += 1
    }
    for (area, visits) in activity.enumerated() where visits.phones > 0 {
      for phone in 0..<visits.phones {
        var tenths = visits.tenths / visits.phones + (phone < visits.tenths % visits.phones ? 1 : 0)
        var later = 0
        while tenths > 0 {
          let left = tenths % 10 == 0 ? 10 : tenths % 10
          day(slot, later: later, tenths: left, at: names[area])
          tenths -= left
          later += 1
        }
        slot += 1
      }
      try write(Array(text.utf8))
      text = ""
    }
    while days < Self.phoneDays {
      day(slot, later: 0, tenths: 10, at: outside(slot))
      slot += 1
    }
    try write(Array(text.utf8))
  }
}

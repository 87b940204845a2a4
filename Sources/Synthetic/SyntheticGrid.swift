import Columns
import Core
import Parallel

/// The knobs of ``generateGrid(_:_:)`` beside the world itself.
public struct GridOptions: Sendable, Equatable {
  /// Rows; nil takes the world's ``SyntheticWorld/defaultCells``.
  public var cells: Int?
  /// The share of cells that lack one variable, 0…1.
  public var nullShare: Double
  /// Threads to compute with; the result does not depend on them.
  public var threads: Int

  /// The usual grid: as many cells as suit the world, 2 % of them lacking a variable, all processors.
  public init(cells: Int? = nil, nullShare: Double = 0.02, threads: Int = Parallel.availableThreads) {
    (self.cells, self.nullShare, self.threads) = (cells, nullShare, threads)
  }
}

/// The grid of a synthetic world as a table in canonical order (northing, easting, size).
///
/// Columns: `ruta` (13 digits, E then N of the south-west corner, SWEREF 99 TM), `size_m` (250 or 1000), `population`,
/// then `inkomst` (median net income, 1,000 SEK), `utbildning`, `forvarvsfrekvens`, `utlandsk_bakgrund`,
/// `trangboddhet`, `ensamstaende` (shares, 0–1) and `unga_0_15`, `unga_16_19` (people). A 1,000 m cell holds what lies
/// outside the 250 m cells within it. Over the cells of at least 20 inhabitants, the population-weighted means,
/// standard deviations and correlations (the young as shares of the population) are those of SCB's DeSO table of 2022, within 5 %
/// and 0.05; smaller cells, in which a share is of a few households, spread more.
///
/// Throws ``Failure`` (usage) for a number of cells that the world does not have or a share outside 0…1.
public func generateGrid(_ world: SyntheticWorld, _ options: GridOptions = GridOptions()) throws -> Table {
  try SyntheticGrid(world, options).table()
}

/// A grid before it becomes a table: squares, people, and values as whole numbers of their last decimal.
struct SyntheticGrid: Sendable {
  let layout: GridLayout
  /// Eight a cell, see ``CellMeasure``; one array a block of ``block`` cells.
  private let blocks: [[Int32]]
  private static let block = 8192
  /// Cells with fewer people than this are not fitted to the national figures; the index leaves them out as well.
  static let leastPopulation: Int32 = 20
  /// Units that the fit draws, with a chance by population.
  private static let sampleSize = 20_000

  init(_ world: SyntheticWorld, _ options: GridOptions) throws {
    guard options.nullShare >= 0, options.nullShare <= 1 else {
      throw Failure(
        .usage, "the share of cells that lack a variable is out of range", field: "nullShare",
        value: "\(options.nullShare)", expected: "0 to 1")
    }
    let layout = try GridLayout(world: world, cells: options.cells ?? world.defaultCells, threads: options.threads)
    let fields = LatentFields(world: world)
    let conditions = LivingConditions.fitted(
      to: Self.sample(layout), fields: fields, measure: CellMeasure(seed: world.seed, nullShare: 0))
    let measure = CellMeasure(seed: world.seed, nullShare: options.nullShare)
    self.layout = layout
    blocks = try Parallel.blocks(of: layout.count, block: Self.block, threads: options.threads) { range in
      var truth = [Double](repeating: 0, count: range.count * Variable.count)
      var values = [Int32](repeating: 0, count: range.count * Variable.count)
      for cell in range {
        let (size, e, n) = (layout.size[cell], layout.e[cell], layout.n[cell])
        let start = (cell - range.lowerBound) * Variable.count
        fields.write(size: size, e: e, n: n, to: &truth, start: start)
        conditions.transform(&truth, start: start)
        measure.write(
          truth, population: layout.population[cell], size: size, e: e, n: n, to: &values, start: start)
      }
      return values
    }
  }

  /// A systematic sample by population: each person stands for as many as any other. Whole numbers throughout.
  private static func sample(_ layout: GridLayout) -> LivingConditions.Sample {
    let eligible = layout.population.contains { $0 >= leastPopulation } ? leastPopulation : 1
    let total = layout.population.reduce(0) { $1 >= eligible ? $0 + Int($1) : $0 }
    let step = max(1, total / sampleSize)
    var sample = LivingConditions.Sample()
    var (running, next) = (0, step / 2)
    for cell in 0..<layout.count where layout.population[cell] >= eligible {
      running += Int(layout.population[cell])
      guard next < running else { continue }
      let picks = (running - 1 - next) / step + 1
      next += picks * step
      sample.size.append(layout.size[cell])
      sample.e.append(layout.e[cell])
      sample.n.append(layout.n[cell])
      sample.population.append(layout.population[cell])
      sample.weights.append(Double(picks))
    }
    return sample
  }

  /// A cell's published value; NaN where it lacks the variable.
  func value(_ variable: Int, of cell: Int) -> Double {
    let whole = blocks[cell / Self.block][(cell % Self.block) * Variable.count + variable]
    return whole == CellMeasure.null ? .nan : Double(whole) / CellMeasure.scale(variable)
  }

  /// The grid as a table, see ``generateGrid(_:_:)``.
  func table() -> Table {
    var codes = TextColumn()
    codes.reserveCapacity(rows: layout.count, bytes: 13 * layout.count)
    var digits = [UInt8](repeating: 0, count: 13)
    for cell in 0..<layout.count {
      Self.write(layout.e[cell], to: &digits, 0..<6)
      Self.write(layout.n[cell], to: &digits, 6..<13)
      codes.append(utf8: digits)
    }
    var table = Table()
    table.add("ruta", texts: codes)
    table.add("size_m", .integer, numbers: layout.size.map(Double.init))
    table.add("population", .integer, numbers: layout.population.map(Double.init))
    for variable in Variable.allCases {
      var numbers: [Double] = []
      numbers.reserveCapacity(layout.count)
      for cell in 0..<layout.count { numbers.append(value(variable.rawValue, of: cell)) }
      let kind: FieldKind = variable.isCount ? .integer : .real(decimals: CellMeasure.decimals(variable))
      table.add(variable.name, kind, numbers: numbers)
    }
    return table
  }

  /// A coordinate's decimal digits, leading zeros included.
  private static func write(_ coordinate: Int32, to digits: inout [UInt8], _ places: Range<Int>) {
    var rest = coordinate
    for place in places.reversed() {
      digits[place] = UInt8(48 + rest % 10)
      rest /= 10
    }
  }
}

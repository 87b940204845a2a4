/// Ten cells and three areas whose every figure can be worked out by hand.
///
/// Eight cells of 100 people each stand for all combinations of good and bad in the three groups. Each variable takes
/// two values, four cells each, so its mean lies in the middle, its standard deviation is half the distance, every z is
/// -1 or +1, and so is every group's score:
///
///     code           size  economy  segregation  family  index  percentile  class
///     6000006600000  1000     -          -          -      -1       6.25      1
///     6000006601000  1000     -          -          +     -1/3     31.25      2
///     6010006601000  1000     -          +          -     -1/3     31.25      2
///     6010006600000  1000     +          -          -     -1/3     31.25      2
///     6010006600000   250     +          +          +       1      93.75      5
///     6012506600000   250     +          +          -      1/3     68.75      4
///     6010006600250   250     +          -          +      1/3     68.75      4
///     6012506600250   250     -          +          +      1/3     68.75      4
///
/// Percentile: 100 of 800 people have an index of -1 (half of 12.5 %), 300 one of -1/3 (12.5 + half of 37.5), 300 one of
/// 1/3 (50 + half of 37.5), 100 one of 1 (87.5 + half of 12.5). Class 3 (40 to 60) is empty.
///
/// The four 250 m cells lie in the 1000 m cell of the same code as the first of them, which keeps 12 of its 16 squares.
/// Children per 250 m square are 1 or 3, youth 1 or 2: so 16 and 48 children in a whole 1000 m cell, 12 in the remainder.
/// Two more 250 m cells have no index: 12 people are too few, and one has 50 people and all else suppressed.
enum HandWorld {
  static let header = SmallWorld.header
  static let rows = [
    "6000006600000,1000,100,300,0.25,0.75,0.25,0.25,0.25,16,16",
    "6000006601000,1000,100,300,0.25,0.75,0.25,0.25,0.75,48,32",
    "6010006601000,1000,100,300,0.25,0.75,0.75,0.75,0.25,16,16",
    "6010006600000,1000,100,200,0.75,0.25,0.25,0.25,0.25,12,12",
    "6010006600000,250,100,200,0.75,0.25,0.75,0.75,0.75,3,2",
    "6012506600000,250,100,200,0.75,0.25,0.75,0.75,0.25,1,1",
    "6010006600250,250,100,200,0.75,0.25,0.25,0.25,0.75,3,2",
    "6012506600250,250,100,300,0.25,0.75,0.75,0.75,0.75,3,2",
    "6020006600000,250,12,200,0.75,0.25,0.75,0.75,0.75,1,0",
    "6022506600000,250,50,..,..,..,..,..,..,..,..",
  ]
  static let cells = SmallWorld.table(rows)

  /// Norrby (A1, the most severe class): the cells …000 and …250 of the southern row, 500 m × 250 m.
  ///
  /// Söderby (A2): 500 m × 375 m. The upper half of the cell 6012506600000, all of 6012506600250, and 250 m × 375 m of
  /// the remainder's 750,000 m², an eighth. It shares 250 m × 125 m = 31,250 m² with Norrby, which keeps them.
  ///
  /// Utby (A3): 1 km², a quarter of it in the cell 6000006601000, the rest where there is no cell.
  static let areas = SmallWorld.layer([
    SmallWorld.feature(
      "\"id\":\"A1\",\"name\":\"Norrby\",\"class\":\"Särskilt utsatt område\"",
      SmallWorld.box(601_000, 6_600_000, 601_500, 6_600_250)),
    SmallWorld.feature(
      "\"id\":\"A2\",\"name\":\"Söderby\",\"class\":\"UO\"",
      SmallWorld.box(601_250, 6_600_125, 601_750, 6_600_500)),
    SmallWorld.feature(
      "\"id\":\"A3\",\"name\":\"Utby\",\"class\":\"Riskområde\"",
      SmallWorld.box(599_500, 6_601_500, 600_500, 6_602_500)),
  ])

  /// A folder with `rutor.csv` and `omraden.geojson`.
  static func workspace() throws -> Workspace {
    let work = try Workspace()
    try work.write("rutor.csv", cells)
    try work.write("omraden.geojson", areas)
    return work
  }

  /// The same with `index.csv`, the indexed cells.
  static func indexed() throws -> Workspace {
    let work = try workspace()
    _ = try work.run("index", "rutor.csv", "--output", "index.csv")
    return work
  }
}

/// Three areas and thirteen points whose every figure can be worked out by hand.
///
/// A1 (särskilt utsatt, 500 m × 250 m) and A2 (utsatt, 500 m × 375 m) share 250 m × 125 m; A3 (riskområde) is 1 km². A1 has
/// 500 inhabitants, A2 400, A3 nobody.
///
///      point  where                              in      in the partition  linked   year
///        1    inside A1                           A1      A1                -        2022
///        2    where A1 and A2 overlap             A1 A2   A1                -        2022
///        3    on A1's eastern border              A1      A1                -        2022
///        4    on A2's eastern border              A2      A2                -        2022
///        5    A3's south-western corner           A3      A3                -        2023
///        6    nowhere                             -       outside           A2       2023
///        7    nowhere                             -       outside           -        2023
///        8    inside A1                           A1      A1                A3       2023
///        9    no coordinates                      left out
///       10    a corner of A1 that lies in A2      A1 A2   A1                -        2023
///       11    nowhere, seconds before 2023 in UTC, after it here
///       12    inside A2                           A2      A2                A2       2022
///       13    nowhere, date only                  -       outside           -        2022
enum IncidentWorld {
  static let points = """
    nr,e,n,tid,typ,koppling
    1,601100,6600100,2022-09-26 9:55:23 +02:00,Skott,
    2,601300,6600200,2022-09-27T09:10:00+02:00,Skott,
    3,601500,6600050,2022-10-01 23:59,Skott,
    4,601750,6600300,2022-12-31T22:59:59Z,Narkotika,
    5,599500,6601500,2023-01-01 00:00:00,Skott,
    6,610000,6610000,2023-02-01T12:00:00,Skott,A2
    7,610000,6610100,2023-02-01T13:00:00,Vapen,
    8,601010,6600010,2023-03-01T13:00:00,Narkotika,A3
    9,,,2023-03-01T13:00:00,Skott,A1
    10,601500,6600250,2023-03-02T13:00:00,Skott,
    11,620000,6620000,2022-12-31T23:30:00Z,Skott,
    12,601700,6600400,1664178923,Vapen,A2
    13,620010,6620010,2022-06-06,Skott,

    """

  static let areas = SmallWorld.layer([
    area(
      "A1", "Norrby", "Särskilt utsatt område", 500, "Borås", "Väst",
      SmallWorld.box(601_000, 6_600_000, 601_500, 6_600_250)),
    area("A2", "Söderby", "UO", 400, "Borås", "Väst", SmallWorld.box(601_250, 6_600_125, 601_750, 6_600_500)),
    area("A3", "Utby", "Riskområde", 0, "Malmö", "Syd", SmallWorld.box(599_500, 6_601_500, 600_500, 6_602_500)),
  ])

  private static func area(
    _ id: String, _ name: String, _ areaClass: String, _ people: Int, _ lpo: String, _ region: String,
    _ ring: [[Double]]
  ) -> String {
    SmallWorld.feature(
      "\"id\":\"\(id)\",\"name\":\"\(name)\",\"class\":\"\(areaClass)\",\"folk\":\(people),\"lpo\":\"\(lpo)\",\"region\":\"\(region)\"",
      ring)
  }

  /// A folder with `p.csv` and `a.geojson`.
  static func workspace() throws -> Workspace {
    let work = try Workspace()
    try work.write("p.csv", points)
    try work.write("a.geojson", areas)
    return work
  }

  static let base = ["incidents", "--points", "p.csv", "--areas", "a.geojson"]

  /// The entry of a list that has these values.
  static func entry(_ list: Any?, _ wanted: [String: String]) -> [String: Any]? {
    (list as? [[String: Any]])?.first { entry in wanted.allSatisfy { entry[$0.key] as? String == $0.value } }
  }
}

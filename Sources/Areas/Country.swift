/// Sweden's ground, as the reports count it.
public enum Country {
  /// Land and lakes, km²: what shares of the country are shares of (the police's 2021 report).
  public static let km2 = 447_425.0
  /// Land alone, km² (Statistics Sweden): what the distance between the country's inhabitants rests on.
  public static let landKm2 = 407_160.0
}

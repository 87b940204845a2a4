/// The average distance between inhabitants (*invånardistans*).
public enum Spacing {
  /// sqrt(2/√3 · area / population), metres: the distance between neighbours if all stood in a triangular lattice.
  /// 407,160 km² and 10,378,680 people give 212.8 m. NaN without people.
  public static func metres(areaKm2: Double, population: Double) -> Double {
    population > 0 ? (2 / 3.0.squareRoot() * areaKm2 * 1e6 / population).squareRoot() : .nan
  }
}

/// Which class a pixel shows where cells are smaller than it: that of most people among its cells.
///
/// Ground without people never outweighs people; where nobody lives, or where the data does not say, the class of most ground
/// is shown. A pixel shows that there is no index only where none of its cells has a class. Of two equals the worse class is
/// shown. The page's `squares.js` follows the same rule.
struct PixelVote {
  /// The rule in words, for `run.method`.
  static let method =
    "Where cells are smaller than a pixel, a picture's or page's pixel shows the class of most people among its cells, each"
    + " by its middle; ground without people counts only where nobody lives. A raster's pixel is a square of the lattice."

  /// What a unit square without people weighs, in people: less than anyone, yet enough to decide between empty cells.
  private static let ground: Float = 1e-6

  private let classCount: Int
  private var weights: [Float]

  /// No votes in a row of so many pixels.
  init(pixels: Int, classCount: Int) {
    self.classCount = classCount
    weights = [Float](repeating: 0, count: pixels * (classCount + 1))
  }

  /// Forgets all votes.
  mutating func clear() { for i in weights.indices { weights[i] = 0 } }

  /// Counts a unit square with its people; class 0 is no class.
  mutating func add(people: Float, ofClass number: Int, to pixel: Int) {
    weights[pixel * (classCount + 1) + number] += people + Self.ground
  }

  /// The class that a pixel shows; 0: no class, nil: no cell.
  func winner(_ pixel: Int) -> Int? {
    let first = pixel * (classCount + 1)
    var (best, most) = (0, Float(0))
    for number in 1...max(1, classCount) where number <= classCount && weights[first + number] > 0 {
      if weights[first + number] >= most { (best, most) = (number, weights[first + number]) }
    }
    return best > 0 ? best : weights[first] > 0 ? 0 : nil
  }
}

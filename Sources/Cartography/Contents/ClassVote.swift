/// Which class a place of a map shows that holds many cells: that of most people among them. The one small-scale rule: pixels
/// of pictures, squares of pictures, pages and QGIS, and overviews of rasters all go by it.
///
/// Ground without people never outweighs people; where nobody lives, or where the data does not say, the class of most ground
/// is shown. A place shows that there is no index only where none of its cells has a class. Of two equals the worse class is
/// shown. People and ground are counted apart, so that no rounding decides. The page's `gathered.js` follows the same rule.
package struct ClassVote: Sendable {
  /// The rule in words, for `run.method`.
  package static let method =
    "Where a pixel or square of the map holds several cells, it shows the class of most people among them; ground without"
    + " people counts only where nobody lives, and cells without an index only where no cell has one."

  private let classCount: Int
  private var people: [Double]
  private var ground: [Int32]

  /// No votes for so many places.
  package init(places: Int, classCount: Int) {
    self.classCount = classCount
    people = [Double](repeating: 0, count: places * (classCount + 1))
    ground = [Int32](repeating: 0, count: places * (classCount + 1))
  }

  /// Number of places.
  package var places: Int { people.count / (classCount + 1) }

  /// Adds a place without votes.
  package mutating func addPlace() {
    people.append(contentsOf: repeatElement(0, count: classCount + 1))
    ground.append(contentsOf: repeatElement(0, count: classCount + 1))
  }

  /// Forgets all votes.
  package mutating func clear() {
    for i in people.indices { (people[i], ground[i]) = (0, 0) }
  }

  /// Counts so many people, and so much ground in unit squares (> 0), of a class; class 0 is no class.
  package mutating func add(people number: Double, ground squares: Int32, ofClass: Int, to place: Int) {
    let index = place * (classCount + 1) + ofClass
    if number > 0 { people[index] += number }
    ground[index] += squares
  }

  /// The class that a place shows; 0: no class, nil: no cell.
  package func winner(_ place: Int) -> Int? {
    let first = place * (classCount + 1)
    var best = 0
    for number in 1..<max(2, classCount + 1) where number <= classCount && ground[first + number] > 0 {
      if best == 0
        || (people[first + number], ground[first + number]) >= (people[first + best], ground[first + best])
      {
        best = number
      }
    }
    return best > 0 ? best : ground[first] > 0 ? 0 : nil
  }

  /// All people who were counted in a place, with a class or without.
  package func people(in place: Int) -> Double {
    let first = place * (classCount + 1)
    return people[first...(first + classCount)].reduce(0, +)
  }
}

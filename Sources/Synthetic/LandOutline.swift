import Geometry

/// A rough outline of Sweden in SWEREF 99 TM, corners in whole kilometres.
///
/// Drawn for this generator from general knowledge of the country's shape: the mainland in about a hundred corners,
/// Gotland and Öland in a few, lakes and archipelagos left out. It is some 2 % larger than the country's 447,425 km²
/// and up to about 15 km off the true coast and border. It gives synthetic data a familiar shape, nothing more.
enum LandOutline {
  /// The mainland, counter-clockwise from Svinesund.
  static let mainland: [(Int, Int)] = [
    (285, 6557), (277, 6541), (279, 6502), (278, 6472), (290, 6434), (303, 6395), (317, 6364), (330, 6332),
    (345, 6307), (365, 6278), (372, 6264), (353, 6256), (365, 6236), (342, 6242), (356, 6214), (365, 6188),
    (370, 6161), (362, 6140), (396, 6134), (426, 6142), (449, 6137), (460, 6157), (450, 6179), (458, 6201),
    (481, 6208), (500, 6223), (537, 6217), (556, 6214), (567, 6240), (584, 6280), (590, 6323), (599, 6363),
    (604, 6402), (609, 6452), (615, 6486), (633, 6509), (667, 6524), (690, 6531), (722, 6574), (730, 6631),
    (714, 6669), (690, 6701), (664, 6720), (642, 6730), (621, 6734), (619, 6776), (615, 6815), (632, 6838),
    (626, 6877), (627, 6916), (657, 6945), (682, 6991), (704, 7014), (729, 7050), (765, 7069), (785, 7097),
    (811, 7152), (817, 7167), (799, 7196), (806, 7247), (835, 7283), (873, 7316), (917, 7328), (886, 7390),
    (895, 7438), (871, 7479), (874, 7505), (854, 7556), (807, 7611), (768, 7626), (721, 7671), (710, 7656),
    (708, 7607), (627, 7602), (628, 7543), (595, 7558), (573, 7535), (547, 7480), (560, 7438), (520, 7359),
    (480, 7334), (477, 7242), (437, 7165), (458, 7147), (459, 7117), (450, 7100), (412, 7108), (387, 7093),
    (359, 7054), (348, 7019), (358, 6989), (350, 6944), (360, 6907), (349, 6847), (386, 6805), (375, 6771),
    (350, 6766), (368, 6712), (362, 6691), (324, 6640), (327, 6621), (313, 6609), (319, 6572), (307, 6536),
    (296, 6534),
  ]
  /// Gotland with Fårö, counter-clockwise from Hoburgen.
  static let gotland: [(Int, Int)] = [
    (689, 6313), (724, 6355), (730, 6385), (757, 6431), (734, 6430), (696, 6394), (687, 6355),
  ]
  /// Öland, counter-clockwise from its southern cape.
  static let oland: [(Int, Int)] = [(587, 6229), (598, 6252), (629, 6356), (620, 6356), (602, 6308), (587, 6272)]

  /// All three as one geometry, metres.
  static var sweden: MultiPolygon {
    var shape = MultiPolygon()
    for ring in [mainland, gotland, oland] {
      shape.addPart([ring.map { (Double($0.0) * 1000, Double($0.1) * 1000) }])
    }
    return shape
  }

  /// The 1 km squares whose centre lies in a geometry, from south to north, in a row from west to east.
  ///
  /// Even-odd rule along the row's middle. A corner that lies on the middle line belongs to the edge above it.
  static func squares(in shape: MultiPolygon) -> [LandSquare] {
    guard let box = shape.bounds else { return [] }
    var result: [LandSquare] = []
    let (first, last) = (Int((box.minY / 1000).rounded(.down)), Int((box.maxY / 1000).rounded(.up)))
    for row in first..<max(first, last) {
      let middle = Double(row) * 1000 + 500
      var crossings: [Double] = []
      for ring in shape.ringEnds.indices {
        let vertices = shape.vertices(ofRing: ring)
        for i in vertices.dropLast() where (shape.y[i] > middle) != (shape.y[i + 1] > middle) {
          let along = (middle - shape.y[i]) / (shape.y[i + 1] - shape.y[i])
          crossings.append(shape.x[i] + along * (shape.x[i + 1] - shape.x[i]))
        }
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        var column = Int(((crossings[pair] - 500) / 1000).rounded(.up))
        while Double(column) * 1000 + 500 < crossings[pair + 1] {
          result.append(LandSquare(e: Int32(column) * 1000, n: Int32(row) * 1000))
          column += 1
        }
      }
    }
    return result
  }
}

/// A 1 km square of land by its south-west corner, metres.
struct LandSquare: Sendable, Equatable {
  var e: Int32
  var n: Int32
}

import Core
import Geometry
import Parallel

extension CellIndex {
  /// Traces all borders, polygon by polygon, then puts the cells together, band by band. Gives the pairs of polygons that
  /// may share ground too, ascending.
  static func build(
    _ polygons: [MultiPolygon], lattice: LocatorLattice, boxes: [BoundingBox?], store: VertexStore,
    verticesPerBlock: Int, threads: Int
  ) throws -> (index: CellIndex, suspects: [(Int, Int)]) {
    let blocks = blocks(of: polygons, vertices: verticesPerBlock)
    let traces = try Parallel.map(count: blocks.count, threads: threads) { block in
      var trace = BorderTrace(lattice)
      var first = blocks[block].firstVertex
      for polygon in blocks[block].polygons {
        trace.add(polygons[polygon], to: store, at: first)
        first += polygons[polygon].vertexCount
      }
      return trace
    }
    var places: [(block: Int, local: Int)] = []
    places.reserveCapacity(polygons.count)
    for (number, block) in blocks.enumerated() {
      for local in block.polygons.indices { places.append((number, local - block.polygons.lowerBound)) }
    }
    let homes = places
    let members = BandMembers(boxes, lattice)
    let memory = WordSlabs()
    let bands = try Parallel.map(count: members.bandCount, threads: threads) { band in
      let rows = band * LocatorLattice.blockSide..<(band + 1) * LocatorLattice.blockSide
      var builder = BandBuilder(
        lattice, vertices: UnsafePointer(store.vertices), firstRow: rows.lowerBound)
      for polygon in members.polygons(in: band) {
        let home = homes[Int(polygon)]
        let (chains, toggles) = traces[home.block].pieces(home.local, rows: rows)
        builder.add(polygon, chains, toggles)
      }
      return (answers: CellIndex.Band(builder.finish(), in: memory), pairs: builder.ground.pairs)
    }
    let pairs = bands.reduce(into: Set<SIMD2<Int32>>()) { $0.formUnion($1.pairs) }
    let suspects = pairs.sorted { ($0.x, $0.y) < ($1.x, $1.y) }.map { (Int($0.x), Int($0.y)) }
    return (CellIndex(bands.map(\.answers), in: memory), suspects)
  }

  /// Consecutive polygons with about that many vertices together.
  private static func blocks(
    of polygons: [MultiPolygon], vertices wanted: Int
  ) -> [(polygons: Range<Int>, firstVertex: Int)] {
    var blocks: [(polygons: Range<Int>, firstVertex: Int)] = []
    var (start, first, vertices) = (0, 0, 0)
    for i in polygons.indices {
      vertices += polygons[i].vertexCount
      if vertices - first >= wanted || i == polygons.count - 1 {
        blocks.append((start..<i + 1, first))
        (start, first) = (i + 1, vertices)
      }
    }
    return blocks
  }
}

/// Which polygons reach into which band, ascending.
private struct BandMembers: Sendable {
  let bandCount: Int
  private var starts: [Int]
  private var members: [Int32]

  init(_ boxes: [BoundingBox?], _ lattice: LocatorLattice) {
    bandCount = (lattice.rows + LocatorLattice.blockSide - 1) / LocatorLattice.blockSide
    starts = [Int](repeating: 0, count: bandCount + 1)
    func bands(_ box: BoundingBox) -> ClosedRange<Int> {
      lattice.row(box.minY) / LocatorLattice.blockSide...lattice.row(box.maxY) / LocatorLattice.blockSide
    }
    for case let box? in boxes { for band in bands(box) { starts[band + 1] += 1 } }
    for band in 0..<bandCount { starts[band + 1] += starts[band] }
    members = [Int32](repeating: 0, count: starts[bandCount])
    var next = starts
    for (polygon, box) in boxes.enumerated() {
      guard let box else { continue }
      for band in bands(box) {
        members[next[band]] = Int32(truncatingIfNeeded: polygon)
        next[band] += 1
      }
    }
  }

  func polygons(in band: Int) -> ArraySlice<Int32> { members[starts[band]..<starts[band + 1]] }
}

extension BorderTrace {
  /// The part of a polygon, counted within this trace, that is in those rows.
  func pieces(_ polygon: Int, rows: Range<Int>) -> (ArraySlice<Chain>, ArraySlice<Toggle>) {
    (
      Self.piece(chains, (polygon == 0 ? 0 : chainEnds[polygon - 1])..<chainEnds[polygon], rows),
      Self.piece(toggles, (polygon == 0 ? 0 : toggleEnds[polygon - 1])..<toggleEnds[polygon], rows)
    )
  }

  private static func piece<T: RowSorted>(_ all: [T], _ range: Range<Int>, _ rows: Range<Int>) -> ArraySlice<T> {
    func first(_ row: Int) -> Int { range.partitionPoint { Int(all[$0].row) >= row } }
    return all[first(rows.lowerBound)..<first(rows.upperBound)]
  }
}

internal import CGDAL
import Columns
import Core
import Parallel

/// Some consecutive features of a layer.
public struct LayerBatch: Sendable {
  /// The batch's number in the pass, from 0 upwards.
  public let index: Int
  /// Columns and geometries, as ``VectorLayer/readAll(_:)`` gives them for the whole layer.
  public let content: LayerContent
  /// OGR's number of each feature.
  public let ids: [Int64]
  let refusals: LayerRefusals

  /// Features, those left out not counted; at least one.
  public var count: Int { ids.count }

  /// What messages call a feature: `feature 7`, or `row 7` of a sheet.
  public func place(_ row: Int) -> String { refusals.place(ids[row]) }

  /// Refuses a feature that cannot be used: throws the failure, or counts the feature and goes on, as the pass was asked to
  /// do with bad rows. File and place are filled in. Call it at most once a feature, in ascending order.
  public func refuse(_ row: Int, _ failure: @autoclosure () -> Failure) throws {
    try refusals.add(failure(), at: row, id: ids[row])
  }
}

extension VectorLayer {
  /// Columns and geometries in one pass, some features at a time, so that memory does not grow with the layer: `transform`
  /// makes something of each batch, on any worker; `consume` gets what it made, in the order of the layer, on the calling
  /// thread.
  ///
  /// The worker whose turn it is reads its own batch while the others work on theirs: GDAL is at one batch at a time.
  /// Where batches begin and end does not depend on the number of workers.
  ///
  /// - Parameters:
  ///   - requests: the columns wanted.
  ///   - size: features a batch.
  ///   - badRows: what is done with features that cannot be read, or that `transform` refuses.
  ///   - privacy: whether messages on features that cannot be read may say what their fields hold.
  ///   - threads: workers.
  /// - Returns: the features that were left out.
  /// - Throws: as ``readAll(_:)``, the first by feature; what `transform` and `consume` throw.
  @discardableResult
  public func forEachBatch<T: Sendable>(
    _ requests: [ColumnRequest], size: Int = 16_384, badRows: BadRows, privacy: ValuePrivacy = .open, threads: Int,
    transform: @Sendable (LayerBatch) throws -> T, consume: (T) throws -> Void
  ) throws -> RefusedRows {
    let pass = Relay(try LayerPass(self, requests, size, badRows, privacy), runners: threads)
    var refused = RefusedRows()
    try Parallel.stream(threads: threads) { item -> (value: T?, refused: RefusedRows)? in
      guard let read = try pass.turn(item, { try $0.next() }) else { return nil }
      var value: T?
      if read.batch.count > 0 { value = try transform(read.batch) }
      // What ends the pass stands behind the features before it.
      if let failure = read.failure { throw failure }
      return (value, read.batch.refusals.rows)
    } consume: { made in
      refused.add(made.refused)
      if let value = made.value { try consume(value) }
    }
    return refused
  }
}

/// A pass over a layer that is taken up where it stopped; used by one worker at a time.
private struct LayerPass {
  private let layer: VectorLayer
  private let requests: [ColumnRequest]
  private let size: Int
  private let badRows: BadRows
  private let privacy: ValuePrivacy
  private var index = 0
  private var isAtEnd = false

  /// A batch, and what ends the pass behind it.
  struct Read {
    var batch: LayerBatch
    var failure: (any Error)?
  }

  init(
    _ layer: VectorLayer, _ requests: [ColumnRequest], _ size: Int, _ badRows: BadRows, _ privacy: ValuePrivacy
  ) throws {
    self.layer = layer
    self.requests = requests
    self.size = size
    self.badRows = badRows
    self.privacy = privacy
    // A column that is not there is found out before anything is read.
    _ = try layer.readers(of: requests, rows: 0)
    try layer.startReading(fields: Set(requests.map(\.name)), geometry: layer.geometryUse != .ignore)
  }

  /// The next features; nil at the end.
  mutating func next() throws -> Read? {
    if isAtEnd { return nil }
    var readers = try layer.readers(of: requests, rows: size)
    let refusals = LayerRefusals(layer, badRows)
    var (content, ids, failure) = (LayerContent(), [Int64](), (any Error)?.none)
    ids.reserveCapacity(size)
    do {
      isAtEnd = try layer.readFeatures { feature in
        do {
          for i in readers.indices { try readers[i].read(feature) }
          try content.add(OGR_F_GetGeometryRef(feature.pointer), layer.geometryUse)
          ids.append(feature.id)
        } catch let fault as Failure where fault.kind == .badData {
          for i in readers.indices { readers[i].truncate(to: ids.count) }
          try refusals.add(fault.limited(to: privacy), at: ids.count, id: feature.id, isUnread: true)
        }
        return ids.count < size
      }
    } catch {
      (failure, isAtEnd) = (error, true)
    }
    content.columns = readers.map(\.column)
    let batch = LayerBatch(index: index, content: content, ids: ids, refusals: refusals)
    index += 1
    return Read(batch: batch, failure: failure)
  }
}

/// Features of a batch that were left out; used by one worker at a time.
final class LayerRefusals: @unchecked Sendable {
  private let policy: BadRows
  private let file: String
  let place: @Sendable (Int64) -> String
  private var unread: [(row: Int, failure: Failure)] = []
  private var refused: [(row: Int, failure: Failure)] = []
  private var count = 0

  init(_ layer: VectorLayer, _ policy: BadRows) {
    (self.policy, file, place) = (policy, layer.name, layer.placeOfID)
  }

  /// Throws the failure, or keeps it; `row` is the feature's in the batch, of one that could not be read the next one's.
  func add(_ failure: @autoclosure () -> Failure, at row: Int, id: Int64, isUnread: Bool = false) throws {
    count += 1
    if policy == .skip, (isUnread ? unread : refused).count >= RefusedRows.kept { return }
    var failure = failure()
    (failure.file, failure.place) = (file, place(id))
    if policy == .stop { throw failure }
    if isUnread { unread.append((row, failure)) } else { refused.append((row, failure)) }
  }

  /// All of them, in the order of the layer.
  var rows: RefusedRows {
    var (merged, next) = ([Failure](), 0)
    for fault in unread {
      while next < refused.count, refused[next].row < fault.row {
        merged.append(refused[next].failure)
        next += 1
      }
      merged.append(fault.failure)
    }
    return RefusedRows(count: count, failures: merged + refused[next...].map(\.failure))
  }
}

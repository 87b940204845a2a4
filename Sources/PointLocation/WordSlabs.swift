import Synchronization

/// Words of many owners in a few large pieces of memory, which stay where they are: points come from everywhere, and in
/// large pages each of them finds its words without a walk through the page table.
///
/// Several workers may keep words at the same time; each piece is written by one of them, once.
final class WordSlabs: @unchecked Sendable {
  private struct Slabs {
    var all: [UnsafeMutableRawPointer] = []
    var bytes = 0
    var used = 0
    var capacity = 0
  }

  /// Bytes of the first slab; each further one is twice as large as the one before, up to ``largest``.
  private static let smallest = 1 << 17
  private static let largest = 16 << 20
  /// A line of a cache.
  private static let alignment = 64

  private let slabs = Mutex(Slabs())

  /// Copies of those elements, 32 bits each.
  func keep<T: BitwiseCopyable>(_ elements: [T]) -> UnsafePointer<T> {
    let memory = reserve(elements.count * MemoryLayout<T>.stride)
    return elements.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return UnsafePointer(memory.bindMemory(to: T.self, capacity: 0)) }
      return UnsafePointer(memory.initializeMemory(as: T.self, from: start, count: source.count))
    }
  }

  /// Bytes that are in use.
  var bytes: Int { slabs.withLock { $0.bytes } }

  private func reserve(_ wanted: Int) -> UnsafeMutableRawPointer {
    let bytes = (wanted + Self.alignment - 1) / Self.alignment * Self.alignment
    let address = slabs.withLock { slabs in
      if slabs.used + bytes > slabs.capacity || slabs.all.isEmpty {
        let next = slabs.all.isEmpty ? Self.smallest : min(Self.largest, 2 * slabs.capacity)
        slabs.capacity = max(next, bytes)
        let slab = UnsafeMutableRawPointer.allocate(byteCount: slabs.capacity, alignment: Self.alignment)
        slabs.all.append(slab)
        slabs.used = 0
      }
      let place = slabs.all[slabs.all.count - 1] + slabs.used
      slabs.used += bytes
      slabs.bytes += bytes
      return UInt(bitPattern: place)
    }
    return UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped
  }

  deinit { slabs.withLock { for slab in $0.all { slab.deallocate() } } }
}

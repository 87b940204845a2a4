extension IncidentTally {
  /// Counts of one period and category.
  struct Plane: Sendable, Equatable {
    /// All events.
    private(set) var total = 0
    /// Events of each area, the four kinds side by side; without those in ``plain``.
    private var areas: [SIMD4<Int>]
    /// Events with a link, by the class that they lie in (the last row: outside all areas) and the class of the area that they
    /// are linked to: what a class has of "inside or linked" beside its own.
    private(set) var linkedPairs: [Int]
    private let classes: Int
    /// Events that no link and at most one area belongs to, which most do: outside all areas, then by area. Each is one of
    /// all kinds but linked, so that one number is enough, and those of thousands of areas stay near the processor.
    private var plain: [UInt32]
    /// The sum of ``plain``, or more.
    private var plainTotal = 0

    /// Events that the area covers, whatever else does.
    static let inside = 0
    /// Events that the area has in the exclusive partition.
    static let exclusive = 1
    /// Events linked to the area.
    static let linked = 2
    /// Events that the area covers or that are linked to it, each once.
    static let either = 3

    init(areas: Int, classes: Int) {
      self.classes = classes
      self.areas = [SIMD4<Int>](repeating: .zero, count: areas)
      linkedPairs = [Int](repeating: 0, count: (classes + 1) * classes)
      plain = [UInt32](repeating: 0, count: areas + 1)
    }

    /// An area's events by kind.
    func counts(_ area: Int) -> SIMD4<Int> { areas[area] &+ Int(plain[area + 1]) &* SIMD4(1, 1, 0, 1) }

    /// Events that are linked to areas of some classes and lie in none of them.
    func linkedFromOutside(_ ranks: Set<Int>) -> Int {
      var sum = 0
      for slot in 0...classes where !ranks.contains(slot) {
        for rank in ranks { sum += linkedPairs[slot * classes + rank] }
      }
      return sum
    }

    /// Adds another's events.
    mutating func add(_ other: Plane) {
      total += other.total
      for area in areas.indices { areas[area] &+= other.counts(area) }
      for pair in linkedPairs.indices { linkedPairs[pair] += other.linkedPairs[pair] }
    }

    /// Adds events that were counted elsewhere; ``add(_:of:)`` and ``add(_:pair:)`` say where they were.
    mutating func add(total count: Int) { total += count }

    /// Adds an area's events by kind.
    mutating func add(_ counts: SIMD4<Int>, of area: Int) { areas[area] &+= counts }

    /// Adds events with a link, see ``linkedPairs``.
    mutating func add(_ count: Int, pair: Int) { linkedPairs[pair] += count }

    /// Counts some events of a batch.
    ///
    /// - Parameters:
    ///   - next: place among the batch's further polygons; starts at 0, and events ascend from call to call.
    ///   - slots: of outside (behind all classes), and of each area: its class.
    ///   - clocks: histograms of all slots, one after the other.
    ///   - found: gets the slot of each event where that is asked for, else it is empty.
    mutating func add(
      _ batch: IncidentBatch, _ events: Range<Int>, _ next: inout Int, slots: [Int32],
      clocks: UnsafeMutableBufferPointer<Int>, found: UnsafeMutableBufferPointer<Int32>
    ) {
      total += events.count
      if plainTotal + events.count > Int(UInt32.max) { spread() }
      plainTotal += events.count
      let hasAreas = !batch.areas.first.isEmpty
      batch.events.withUnsafeBufferPointer { all in
        batch.areas.first.withUnsafeBufferPointer { first in
          slots.withUnsafeBufferPointer { slots in
            var start = events.lowerBound
            while start < events.upperBound {
              // The next event that more than one area covers.
              while next < batch.areas.more.count, Int(batch.areas.more[next].event) < start { next += 1 }
              let end =
                next < batch.areas.more.count
                ? min(events.upperBound, Int(batch.areas.more[next].event)) : events.upperBound
              plain.withUnsafeMutableBufferPointer { plain in
                while start < end, all[start].link < 0 {
                  let place = hasAreas ? Int(first[start]) + 1 : 0
                  plain[place] &+= 1
                  let slot = slots[place]
                  TimeHistogram.count(all[start], in: clocks, from: Int(slot) * TimeHistogram.width)
                  if !found.isEmpty { found[start] = slot }
                  start += 1
                }
              }
              guard start < events.upperBound else { break }
              let slot = add(batch, start, &next, slots)
              TimeHistogram.count(all[start], in: clocks, from: Int(slot) * TimeHistogram.width)
              if !found.isEmpty { found[start] = slot }
              start += 1
            }
          }
        }
      }
    }

    /// Counts an event with a link or with several areas; returns its slot.
    private mutating func add(
      _ batch: IncidentBatch, _ place: Int, _ next: inout Int, _ slots: UnsafeBufferPointer<Int32>
    ) -> Int32 {
      let link = Int(batch.events[place].link)
      var best = -1
      var isLinkedInside = false
      batch.areas.forEach(of: place, &next) { area in
        areas[area] &+= SIMD4(1, 0, 0, 1)
        if link == area { isLinkedInside = true }
        // Of equal classes the first in layer order, and polygons come in that order.
        if best < 0 || slots[area + 1] < slots[best + 1] { best = area }
      }
      if best >= 0 { areas[best][Plane.exclusive] &+= 1 }
      let slot = slots[best + 1]
      if link >= 0 {
        areas[link] &+= SIMD4(0, 0, 1, isLinkedInside ? 0 : 1)
        linkedPairs[Int(slot) * classes + Int(slots[link + 1])] += 1
      }
      return slot
    }

    /// Moves the plain events to the others.
    private mutating func spread() {
      for area in areas.indices { areas[area] = counts(area) }
      plain = [UInt32](repeating: 0, count: plain.count)
      plainTotal = 0
    }
  }
}

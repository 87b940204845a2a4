import CMalloc
import Core
import Foundation
import Parallel

/// How the C library's allocator deals with memory that is given back.
enum KeptMemory {
  /// Up to so many threads one heap is enough for all.
  private static let fewThreads = 4

  /// Keeps freed memory for the next allocation, where the allocator is glibc's.
  ///
  /// By itself it gives the end of its heap back to the system whenever 128 kB are free there, and takes blocks of more
  /// than that (a limit that moves) from the system each time. A run that makes and drops one batch after the other then
  /// pays for fresh, zeroed pages over and over. For a program that does its work and ends; call it before the first thread
  /// is started. Without all of this, whole runs on two threads take more processor time: `index` of 400,000 cells 26 %,
  /// `incidents` of 5 million points 19 %, `overlay` of 1,000 areas 17 %, `footprint` of 5 million events as much.
  ///
  /// The allocator also gives each thread a heap of its own, and lets those other than the first grow page by page, with a
  /// call of the system for each array. Where there are few threads they share one (9 % of `overlay`, 7 % of `index`); many
  /// would wait for each other.
  static func keepFreed() {
    if !FastPath.keptMemory.isOn { return }
    #if canImport(Glibc)
      _ = mallopt(M_TRIM_THRESHOLD, 1 << 30)
      _ = mallopt(M_TOP_PAD, 4 << 20)
      _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
      if Parallel.availableThreads <= fewThreads {
        _ = mallopt(M_ARENA_MAX, 1)
        enlargeHeap()
      }
    #endif
  }

  #if canImport(Glibc)
    /// Takes a large heap at once, of which nothing is used before it is written to, and asks for large pages in it: the
    /// system then hands over 2 MB where it would have handed over 4 kB five hundred times. What is beyond it grows as
    /// usual. Whole runs gain 15 % (`overlay`), 9 % (`index`), 6 % (`footprint`) and nothing (`incidents`); the same advice
    /// for each large array by itself gained as much as it lost, and is not given.
    private static func enlargeHeap() {
      _ = mallopt(M_TOP_PAD, Int32(heapBytes))
      // More than a program's first heap has, so that it is enlarged now.
      let first = malloc(1 << 20)
      if let first, let end = sbrk(0), end > first {
        let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
        let start = (UInt(bitPattern: first) + page - 1) / page * page
        // MADV_HUGEPAGE.
        _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(UInt(bitPattern: end) - start), 14)
      }
      free(first)
      _ = mallopt(M_TOP_PAD, 4 << 20)
    }

    private static let heapBytes = 512 << 20
  #endif
}

import CMalloc
import Parallel

#if canImport(Glibc)
  import Glibc
#endif

/// How the C library's allocator deals with memory that is given back.
enum KeptMemory {
  /// Up to so many threads one heap is enough for all.
  private static let fewThreads = 4

  /// Keeps freed memory for the next allocation, where the allocator is glibc's.
  ///
  /// By itself it gives the end of its heap back to the system whenever 128 kB are free there, and takes blocks of more
  /// than that (a limit that moves) from the system each time. A run that makes and drops one batch after the other then
  /// pays for fresh, zeroed pages over and over: a tenth of the processor time of counting five million points. For a
  /// program that does its work and ends; call it before the first thread is started.
  ///
  /// The allocator also gives each thread a heap of its own, and lets those other than the first grow page by page, with a
  /// call of the system for each array: a thirtieth of a run that prepares thousands of polygons. Where there are few threads
  /// they share one; many would wait for each other.
  static func keepFreed() {
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

  /// Takes a large heap at once, of which nothing is used before it is written to, and asks for large pages in it: the
  /// system then hands over 2 MB where it would have handed over 4 kB five hundred times. What is beyond it grows as usual.
  private static func enlargeHeap() {
    #if canImport(Glibc)
      _ = mallopt(M_TOP_PAD, Int32(heapBytes))
      // More than a program's first heap has, so that it is enlarged now.
      let first = malloc(1 << 20)
      if let first, let end = sbrk(0), end > first { LargePages.advise(first, bytes: end - first) }
      free(first)
      _ = mallopt(M_TOP_PAD, 4 << 20)
    #endif
  }

  private static let heapBytes = 512 << 20
}

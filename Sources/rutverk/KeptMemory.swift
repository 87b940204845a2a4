import CMalloc

/// How the C library's allocator deals with memory that is given back.
enum KeptMemory {
  /// Keeps freed memory for the next allocation, where the allocator is glibc's.
  ///
  /// By itself it gives the end of its heap back to the system whenever 128 kB are free there, and takes blocks of more
  /// than that (a limit that moves) from the system each time. A run that makes and drops one batch after the other then
  /// pays for fresh, zeroed pages over and over: a tenth of the processor time of counting five million points. For a
  /// program that does its work and ends; call it before the first thread is started.
  static func keepFreed() {
    #if canImport(Glibc)
      _ = mallopt(M_TRIM_THRESHOLD, 1 << 30)
      _ = mallopt(M_TOP_PAD, 4 << 20)
      _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
    #endif
  }
}

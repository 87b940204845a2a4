#if canImport(Glibc)
  import Glibc
#endif

/// How memory is asked of the system.
public enum Allocation {
  /// Up to so many processors one heap is enough for all threads.
  private static let fewProcessors = 4
  /// What the heap grows by, so that it rarely does.
  private static let growth: Int32 = 4 << 20

  /// Lets all threads share one heap where there are few; to be called before there are any.
  ///
  /// The C library gives each thread a heap of its own, and lets those other than the first grow page by page, with a call of
  /// the system for each array: a twentieth of a run that prepares thousands of polygons. Many threads would wait for each
  /// other at a single heap, so they keep theirs.
  public static func prepare() {
    #if canImport(Glibc)
      // Not among what Swift knows of the C library.
      guard Parallel.availableThreads <= fewProcessors, let found = dlsym(nil, "mallopt") else { return }
      let set = unsafeBitCast(found, to: (@convention(c) (_ parameter: Int32, _ value: Int32) -> Int32).self)
      _ = set(-8, 1)  // M_ARENA_MAX
      _ = set(-2, growth)  // M_TOP_PAD
    #endif
  }
}

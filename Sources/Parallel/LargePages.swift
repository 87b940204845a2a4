#if canImport(Glibc)
  import Glibc
#endif

/// Large columns in large pages.
package enum LargePages {
  /// Below this the gain is not worth the call.
  private static let least = 8 << 20

  /// Tells the system that all of this fresh memory will be written, so that it may give it in pages of 2 MB instead of
  /// 4 kB: filling a column of millions of rows then costs a few faults, not thousands. Only a hint, and only on Linux.
  package static func advise(_ start: UnsafeMutableRawPointer?, bytes: Int) {
    #if canImport(Glibc)
      guard bytes >= least, let start else { return }
      let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
      let first = (UInt(bitPattern: start) + page - 1) / page * page
      let last = (UInt(bitPattern: start) + UInt(bytes)) / page * page
      guard last > first, let address = UnsafeMutableRawPointer(bitPattern: first) else { return }
      _ = madvise(address, Int(last - first), 14)  // MADV_HUGEPAGE
    #endif
  }
}

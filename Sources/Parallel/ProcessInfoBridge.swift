#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system says of its processors, without Foundation.
enum ProcessInfoBridge {
  /// Logical processors that are online.
  static var processors: Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

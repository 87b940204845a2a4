import Foundation

/// What the system says of its processors.
enum ProcessInfoBridge {
  /// Logical processors that are online.
  static var processors: Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

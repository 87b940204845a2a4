#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Error numbers of the system.
package enum SystemError {
  /// What to do about one, where that is known.
  package static func hint(_ error: Int32) -> String? {
    switch error {
    case ENOSPC: "free some space, or write elsewhere"
    case EFBIG: "the size of files is limited (ulimit -f)"
    case EDQUOT: "the quota is used up"
    default: nil
    }
  }
}

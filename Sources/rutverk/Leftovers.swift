/// What a command has made and will not use any more.
///
/// The program is about to end, and the system takes all of its memory back at once; giving it back array by array would
/// take longer than writing the results.
enum Leftovers {
  nonisolated(unsafe) private static var kept: [Any] = []

  /// Keeps a value until the program has ended. To be called by the main thread only.
  static func keep(_ value: Any) { kept.append(value) }
}

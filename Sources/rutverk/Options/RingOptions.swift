import Areas
import ArgumentParser

/// Which cells have large groups of children and youth in overcrowded homes.
struct RingOptions: ParsableArguments {
  @Option(help: "Least number of children and youth (0–19) of a cell with a ring: a large group of them.")
  var ringMin = RingRule().minimumYoung

  @Option(help: "Least overcrowded share (0–1) of a cell with a ring; 0 asks for the number alone.")
  var ringShare = RingRule().minimumOvercrowded

  /// The thresholds.
  var rule: RingRule { RingRule(minimumYoung: ringMin, minimumOvercrowded: ringShare) }

  func validate() throws {
    if !(ringMin >= 0 && ringMin.isFinite) { throw ValidationError("--ring-min takes a number from 0 up.") }
    if !(0...1).contains(ringShare) { throw ValidationError("--ring-share takes a share from 0 to 1.") }
  }
}

import ArgumentParser

/// Which counts are too small to be shown.
struct MinCountOption: ParsableArguments {
  @Option(
    help: """
      Withhold counts of people or events from 1 to N - 1, and the figures that would give them away; status says which of \
      the two (few_…, would_reveal). 0 is shown.
      """)
  var minCount = 0

  func validate() throws {
    if minCount < 0 { throw ValidationError("--min-count takes a number from 0 up.") }
  }
}

import AreaSetRuns
import Areas
import ArgumentParser

/// What shares of the country are of.
struct CountryOptions: ParsableArguments {
  @Option(help: "Area of the country in km², for share_of_country and outside.")
  var countryKm2 = Country.km2

  func validate() throws {
    if !(countryKm2 > 0 && countryKm2.isFinite) { throw ValidationError("--country-km2 takes a positive number.") }
  }
}

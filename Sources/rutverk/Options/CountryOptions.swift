import AreaSetRuns
import Areas
import ArgumentParser

/// What the distance between the country's inhabitants rests on.
struct CountryLandOption: ParsableArguments {
  @Option(help: "Area of the country's land in km², for the distance between its inhabitants.")
  var countryLandKm2 = Country.landKm2

  func validate() throws {
    if !(countryLandKm2 > 0 && countryLandKm2.isFinite) {
      throw ValidationError("--country-land-km2 takes a positive number.")
    }
  }
}

/// What shares of the country are of.
struct CountryOptions: ParsableArguments {
  @Option(help: "Area of the country in km², for share_of_country and outside.")
  var countryKm2 = Country.km2

  func validate() throws {
    if !(countryKm2 > 0 && countryKm2.isFinite) { throw ValidationError("--country-km2 takes a positive number.") }
  }
}

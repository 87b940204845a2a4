import Columns
import Incidents

extension IncidentFigures.Reason {
  /// Why figures are missing, for people.
  var wording: Wording {
    switch self {
    case .noCount: Wording("antalet saknas i perioden", "there is no count of the period")
    case .noTotal: Wording("rikets antal är okänt", "the country's total is not known")
    case .noEvents: Wording("inga händelser alls", "no events at all")
    case .noPopulation: Wording("antalet invånare är okänt", "the number of inhabitants is not known")
    case .zeroPopulation: Wording("ingen bor där", "nobody lives there")
    case .negativePopulation:
      Wording("områdena har fler invånare än riket", "the areas have more inhabitants than the country")
    case .noCountryPopulation:
      Wording("rikets invånare är okända till antalet", "the country's inhabitants are not known")
    case .noGround: Wording("ytan är okänd", "the ground is not known")
    case .zeroGround: Wording("ingen egen yta", "no ground of its own")
    case .fewEvents: Wording("för få händelser för att visas", "too few events to be shown")
    case .wouldReveal: Wording("skulle röja en uppgift som inte visas", "would give away a figure that is withheld")
    case .fewPeople: Wording("för få invånare för att visas", "too few people to be shown")
    }
  }
}

/// The default: each variable in a column of its own name.
let livsvillkorYAML = """
  # The default definition. Weights and formula are this project's own: the police has published neither.
  # Columns bear the variables' names and hold their values; unga_0_15 and unga_16_19 hold numbers of people.
  name: livsvillkor
  population: [population]
  min_population: 20          # units with fewer people get no index and count in no mean
  groups: [ekonomisk_marginalisering, segregation, familjeforhallanden]
  variables:
    inkomst:                  # mean or median income
      group: ekonomisk_marginalisering
      value: [inkomst]
      worse: low
    utbildning:               # share with at most lower-secondary education
      group: ekonomisk_marginalisering
      value: [utbildning]
      worse: high
    forvarvsfrekvens:         # share in gainful employment
      group: ekonomisk_marginalisering
      value: [forvarvsfrekvens]
      worse: low
    utlandsk_bakgrund:        # share born abroad or with both parents born abroad
      group: segregation
      value: [utlandsk_bakgrund]
      worse: high
    trangboddhet:             # share living overcrowded
      group: segregation
      value: [trangboddhet]
      worse: high
    ensamstaende:             # single parents' share of households
      group: familjeforhallanden
      value: [ensamstaende]
      worse: high
    unga_0_15:                # children per 250 m square's area (62,500 m2)
      group: familjeforhallanden
      value: [unga_0_15]
      worse: high
      per: area
    unga_16_19:               # youth per 250 m square's area
      group: familjeforhallanden
      value: [unga_16_19]
      worse: high
      per: area
  # Weights by name, of variables in their group and of groups in the index; those not named are 1.
  weights: {ekonomisk_marginalisering: 1, segregation: 1, familjeforhallanden: 1}
  # Numbers of people for the output.
  counts:
    unga_0_15_antal: [unga_0_15]
    unga_16_19_antal: [unga_16_19]
  normalisation: zscore       # zscore, percentile, minmax, rank
  clip: [-3, 3]               # limits of the z-scores, or none
  winsorise: none             # or [1, 99]: values are limited to these percentiles first
  aggregation: {groups: arithmetic, index: arithmetic}   # or geometric, for scores that are never negative
  missing: refuse             # available: mean of what is there; {at_least: 6}: the same if there are so many
  classes: {method: quantile, count: 5}   # quantile, sd, jenks, equal; {method: manual, bounds: [...], on: index}
  reference: this_table       # or {file: statistics.json} of an earlier run

  """

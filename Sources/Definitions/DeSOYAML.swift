/// The table of DeSO with SCB's figures for 2022.
let desoYAML = """
  # Demographic statistical areas (DeSO), counts and one median. Weights and formula are this project's own.
  # Zones differ in area by a factor of thousands, so children and youth are shares of the population, not densities.
  name: deso
  population: [population]
  min_population: 20
  groups: [ekonomisk_marginalisering, segregation, familjeforhallanden]
  variables:
    inkomst:                  # median net income, thousands of SEK
      group: ekonomisk_marginalisering
      value: [median_nettoinkomst_tkr]
      worse: low
    utbildning:               # unknown education is left out of both
      group: ekonomisk_marginalisering
      numerator: [utb_forgymnasial]
      denominator: [utb_forgymnasial, utb_gymnasial, utb_eftergymnasial_kort, utb_eftergymnasial_lang]
      worse: high
    forvarvsfrekvens:
      group: ekonomisk_marginalisering
      numerator: [sysselsatta_16_64]
      denominator: [totalt_16_64]
      worse: low
    utlandsk_bakgrund:
      group: segregation
      numerator: [utlandsk_bakgrund]
      denominator: [utlandsk_bakgrund, svensk_bakgrund]
      worse: high
    ensamstaende:
      group: familjeforhallanden
      numerator: [hh_ensamstaende_med_barn]
      denominator:
        - hh_sammanboende_med_barn
        - hh_sammanboende_utan_barn
        - hh_ensamstaende_med_barn
        - hh_ensamstaende_utan_barn
        - hh_ovriga
      worse: high
    unga_0_15:                # ages 0-14: the table's classes are of five years
      group: familjeforhallanden
      numerator: [alder_0_4, alder_5_9, alder_10_14]
      denominator: [population]
      worse: high
    unga_16_19:               # ages 15-19
      group: familjeforhallanden
      numerator: [alder_15_19]
      denominator: [population]
      worse: high
  weights: {ekonomisk_marginalisering: 1, segregation: 1, familjeforhallanden: 1}
  counts:
    unga_0_15_antal: [alder_0_4, alder_5_9, alder_10_14]
    unga_16_19_antal: [alder_15_19]
  normalisation: zscore
  clip: [-3, 3]
  winsorise: none
  aggregation: {groups: arithmetic, index: arithmetic}
  missing: refuse
  classes: {method: quantile, count: 5}
  reference: this_table
  left_out:
    trangboddhet: overcrowding is not in the data

  """

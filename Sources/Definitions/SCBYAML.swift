/// SCB's ordered table set, Tab1 to Tab11.
let scbYAML = """
  # SCB's ordered statistics on squares (Tab1 ... Tab11), counts. Weights and formula are this project's own.
  #
  # What was assumed, and can be changed here:
  # - Names are matched ignoring case and as DBF cuts them to ten characters (Alder_16_1 is Alder_16_19). A list in
  #   the list gives other names for the same column.
  # - "Totalt" stands in several tables with different meanings; "beside" says in which by a column next to it.
  # - Tab4 has country of birth, not parents' birth: the share born abroad stands in for foreign background, unless
  #   a table has Sv_bakgr and Utl_bakgr (names assumed).
  # - Tab11 has income quartiles: the measure is the share in the lowest one, worse when high.
  # - Household type and overcrowding are no part of Tab1 ... Tab11. The names below are assumed; without such a table
  #   the two variables are left out, and the statistics say so.
  # - People with unknown education (UppgSakn) are in neither numerator nor denominator.
  # - Parts need not sum to totals (noise of about 3 on small counts); nothing is repaired.
  name: scb
  population:
    first_of:
      - [{column: Totalt, beside: Alder_0_6}]
      - [Alder_0_6, Alder_7_15, Alder_16_19, Alder_20_24, Alder_25_44, Alder_45_64, Alder_65]
  min_population: 20
  groups: [ekonomisk_marginalisering, segregation, familjeforhallanden]
  variables:
    inkomst:                  # Tab11
      group: ekonomisk_marginalisering
      numerator: [Kvartil1]
      denominator: [Kvartil1, Kvartil2, Kvartil3, Kvartil4]
      worse: high
    utbildning:               # Tab10, ages 25-64
      group: ekonomisk_marginalisering
      first_of:
        - numerator: [[Forgymn, Forgymnasial]]
          denominator: [[Forgymn, Forgymnasial], [Gymnasial, Gymn], [Eftergymn2, Eftergymn_2], [Eftergymn3, Eftergymn_3]]
        - numerator: [[Forgymn, Forgymnasial]]
          denominator: [[Forgymn, Forgymnasial], [Gymnasial, Gymn], [Eftergymn, Eftergymnasial]]
      worse: high
    forvarvsfrekvens:         # Tab9
      group: ekonomisk_marginalisering
      first_of:
        - numerator: [Sysselsatt]
          denominator: [{column: Totalt, beside: Sysselsatt}]
        - numerator: [Sysselsatt]
          denominator: [Sysselsatt, [EjSsyssels, EjSyssels, EjSysselsatt, Ej_sysselsatt]]
      worse: low
    utlandsk_bakgrund:        # Tab4, or a table of background
      group: segregation
      first_of:
        - numerator: [[Utl_bakgr, Utlandsk_bakgrund]]
          denominator: [[Utl_bakgr, Utlandsk_bakgrund], [Sv_bakgr, Svensk_bakgrund]]
        - numerator: [Norden_utom_Sverige, [EU_utom_Norden, Europa_utom_Norden], Ovriga_varlden]
          denominator: [Sverige, Norden_utom_Sverige, [EU_utom_Norden, Europa_utom_Norden], Ovriga_varlden]
      worse: high
    trangboddhet:             # names assumed
      group: segregation
      optional: true
      first_of:
        - numerator: [[Trangbodda, Trangbodd]]
          denominator: [[Trangbodda, Trangbodd], [EjTrangbod, Ej_trangbodda, Ej_trangbodd]]
        - numerator: [Trangbodda]
          denominator: [{column: Totalt, beside: Trangbodda}]
        - numerator: [Trangbodd]
          denominator: [{column: Totalt, beside: Trangbodd}]
      worse: high
    ensamstaende:             # names assumed
      group: familjeforhallanden
      optional: true
      first_of:
        - numerator: [EnsMedBarn]
          denominator: [{column: Totalt, beside: EnsMedBarn}]
        - numerator: [Ensam_med_barn]
          denominator: [{column: Totalt, beside: Ensam_med_barn}]
        - numerator: [Ensamstaende_med_barn]
          denominator: [{column: Totalt, beside: Ensamstaende_med_barn}]
      worse: high
    unga_0_15:                # Tab1; people per 250 m square's area (62,500 m2)
      group: familjeforhallanden
      value: [Alder_0_6, Alder_7_15]
      worse: high
      per: area
    unga_16_19:               # Tab1
      group: familjeforhallanden
      value: [Alder_16_19]
      worse: high
      per: area
  weights: {ekonomisk_marginalisering: 1, segregation: 1, familjeforhallanden: 1}
  counts:
    unga_0_15_antal: [Alder_0_6, Alder_7_15]
    unga_16_19_antal: [Alder_16_19]
  normalisation: zscore
  clip: [-3, 3]
  winsorise: none
  aggregation: {groups: arithmetic, index: arithmetic}
  missing: refuse
  classes: {method: quantile, count: 5}
  reference: this_table

  """

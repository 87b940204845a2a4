#ifndef RUTVERK_RUN_LANES_H
#define RUTVERK_RUN_LANES_H
#include <stdint.h>

/// Loops over units for runs of a sensitivity analysis, in vectors as wide as the processor has them. The wider ones take the same
/// operations in the same order, so they give the same bits.

/// Weighted sums of distances from a pivot, and extremes.
typedef struct {
  double weight, product, square, least, most;
} rutverk_moments;

/// How a draw changes a value: (plain + (draw - zero) · step), within limits.
typedef struct {
  double zero, lower, upper;
} rutverk_noise;

/// How a value becomes a score: (value - origin) · factor + offset, within limits.
typedef struct {
  float origin, factor, offset, least, most;
} rutverk_scale;

/// Buckets of equal width for values least ... most, from `first` on, and of other widths for those below and above them.
typedef struct {
  float least, most, first, scale, below, above, last;
} rutverk_bins;

/// A bucket: what its entries weigh, and how many there are.
typedef struct {
  double weight, count;
} rutverk_bucket;

/// What a bucket stands for.
typedef struct {
  float percentile, rank;
} rutverk_standing;

/// Draws 0 ..< span by the upper half of SplitMix64's output of units' words with a key.
void rutverk_draws(const uint64_t *units, uint64_t key, uint32_t span, uint8_t *draws, long count);

/// Adds units' values to moments; NaN and weights of zero count as nothing. `steps` and `draws` may be missing.
void rutverk_add_moments(const double *plain, const double *steps, const uint8_t *draws, rutverk_noise noise, double pivot,
                         const double *weights, long count, rutverk_moments *moments);

/// Scores of units.
void rutverk_scores(const float *plain, const float *steps, const uint8_t *draws, rutverk_noise noise, rutverk_scale scale,
                    float *scores, long count);

/// Natural logarithms of (score - origin) · factor, all positive, off by less than 4e-7.
void rutverk_logarithms(const float *scores, float origin, float factor, float *logarithms, long count);

/// Weighted sums of columns, whose number is a multiple of four.
void rutverk_weigh(const float *const *columns, const float *weights, int number, float *sums, long count);

/// The buckets 0 ... last of values.
void rutverk_bin(const float *values, rutverk_bins range, uint16_t *bins, long count);

/// Σ |percentile - main percentile| and Σ rank · main rank.
void rutverk_compare(const float *percentiles, const float *mainPercentiles, const float *ranks, const float *mainRanks, long count,
                     double *distance, double *product);

/// How many steps are not within first ..< end.
long rutverk_outside(const uint16_t *steps, const uint16_t *first, const uint16_t *end, long count);

/// Widens extremes by steps other than `none`.
void rutverk_widen(const uint16_t *steps, uint16_t none, uint16_t *least, uint16_t *most, long count);

/// Counts steps from `from` on, other than `none`.
void rutverk_reach(const uint16_t *steps, uint16_t none, uint16_t from, uint16_t *counts, long count);

/// Adds units to the buckets of their values. A unit has `span` places, one per draw; without draws the first is meant.
void rutverk_add_values(const uint16_t *places, long span, const uint8_t *draws, const double *weights, rutverk_bucket *buckets,
                        long count);

/// What a table has for units' values.
void rutverk_look_up(const uint16_t *places, long span, const uint8_t *draws, const float *table, float *found, long count);

/// Adds units to buckets.
void rutverk_add(const uint16_t *bins, const double *weights, rutverk_bucket *buckets, long count);

/// Puts steps in the place of buckets' numbers, and tells percentiles and ranks.
void rutverk_rank(uint16_t *bins, const rutverk_standing *standings, const uint16_t *steps, float *percentiles, float *ranks, long count);

/// Adds one to a bin of each unit whose step is not `none`: its own `size` bins are counted by the step's bits above `shifts`.
void rutverk_tally(const uint16_t *steps, uint16_t none, const uint8_t *shifts, uint16_t *bins, long size, long count);
#endif

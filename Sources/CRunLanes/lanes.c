#include "CRunLanes.h"

#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define BODY static inline __attribute__((always_inline)) void

#if defined(__x86_64__)
#define WIDEST __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
#define WIDE __attribute__((target("avx2")))
static int has_widest(void) {
  return __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}
/// A function `name` that calls the body compiled for the widest vectors there are.
#define FOR_ALL_LANES(name, parameters, arguments)              \
  WIDEST static void name##_widest parameters { name##_body arguments; } \
  WIDE static void name##_wide parameters { name##_body arguments; }     \
  void name parameters {                                        \
    if (has_widest()) name##_widest arguments;                  \
    else if (__builtin_cpu_supports("avx2")) name##_wide arguments; \
    else name##_body arguments;                                 \
  }
#else
#define FOR_ALL_LANES(name, parameters, arguments) \
  void name parameters { name##_body arguments; }
#endif

BODY rutverk_draws_body(const uint64_t *restrict units, uint64_t key, uint32_t span, uint8_t *restrict draws, long count) {
  for (long i = 0; i < count; i++) {
    uint64_t word = units[i] ^ key;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    word ^= word >> 31;
    draws[i] = (uint8_t)(((word >> 32) * span) >> 32);
  }
}
FOR_ALL_LANES(rutverk_draws, (const uint64_t *units, uint64_t key, uint32_t span, uint8_t *draws, long count),
              (units, key, span, draws, count))

typedef double eight __attribute__((ext_vector_type(8)));
typedef float eight_floats __attribute__((ext_vector_type(8)));
typedef uint8_t eight_bytes __attribute__((ext_vector_type(8)));
typedef long eight_longs __attribute__((ext_vector_type(8)));

/// Sums have lanes of their own whatever the vectors' width, so that they round alike.
BODY rutverk_add_moments_body(const double *restrict plain, const double *restrict steps, const uint8_t *restrict draws,
                              rutverk_noise noise, double pivot, const double *restrict weights, long count,
                              rutverk_moments *restrict moments) {
  eight weight = 0, product = 0, square = 0, least = INFINITY, most = -INFINITY;
  for (long start = 0; start < count; start += 8) {
    eight value = NAN, w = 0, step = 0;
    eight_bytes draw = 0;
    // Sizes that the compiler knows are loads.
    if (count - start >= 8) {
      memcpy(&value, plain + start, sizeof value);
      memcpy(&w, weights + start, sizeof w);
      if (draws) memcpy(&step, steps + start, sizeof step);
      if (draws) memcpy(&draw, draws + start, sizeof draw);
    } else {
      unsigned long size = (unsigned long)(count - start);
      memcpy(&value, plain + start, size * sizeof(double));
      memcpy(&w, weights + start, size * sizeof(double));
      if (draws) memcpy(&step, steps + start, size * sizeof(double));
      if (draws) memcpy(&draw, draws + start, size);
    }
    if (draws) {
      value = value + (__builtin_convertvector(draw, eight) - noise.zero) * step;
      // NaN stays NaN in each step.
      value = value < noise.lower ? (eight)noise.lower : value;
      value = value > noise.upper ? (eight)noise.upper : value;
    }
    eight_longs known = (value == value) & (w > 0);
    eight distance = known ? value - pivot : (eight)0;
    w = known ? w : (eight)0;
    eight part = w * distance;
    weight += w;
    product += part;
    square += part * distance;
    least = (known & (value < least)) ? value : least;
    most = (known & (value > most)) ? value : most;
  }
  for (int lane = 0; lane < 8; lane++) {
    moments->weight += weight[lane];
    moments->product += product[lane];
    moments->square += square[lane];
    if (least[lane] < moments->least) moments->least = least[lane];
    if (most[lane] > moments->most) moments->most = most[lane];
  }
}
FOR_ALL_LANES(rutverk_add_moments,
              (const double *plain, const double *steps, const uint8_t *draws, rutverk_noise noise, double pivot, const double *weights,
               long count, rutverk_moments *moments),
              (plain, steps, draws, noise, pivot, weights, count, moments))

BODY rutverk_scores_body(const float *restrict plain, const float *restrict steps, const uint8_t *restrict draws, rutverk_noise noise,
                         rutverk_scale scale, float *restrict scores, long count) {
  if (draws) {
    float zero = (float)noise.zero, lower = (float)noise.lower, upper = (float)noise.upper;
    for (long i = 0; i < count; i++) {
      float value = plain[i] + ((float)draws[i] - zero) * steps[i];
      value = value < lower ? lower : value;
      value = value > upper ? upper : value;
      float score = (value - scale.origin) * scale.factor + scale.offset;
      score = score < scale.least ? scale.least : score;
      scores[i] = score > scale.most ? scale.most : score;
    }
  } else {
    for (long i = 0; i < count; i++) {
      float score = (plain[i] - scale.origin) * scale.factor + scale.offset;
      score = score < scale.least ? scale.least : score;
      scores[i] = score > scale.most ? scale.most : score;
    }
  }
}
FOR_ALL_LANES(rutverk_scores,
              (const float *plain, const float *steps, const uint8_t *draws, rutverk_noise noise, rutverk_scale scale, float *scores,
               long count),
              (plain, steps, draws, noise, scale, scores, count))

BODY rutverk_logarithms_body(const float *restrict scores, float origin, float factor, float *restrict logarithms, long count) {
  for (long i = 0; i < count; i++) {
    float value = (scores[i] - origin) * factor;
    int32_t bits;
    memcpy(&bits, &value, 4);
    // A power of two, and a rest of √½ ... √2; its logarithm is Cephes' polynomial (S. L. Moshier, logf).
    int32_t above = bits - 0x3F3504F3;
    int32_t rest = (above & 0x007FFFFF) + 0x3F3504F3;
    float power = (float)(above >> 23), x;
    memcpy(&x, &rest, 4);
    x -= 1;
    float square = x * x, sum = 7.0376836292e-2f;
    sum = sum * x - 1.1514610310e-1f;
    sum = sum * x + 1.1676998740e-1f;
    sum = sum * x - 1.2420140846e-1f;
    sum = sum * x + 1.4249322787e-1f;
    sum = sum * x - 1.6668057665e-1f;
    sum = sum * x + 2.0000714765e-1f;
    sum = sum * x - 2.4999993993e-1f;
    sum = sum * x + 3.3333331174e-1f;
    sum = sum * (x * square) + -2.12194440e-4f * power - 0.5f * square;
    logarithms[i] = (x + sum) + 0.693359375f * power;
  }
}
FOR_ALL_LANES(rutverk_logarithms, (const float *scores, float origin, float factor, float *logarithms, long count),
              (scores, origin, factor, logarithms, count))

BODY rutverk_weigh_body(const float *const *columns, const float *weights, int number, float *restrict sums, long count) {
  for (int first = 0; first < number; first += 4) {
    const float *restrict a = columns[first], *restrict b = columns[first + 1];
    const float *restrict c = columns[first + 2], *restrict d = columns[first + 3];
    float p = weights[first], q = weights[first + 1], r = weights[first + 2], s = weights[first + 3];
    if (first == 0) {
      for (long i = 0; i < count; i++) sums[i] = (p * a[i] + q * b[i]) + (r * c[i] + s * d[i]);
    } else {
      for (long i = 0; i < count; i++) sums[i] += (p * a[i] + q * b[i]) + (r * c[i] + s * d[i]);
    }
  }
}
FOR_ALL_LANES(rutverk_weigh, (const float *const *columns, const float *weights, int number, float *sums, long count),
              (columns, weights, number, sums, count))

BODY rutverk_bin_body(const float *restrict values, rutverk_bins range, uint16_t *restrict bins, long count) {
  for (long i = 0; i < count; i++) {
    float value = values[i], within = value < range.least ? range.least : value;
    float below = value < range.least ? value - range.least : 0, above = value > range.most ? value - range.most : 0;
    within = within > range.most ? range.most : within;
    float bin = range.first + (within - range.least) * range.scale + (below * range.below + above * range.above);
    bin = bin < 0 ? 0 : bin;
    bin = bin > range.last ? range.last : bin;
    bins[i] = (uint16_t)(int32_t)bin;
  }
}
FOR_ALL_LANES(rutverk_bin, (const float *values, rutverk_bins range, uint16_t *bins, long count), (values, range, bins, count))

BODY rutverk_compare_body(const float *restrict percentiles, const float *restrict mainPercentiles, const float *restrict ranks,
                          const float *restrict mainRanks, long count, double *restrict distance, double *restrict product) {
  eight distances = 0, products = 0;
  for (long start = 0; start < count; start += 8) {
    eight_floats p = 0, main = 0, rank = 0, mainRank = 0;
    if (count - start >= 8) {
      memcpy(&p, percentiles + start, sizeof p);
      memcpy(&main, mainPercentiles + start, sizeof main);
      memcpy(&rank, ranks + start, sizeof rank);
      memcpy(&mainRank, mainRanks + start, sizeof mainRank);
    } else {
      unsigned long size = (unsigned long)(count - start) * sizeof(float);
      memcpy(&p, percentiles + start, size);
      memcpy(&main, mainPercentiles + start, size);
      memcpy(&rank, ranks + start, size);
      memcpy(&mainRank, mainRanks + start, size);
    }
    eight apart = __builtin_convertvector(p - main, eight);
    distances += apart < 0 ? -apart : apart;
    products += __builtin_convertvector(rank, eight) * __builtin_convertvector(mainRank, eight);
  }
  for (int lane = 0; lane < 8; lane++) {
    *distance += distances[lane];
    *product += products[lane];
  }
}
FOR_ALL_LANES(rutverk_compare,
              (const float *percentiles, const float *mainPercentiles, const float *ranks, const float *mainRanks, long count,
               double *distance, double *product),
              (percentiles, mainPercentiles, ranks, mainRanks, count, distance, product))

BODY outside_body(const uint16_t *restrict steps, const uint16_t *restrict first, const uint16_t *restrict end, long count,
                  long *restrict result) {
  uint32_t found = 0;
  for (long i = 0; i < count; i++) found += (uint32_t)((steps[i] < first[i]) | (steps[i] >= end[i]));
  *result = (long)found;
}
#if defined(__x86_64__)
WIDEST static void outside_widest(const uint16_t *s, const uint16_t *f, const uint16_t *e, long n, long *r) { outside_body(s, f, e, n, r); }
#endif
long rutverk_outside(const uint16_t *steps, const uint16_t *first, const uint16_t *end, long count) {
  long found = 0;
#if defined(__x86_64__)
  if (has_widest()) {
    outside_widest(steps, first, end, count, &found);
    return found;
  }
#endif
  outside_body(steps, first, end, count, &found);
  return found;
}

BODY rutverk_widen_body(const uint16_t *restrict steps, uint16_t none, uint16_t *restrict least, uint16_t *restrict most, long count) {
  for (long i = 0; i < count; i++) {
    uint16_t step = steps[i], low = step == none ? 0xFFFF : step, high = step == none ? 0 : step;
    least[i] = low < least[i] ? low : least[i];
    most[i] = high > most[i] ? high : most[i];
  }
}
FOR_ALL_LANES(rutverk_widen, (const uint16_t *steps, uint16_t none, uint16_t *least, uint16_t *most, long count),
              (steps, none, least, most, count))

BODY rutverk_reach_body(const uint16_t *restrict steps, uint16_t none, uint16_t from, uint16_t *restrict counts, long count) {
  for (long i = 0; i < count; i++) counts[i] += (uint16_t)((steps[i] >= from) & (steps[i] != none));
}
FOR_ALL_LANES(rutverk_reach, (const uint16_t *steps, uint16_t none, uint16_t from, uint16_t *counts, long count),
              (steps, none, from, counts, count))

typedef double two __attribute__((ext_vector_type(2)));

static inline __attribute__((always_inline)) void put(rutverk_bucket *bucket, double weight) {
  two sum, one = {weight, 1};
  memcpy(&sum, bucket, sizeof sum);
  sum += one;
  memcpy(bucket, &sum, sizeof sum);
}

void rutverk_add_values(const uint16_t *restrict places, long span, const uint8_t *restrict draws, const double *restrict weights,
                        rutverk_bucket *restrict buckets, long count) {
  if (draws) {
    for (long i = 0; i < count; i++) put(buckets + places[i * span + draws[i]], weights[i]);
  } else {
    for (long i = 0; i < count; i++) put(buckets + places[i * span], weights[i]);
  }
}

void rutverk_look_up(const uint16_t *restrict places, long span, const uint8_t *restrict draws, const float *restrict table,
                     float *restrict found, long count) {
  if (draws) {
    for (long i = 0; i < count; i++) found[i] = table[places[i * span + draws[i]]];
  } else {
    for (long i = 0; i < count; i++) found[i] = table[places[i * span]];
  }
}

void rutverk_add(const uint16_t *restrict bins, const double *restrict weights, rutverk_bucket *restrict buckets, long count) {
  for (long i = 0; i < count; i++) put(buckets + bins[i], weights[i]);
}

void rutverk_rank(uint16_t *restrict bins, const rutverk_standing *restrict standings, const uint16_t *restrict steps,
                  float *restrict percentiles, float *restrict ranks, long count) {
  for (long i = 0; i < count; i++) {
    rutverk_standing standing = standings[bins[i]];
    percentiles[i] = standing.percentile;
    ranks[i] = standing.rank;
    bins[i] = steps[bins[i]];
  }
}

void rutverk_tally(const uint16_t *restrict steps, uint16_t none, const uint8_t *restrict shifts, uint16_t *restrict bins, long size,
                   long count) {
  for (long i = 0; i < count; i++) {
    if (steps[i] == none) continue;
    bins[i * size + ((steps[i] >> shifts[i]) & (size - 1))]++;
  }
}

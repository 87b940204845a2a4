#ifndef RUTVERK_CLANES_SHIM_H
#define RUTVERK_CLANES_SHIM_H
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Sixteen bytes; `SIMD16<UInt8>` in Swift.
typedef unsigned char rutverk_bytes16 __attribute__((ext_vector_type(16)));

/// The highest bits of sixteen bytes side by side, the first byte's lowest.
///
/// What sixteen comparisons gave, taken together: Swift's SIMD types have no word for it.
static inline __attribute__((always_inline)) uint32_t rutverk_top_bits(rutverk_bytes16 bytes) {
#if defined(__SSE2__)
  return (uint32_t)_mm_movemask_epi8((__m128i)bytes);
#else
  uint32_t bits = 0;
  for (int place = 0; place < 16; place++) bits |= (uint32_t)(bytes[place] >> 7) << place;
  return bits;
#endif
}
#endif

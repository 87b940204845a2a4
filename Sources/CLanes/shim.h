#ifndef RUTVERK_CLANES_SHIM_H
#define RUTVERK_CLANES_SHIM_H
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/// Sixteen bytes; `SIMD16<UInt8>` in Swift.
typedef unsigned char rutverk_bytes16 __attribute__((ext_vector_type(16)));

/// The highest bits of sixteen bytes side by side, the first byte's lowest.
///
/// What sixteen comparisons gave, taken together: Swift's SIMD types have no word for it.
static inline __attribute__((always_inline)) uint32_t rutverk_top_bits(rutverk_bytes16 bytes) {
#if defined(__SSE2__)
  return (uint32_t)_mm_movemask_epi8((__m128i)bytes);
#elif defined(__aarch64__)
  // Each byte keeps the bit of its place among eight; neighbours are added up three times.
  const uint8x16_t places = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t set = vandq_u8(vcltzq_s8(vreinterpretq_s8_u8((uint8x16_t)bytes)), places);
  const uint8x16_t pairs = vpaddq_u8(set, set);
  const uint8x16_t fours = vpaddq_u8(pairs, pairs);
  return vgetq_lane_u16(vreinterpretq_u16_u8(vpaddq_u8(fours, fours)), 0);
#else
  uint32_t bits = 0;
  for (int place = 0; place < 16; place++) bits |= (uint32_t)(bytes[place] >> 7) << place;
  return bits;
#endif
}

/// Each byte in the next one's place, the first one's being 0: in Swift, sixteen steps.
static inline __attribute__((always_inline)) rutverk_bytes16 rutverk_moved_by_one(rutverk_bytes16 bytes) {
#if defined(__SSE2__)
  // As an instruction of its own: what compilers make of the shuffle, once it is joined with what is around it, is many.
  __asm__("pslldq $1, %0" : "+x"(bytes));
  return bytes;
#else
  const rutverk_bytes16 none = {0};
  return __builtin_shufflevector(none, bytes, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
#endif
}
#endif

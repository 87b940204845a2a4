// Libraries that are loaded when the first of their functions is called; Linux only, other systems link with them as usual,
// see Package.swift.
//
// GDAL brings some hundred and forty libraries of its own (image formats, databases, network), PROJ and cairo a few dozen, and
// connecting them takes longer than many a run that calls none of them. So the program is not linked with them: each function
// is a few instructions here that hand on to the library's own, found by name at its first call.
//
// To be included by one file for each library, after its headers, with these defined:
//   LIBRARY        its name in messages
//   FILE_NAMES     file names to look for, best first
//   IS_RIGHT()     whether what was loaded is what the headers belong to; may call `symbol`
// and to be followed by the list of its functions, LATEn(result, name, parameters …).

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void *library;

// As a program that was linked with it: without the library there is nothing to do but to say so.
static void give_up(const char *reason) {
  fprintf(stderr, "rutverk: " LIBRARY " cannot be loaded: %s\n", reason ? reason : "no reason given");
  _exit(70);
}

static bool is_right(void);

static void load(void) {
  const char *const names[] = {FILE_NAMES};
  for (unsigned i = 0; !library && i < sizeof names / sizeof names[0]; i++) {
    library = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
  }
  if (!library) give_up(dlerror());
  if (!is_right()) give_up("it is of another version than this program was built for");
}

// NULL for a name that the library does not have.
static void *symbol(const char *name) {
  pthread_once(&once, load);
  return dlsym(library, name);
}

static void *function(const char *name) {
  void *found = symbol(name);
  if (!found) give_up(name);
  return found;
}

// A function that finds the library's own at its first call. Two threads that do so at a time find the same.
#define LATE(result, name, parameters, arguments)                                                                    \
  static result first_##name parameters;                                                                             \
  static result(*late_##name) parameters = first_##name;                                                             \
  static result first_##name parameters {                                                                            \
    result(*found) parameters = (result(*) parameters)function(#name);                                               \
    __atomic_store_n(&late_##name, found, __ATOMIC_RELEASE);                                                         \
    return found arguments;                                                                                          \
  }                                                                                                                  \
  result name parameters {                                                                                           \
    return __atomic_load_n(&late_##name, __ATOMIC_ACQUIRE) arguments;                                                \
  }

#define LATE0(r, n) LATE(r, n, (void), ())
#define LATE1(r, n, T0) LATE(r, n, (T0 a), (a))
#define LATE2(r, n, T0, T1) LATE(r, n, (T0 a, T1 b), (a, b))
#define LATE3(r, n, T0, T1, T2) LATE(r, n, (T0 a, T1 b, T2 c), (a, b, c))
#define LATE4(r, n, T0, T1, T2, T3) LATE(r, n, (T0 a, T1 b, T2 c, T3 d), (a, b, c, d))
#define LATE5(r, n, T0, T1, T2, T3, T4) LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e), (a, b, c, d, e))
#define LATE6(r, n, T0, T1, T2, T3, T4, T5) LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f), (a, b, c, d, e, f))
#define LATE7(r, n, T0, T1, T2, T3, T4, T5, T6)                                                                      \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g), (a, b, c, d, e, f, g))
#define LATE8(r, n, T0, T1, T2, T3, T4, T5, T6, T7)                                                                  \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g, T7 h), (a, b, c, d, e, f, g, h))
#define LATE9(r, n, T0, T1, T2, T3, T4, T5, T6, T7, T8)                                                              \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g, T7 h, T8 i), (a, b, c, d, e, f, g, h, i))
#define LATE10(r, n, T0, T1, T2, T3, T4, T5, T6, T7, T8, T9)                                                         \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g, T7 h, T8 i, T9 j), (a, b, c, d, e, f, g, h, i, j))
#define LATE12(r, n, T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11)                                               \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g, T7 h, T8 i, T9 j, T10 k, T11 l),                             \
       (a, b, c, d, e, f, g, h, i, j, k, l))
#define LATE14(r, n, T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13)                                     \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g, T7 h, T8 i, T9 j, T10 k, T11 l, T12 m, T13 n),               \
       (a, b, c, d, e, f, g, h, i, j, k, l, m, n))

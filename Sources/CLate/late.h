// Libraries that are loaded when the first of their functions is called; Linux only, other systems link with them as usual,
// see Package.swift.
//
// GDAL brings some hundred and forty libraries of its own (image formats, databases, network), PROJ and cairo a few dozen, and
// connecting them takes longer than many a run that calls none of them. So the program is not linked with them: each function
// is a few instructions here that hand on to the library's own, found by name at its first call.
//
// To be included by one file for each library, after its headers, with these defined:
//   LIBRARY        its name in messages
//   STEM           its file name without a version's number, such as "libproj.so"
//   FIRST, LAST    the numbers of versions to look for, in this order; then the bare name
//   PACKAGES       where it is to be had, in words
// and to be followed by is_right, which says whether a library that was loaded goes with the headers, and the list of functions,
// LATEn(result, name, parameters …).
//
// What missing() says is for a caller who asks before anything else, and can give up in order; who does not ask ends the program
// as if it had been linked with the library.

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void *library;
static char fault[512];

static bool is_right(void *candidate);

// Loads a file, and remembers why it could not be used if it is there.
static bool take(const char *name) {
  void *found = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
  if (found && is_right(found)) {
    library = found;
    return true;
  }
  const char *error = found ? name : dlerror();
  // What is not there is told of by its own name; by another, if something that it needs is not there.
  if (fault[0] || !error || (!found && !strncmp(error, name, strlen(name)))) return false;
  snprintf(fault, sizeof fault, LIBRARY " cannot be loaded: %s%s", error,
           found ? " is of a version that this program was not built for" : "");
  return false;
}

static void load(void) {
  char name[64];
  for (int number = FIRST; number <= LAST; number++) {
    snprintf(name, sizeof name, STEM ".%d", number);
    if (take(name)) return;
  }
  if (take(STEM)) return;
  if (!fault[0]) snprintf(fault, sizeof fault, LIBRARY " cannot be loaded: no " STEM ".%d or later was found", FIRST);
  strncat(fault, "; install " PACKAGES, sizeof fault - strlen(fault) - 1);
}

// NULL where the library is there, else why it is not and what to install.
static const char *missing(void) {
  pthread_once(&once, load);
  return library ? NULL : fault;
}

// Whether one of its functions has been called.
__attribute__((unused)) static bool loaded(void) { return __atomic_load_n(&library, __ATOMIC_ACQUIRE); }

// Of CGuard, where the program has it: removes what was staged.
__attribute__((weak)) void rutverk_leave(int code);

static void leave(void) {
  if (rutverk_leave) rutverk_leave(70);
  _exit(70);
}

static void give_up(const char *why) {
  fprintf(stderr, "rutverk: error: %s\n", why);
  leave();
}

// NULL for a name that the library does not have.
static void *symbol(const char *name) {
  const char *why = missing();
  if (why) give_up(why);
  return dlsym(library, name);
}

static void *function(const char *name) {
  void *found = symbol(name);
  if (!found) {
    fprintf(stderr, "rutverk: error: " LIBRARY " has no %s\n", name);
    leave();
  }
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

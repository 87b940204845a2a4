// GDAL, loaded when the first of its functions is called.
//
// It brings some hundred and forty libraries of its own (image formats, databases, network), and connecting them takes
// longer than many a run that never opens a file with it. So the program is not linked with it: each function is a few
// instructions here that hand on to GDAL's own, found by name at its first call. Other systems link with it as usual, see
// Package.swift.

#if defined(__linux__)

// The functions here must not take the place of those that GDAL calls within itself.
#define CPL_DLL __attribute__((visibility("hidden")))
#include "shim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#define TEXT(number) TEXT_OF(number)
#define TEXT_OF(number) #number

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void *library;

// As a program that was linked with it: without the library there is nothing to do but to say so.
static void give_up(const char *reason) {
  fprintf(stderr, "rutverk: GDAL cannot be loaded: %s\n", reason ? reason : "no reason given");
  _exit(70);
}

static void load(void) {
  // The library's number counts GDAL's minor versions since 3.0, which was 26.
  char name[32];
  snprintf(name, sizeof name, "libgdal.so.%d", 26 + GDAL_VERSION_MINOR);
  library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
  if (!library) library = dlopen("libgdal.so", RTLD_LAZY | RTLD_LOCAL);
  if (!library) give_up(dlerror());
  // What was compiled against its headers asks for the same version.
  const char *(*version)(const char *) = (const char *(*)(const char *))dlsym(library, "GDALVersionInfo");
  const char *wanted = TEXT(GDAL_VERSION_MAJOR) "." TEXT(GDAL_VERSION_MINOR) ".";
  const char *found = version ? version("RELEASE_NAME") : "";
  for (const char *a = wanted, *b = found; *a; a++, b++) {
    if (*a != *b) give_up("it is of another version than this program was built for");
  }
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
#define LATE7(r, n, T0, T1, T2, T3, T4, T5, T6)                                                                      \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g), (a, b, c, d, e, f, g))
#define LATE8(r, n, T0, T1, T2, T3, T4, T5, T6, T7)                                                                  \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g, T7 h), (a, b, c, d, e, f, g, h))
#define LATE9(r, n, T0, T1, T2, T3, T4, T5, T6, T7, T8)                                                              \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g, T7 h, T8 i), (a, b, c, d, e, f, g, h, i))
#define LATE12(r, n, T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11)                                               \
  LATE(r, n, (T0 a, T1 b, T2 c, T3 d, T4 e, T5 f, T6 g, T7 h, T8 i, T9 j, T10 k, T11 l), (a, b, c, d, e, f, g, h, i, j, k, l))

#include "functions.h"

void rutverk_register_drivers(void) {
#define REGISTER(name)                                                                                               \
  {                                                                                                                  \
    void (*driver)(void) = (void (*)(void))symbol(#name);                                                            \
    if (driver) driver();                                                                                            \
  }
  RUTVERK_DRIVERS(REGISTER)
}

#endif

// GDAL, loaded when it is called first; see CLate/late.h.

#if defined(__linux__)

// The functions here must not take the place of those that GDAL calls within itself.
#define CPL_DLL __attribute__((visibility("hidden")))
#include "shim.h"

#if GDAL_VERSION_MAJOR != 3
#error "GDAL 3 is needed"
#endif

// The library's number counts the minor versions of GDAL 3, from 26 on. Later ones keep the functions of the earlier ones.
#define STEM "libgdal.so"
#define FIRST (26 + GDAL_VERSION_MINOR)
#define LAST (FIRST + 12)
#define LIBRARY "GDAL"
#define PACKAGES "libgdal-dev (Debian, Ubuntu), gdal-libs (Fedora) or gdal (Alpine, Arch)"
#include "../CLate/late.h"

static bool is_right(void *candidate) {
  const char *(*version)(const char *) = (const char *(*)(const char *))dlsym(candidate, "GDALVersionInfo");
  int number = 0;
  return version && sscanf(version("VERSION_NUM"), "%d", &number) == 1 && number / 1000000 == GDAL_VERSION_MAJOR &&
         number >= GDAL_COMPUTE_VERSION(GDAL_VERSION_MAJOR, GDAL_VERSION_MINOR, 0);
}

#include "functions.h"

const char *rutverk_missing_gdal(void) { return missing(); }

int rutverk_loaded_gdal(void) { return loaded(); }

void rutverk_register_driver(const char *function) {
  void (*driver)(void) = (void (*)(void))symbol(function);
  if (driver) driver();
}

#endif

// GDAL, loaded when it is called first; see CLate/late.h.

#if defined(__linux__)

// The functions here must not take the place of those that GDAL calls within itself.
#define CPL_DLL __attribute__((visibility("hidden")))
#include "shim.h"

#define TEXT(number) TEXT_OF(number)
#define TEXT_OF(number) #number

// The library's number counts the minor versions of GDAL 3, from 26 on.
#if GDAL_VERSION_MAJOR == 3 && GDAL_VERSION_MINOR >= 4 && GDAL_VERSION_MINOR <= 13
static const char *const numbered[] = {
    "libgdal.so.30", "libgdal.so.31", "libgdal.so.32", "libgdal.so.33", "libgdal.so.34",
    "libgdal.so.35", "libgdal.so.36", "libgdal.so.37", "libgdal.so.38", "libgdal.so.39",
};
#define FILE_NAMES numbered[GDAL_VERSION_MINOR - 4], "libgdal.so"
#else
#define FILE_NAMES "libgdal.so"
#endif
#define LIBRARY "GDAL"
#include "../CLate/late.h"

static bool is_right(void) {
  const char *(*version)(const char *) = (const char *(*)(const char *))dlsym(library, "GDALVersionInfo");
  const char *wanted = TEXT(GDAL_VERSION_MAJOR) "." TEXT(GDAL_VERSION_MINOR) ".";
  const char *found = version ? version("RELEASE_NAME") : "";
  while (*wanted && *wanted == *found) wanted++, found++;
  return !*wanted;
}

#include "functions.h"

void rutverk_register_driver(const char *function) {
  void (*driver)(void) = (void (*)(void))symbol(function);
  if (driver) driver();
}

#endif

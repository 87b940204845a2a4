// PROJ, loaded when it is called first; see CLate/late.h.

#if defined(__linux__)

// The functions here must not take the place of those that PROJ calls within itself.
#define PROJ_DLL __attribute__((visibility("hidden")))
#define GEOD_DLL __attribute__((visibility("hidden")))
#include "shim.h"

#if PROJ_VERSION_MAJOR == 9
#define FILE_NAMES "libproj.so.25", "libproj.so"
#else
#define FILE_NAMES "libproj.so"
#endif
#define LIBRARY "PROJ"
#include "../CLate/late.h"

static bool is_right(void) {
  PJ_INFO (*info)(void) = (PJ_INFO(*)(void))dlsym(library, "proj_info");
  return info && info().major == PROJ_VERSION_MAJOR;
}

#include "functions.h"

#endif

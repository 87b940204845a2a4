// PROJ, loaded when it is called first; see CLate/late.h.

#if defined(__linux__)

// The functions here must not take the place of those that PROJ calls within itself.
#define PROJ_DLL __attribute__((visibility("hidden")))
#define GEOD_DLL __attribute__((visibility("hidden")))
#include "shim.h"

#if PROJ_VERSION_MAJOR != 9
#error "PROJ 9 is needed"
#endif

// One number for all of PROJ 9 so far.
#define STEM "libproj.so"
#define FIRST 25
#define LAST (FIRST + 4)
#define LIBRARY "PROJ"
#define PACKAGES "libproj-dev (Debian, Ubuntu) or proj (Fedora, Alpine, Arch)"
#include "../CLate/late.h"

static bool is_right(void *candidate) {
  PJ_INFO (*info)(void) = (PJ_INFO(*)(void))dlsym(candidate, "proj_info");
  return info && info().major == PROJ_VERSION_MAJOR && info().minor >= PROJ_VERSION_MINOR;
}

#include "functions.h"

const char *rutverk_missing_proj(void) { return missing(); }

int rutverk_loaded_proj(void) { return loaded(); }

#endif

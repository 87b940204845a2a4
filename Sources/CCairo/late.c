// cairo, loaded when it is called first; see CLate/late.h.

#if defined(__linux__)

#define cairo_public __attribute__((visibility("hidden")))
#include "shim.h"

// One number for all of cairo 1.
#define STEM "libcairo.so"
#define FIRST 2
#define LAST FIRST
#define LIBRARY "cairo"
#define PACKAGES "libcairo2 (Debian, Ubuntu) or cairo (Fedora, Alpine, Arch)"
#include "../CLate/late.h"

// PDF's title and dates came with 1.16; nothing later is called.
static bool is_right(void *candidate) {
  int (*version)(void) = (int (*)(void))dlsym(candidate, "cairo_version");
  return version && version() >= CAIRO_VERSION_ENCODE(1, 16, 0);
}

#include "functions.h"

const char *rutverk_missing_cairo(void) { return missing(); }

int rutverk_loaded_cairo(void) { return loaded(); }

#endif

// cairo, loaded when it is called first; see CLate/late.h.

#if defined(__linux__)

#define cairo_public __attribute__((visibility("hidden")))
#include "shim.h"

#define FILE_NAMES "libcairo.so.2", "libcairo.so"
#define LIBRARY "cairo"
#include "../CLate/late.h"

static bool is_right(void) { return true; }

#include "functions.h"

#endif

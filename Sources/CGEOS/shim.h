#ifndef RUTVERK_CGEOS_SHIM_H
#define RUTVERK_CGEOS_SHIM_H
// Only the reentrant functions (suffix _r): every worker owns its context.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#endif

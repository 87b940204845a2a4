#ifndef RUTVERK_CPROJ_SHIM_H
#define RUTVERK_CPROJ_SHIM_H
#include <geodesic.h>
#include <proj.h>
#include <proj_experimental.h>

// NULL where the library is there, else why it is not and what to install. Elsewhere than on Linux the program is linked with it.
#if defined(__linux__)
const char *rutverk_missing_proj(void);
// Whether a function of the library has been called.
int rutverk_loaded_proj(void);
#else
static inline const char *rutverk_missing_proj(void) { return 0; }
static inline int rutverk_loaded_proj(void) { return 1; }
#endif
#endif

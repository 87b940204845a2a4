#ifndef RUTVERK_CCAIRO_SHIM_H
#define RUTVERK_CCAIRO_SHIM_H
#if __has_include(<cairo/cairo.h>)
#include <cairo/cairo.h>
#include <cairo/cairo-pdf.h>
#include <cairo/cairo-svg.h>
#else
#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#endif

// NULL where the library is there, else why it is not and what to install. Elsewhere than on Linux the program is linked with it.
#if defined(__linux__)
const char *rutverk_missing_cairo(void);
// Whether a function of the library has been called.
int rutverk_loaded_cairo(void);
#else
static inline const char *rutverk_missing_cairo(void) { return 0; }
static inline int rutverk_loaded_cairo(void) { return 1; }
#endif
#endif

#ifndef RUTVERK_CGDAL_SHIM_H
#define RUTVERK_CGDAL_SHIM_H
// Distributions put the headers in a folder of their own or beside the others.
#if __has_include(<gdal/gdal.h>)
#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/cpl_http.h>
#include <gdal/cpl_string.h>
#include <gdal/cpl_vsi.h>
#include <gdal/gdal.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>
#else
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#endif

// Calls the function that registers a driver, such as RegisterOGRShape; GDAL declares them for C++ only (ogrsf_frmts.h). A
// format whose driver GDAL was built without is simply not there.
#if defined(__linux__)
// In late.c, as everything of GDAL's.
void rutverk_register_driver(const char *function);
#else
#include <dlfcn.h>
static inline void rutverk_register_driver(const char *function) {
  void (*driver)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, function);
  if (driver) driver();
}
#endif

// NULL where the library is there, else why it is not and what to install. Elsewhere than on Linux the program is linked with it.
#if defined(__linux__)
const char *rutverk_missing_gdal(void);
// Whether a function of the library has been called.
int rutverk_loaded_gdal(void);
#else
static inline const char *rutverk_missing_gdal(void) { return 0; }
static inline int rutverk_loaded_gdal(void) { return 1; }
#endif
#endif

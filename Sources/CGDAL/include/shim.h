#ifndef RUTVERK_CGDAL_SHIM_H
#define RUTVERK_CGDAL_SHIM_H
// Distributions put the headers in a folder of their own or beside the others.
#if __has_include(<gdal/gdal.h>)
#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/cpl_string.h>
#include <gdal/cpl_vsi.h>
#include <gdal/gdal.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>
#else
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#endif

// The allowed drivers' registration functions, which GDAL declares for C++ only (ogrsf_frmts.h). The last two are raster
// drivers, for writing only: no file is ever opened with them.
#define RUTVERK_DRIVERS(each)                                                                                        \
  each(RegisterOGRGeoPackage) each(RegisterOGRGeoJSON) each(RegisterOGRGeoJSONSeq) each(RegisterOGRTopoJSON)         \
  each(RegisterOGRShape) each(RegisterOGRFlatGeobuf) each(RegisterOGRCSV) each(RegisterOGRXLSX)                      \
  each(RegisterOGRODS) each(RegisterOGRTAB) each(RegisterOGROpenFileGDB) each(GDALRegister_GTiff)                    \
  each(GDALRegister_COG)

// Registers the allowed drivers and nothing else; must run once, before any file is opened. A format whose driver GDAL
// was built without is simply not there.
#if defined(__linux__)
// In late.c, as everything of GDAL's.
void rutverk_register_drivers(void);
#else
#define RUTVERK_DRIVER(name) void name(void) __attribute__((weak));
RUTVERK_DRIVERS(RUTVERK_DRIVER)
#undef RUTVERK_DRIVER
static inline void rutverk_register_drivers(void) {
#define RUTVERK_DRIVER(name) if (name) name();
  RUTVERK_DRIVERS(RUTVERK_DRIVER)
#undef RUTVERK_DRIVER
}
#endif

// NULL where the library is there, else why it is not and what to install. Elsewhere than on Linux the program is linked with it.
#if defined(__linux__)
const char *rutverk_missing_gdal(void);
#else
static inline const char *rutverk_missing_gdal(void) { return 0; }
#endif
#endif

#ifndef RUTVERK_CGDAL_SHIM_H
#define RUTVERK_CGDAL_SHIM_H
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

// The drivers' own registration functions, which GDAL declares for C++ only (ogrsf_frmts.h). Weak, so that a
// GDAL that was built without one of them still links; the format is then simply not there.
#define RUTVERK_DRIVER(name) void name(void) __attribute__((weak))
RUTVERK_DRIVER(RegisterOGRGeoPackage);
RUTVERK_DRIVER(RegisterOGRGeoJSON);
RUTVERK_DRIVER(RegisterOGRGeoJSONSeq);
RUTVERK_DRIVER(RegisterOGRTopoJSON);
RUTVERK_DRIVER(RegisterOGRShape);
RUTVERK_DRIVER(RegisterOGRFlatGeobuf);
RUTVERK_DRIVER(RegisterOGRCSV);
RUTVERK_DRIVER(RegisterOGRXLSX);
RUTVERK_DRIVER(RegisterOGRODS);
RUTVERK_DRIVER(RegisterOGRTAB);
RUTVERK_DRIVER(RegisterOGROpenFileGDB);
#undef RUTVERK_DRIVER

// Raster drivers, for writing only: no file is ever opened with them. C functions, weak for the same reason.
void GDALRegister_GTiff(void) __attribute__((weak));
void GDALRegister_COG(void) __attribute__((weak));

// Registers the allowed drivers and nothing else; must run once, before any file is opened.
static inline void rutverk_register_drivers(void) {
  void (*const drivers[])(void) = {
      RegisterOGRGeoPackage, RegisterOGRGeoJSON, RegisterOGRGeoJSONSeq, RegisterOGRTopoJSON,
      RegisterOGRShape,      RegisterOGRFlatGeobuf, RegisterOGRCSV,     RegisterOGRXLSX,
      RegisterOGRODS,        RegisterOGRTAB,     RegisterOGROpenFileGDB,
  };
  for (unsigned i = 0; i < sizeof drivers / sizeof drivers[0]; i++) {
    if (drivers[i]) drivers[i]();
  }
  if (GDALRegister_GTiff) GDALRegister_GTiff();
  if (GDALRegister_COG) GDALRegister_COG();
}

#endif

#ifndef RUTVERK_CPROJ_SHIM_H
#define RUTVERK_CPROJ_SHIM_H
#include <geodesic.h>
#include <proj.h>
#include <proj_experimental.h>
#endif

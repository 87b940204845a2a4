#ifndef RUTVERK_CCAIRO_SHIM_H
#define RUTVERK_CCAIRO_SHIM_H
#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#endif

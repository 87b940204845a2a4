#ifndef RUTVERK_CZLIB_SHIM_H
#define RUTVERK_CZLIB_SHIM_H
#include <zlib.h>
#endif

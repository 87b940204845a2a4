#ifndef RUTVERK_CZSTD_SHIM_H
#define RUTVERK_CZSTD_SHIM_H
#include <zstd.h>
#endif

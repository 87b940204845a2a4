#ifndef RUTVERK_CSQLITE_SHIM_H
#define RUTVERK_CSQLITE_SHIM_H
#include <sqlite3.h>
#endif

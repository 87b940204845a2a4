#ifndef RUTVERK_CSQLITE_SHIM_H
#define RUTVERK_CSQLITE_SHIM_H
#include <sqlite3.h>

// A virtual table over columns in memory, and a cursor on it: SQLite's own parts come first, as it asks for.
typedef struct {
  sqlite3_vtab base;
  const void *source;
} rutverk_rows;

typedef struct {
  sqlite3_vtab_cursor base;
  const void *columns;
  sqlite3_int64 row;
  sqlite3_int64 count;
} rutverk_rows_cursor;

#endif

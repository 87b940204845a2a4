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

// For a database out of a file from outside: its schema gets at nothing but itself. (A variadic function is not seen in Swift.)
static inline void rutverk_distrust(sqlite3 *database) {
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *)0);
}

#endif

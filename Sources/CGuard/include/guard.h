// What must happen at the end of a program however it comes, and what must not: signals, mapped files that are cut short, folders
// that must not be left, crash reports that show memory.
#ifndef RUTVERK_GUARD_H
#define RUTVERK_GUARD_H

#include <stdbool.h>
#include <stddef.h>

// SIGINT, SIGTERM, SIGHUP and SIGQUIT remove the folders and end the program with 128 + their number, unless its parent chose to
// ignore them; so does the want of a thread, and a library that calls abort(3), with a message and 70. What ends a program because
// of another fault in it removes them too, and then does what it does by itself: no handler of a runtime's own, which would print memory and registers, is called any more, and no file of memory is left. To be called first.
void rutverk_guard_program(bool in_english);

// A folder that is removed when the program is stopped: with all in it where that is the program's own, else if it is empty.
// Returns what it is forgotten by; NULL without memory.
void *rutverk_guard_folder(const char *path, bool holds_own);
void rutverk_forget_folder(void *folder);

// Between the two, folders stay as they are and a signal to stop waits. One commit at a time.
void rutverk_begin_commit(void);
void rutverk_end_commit(void);

// Removes the folders and ends the program.
void rutverk_leave(int code);

// Pages of a mapped file that the system cannot give any more read as zeros, and that is remembered. Returns what it is asked and
// forgotten by; NULL without memory.
void *rutverk_guard_mapping(const void *start, size_t count);
bool rutverk_mapping_is_broken(const void *mapping);
void rutverk_forget_mapping(void *mapping);

#endif

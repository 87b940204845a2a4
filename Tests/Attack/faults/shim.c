// A library to be preloaded that makes calls fail.
//
//   RUTVERK_FAULT=KIND:NUMBER:ERRNO[:on]   the NUMBER-th call of KIND (from 1) fails with ERRNO, and with "on" all after it
//   RUTVERK_FAULT_COUNT=FILE               how many calls of each kind were made is written to FILE at the end
//
// A kind is a group of functions that do the same (see the enumeration). Calls on descriptors 0 to 2 never fail, nor do those
// before main. Errors are numbers, so that the driver needs no table.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind {
  OPEN, READ, WRITE, CLOSE, RENAME, UNLINK, MKDIR, RMDIR, TRUNCATE, MAP, SYNC, STAT, SEEK, THREAD, MEMORY, STREAM, LOAD, LIST, KINDS
};
static const char *const names[KINDS] = {"open",  "read",     "write", "close", "rename", "unlink", "mkdir",  "rmdir", "truncate",
                                         "map",   "sync",     "stat",  "seek",  "thread", "memory", "stream", "load", "list"};
static atomic_long counts[KINDS];
static enum kind wanted = KINDS;
static long number;
static int code, goes_on, is_ready;
static const char *tally;

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("RUTVERK_FAULT");
  char kind[16] = "", rest[8] = "";
  if (text && sscanf(text, "%15[a-z]:%ld:%d:%7s", kind, &number, &code, rest) >= 3)
    for (int i = 0; i < KINDS; i++)
      if (!strcmp(kind, names[i])) wanted = i;
  goes_on = !strcmp(rest, "on");
  tally = getenv("RUTVERK_FAULT_COUNT");
  is_ready = 1;
}

__attribute__((destructor)) static void end(void) {
  is_ready = 0;
  FILE *file = tally ? fopen(tally, "w") : NULL;
  if (!file) return;
  for (int i = 0; i < KINDS; i++) fprintf(file, "%s %ld\n", names[i], atomic_load(&counts[i]));
  fclose(file);
}

// Whether this call is to fail; sets errno.
static int fails(enum kind kind, int descriptor) {
  if (!is_ready || (descriptor >= 0 && descriptor <= 2)) return 0;
  long now = atomic_fetch_add(&counts[kind], 1) + 1;
  if (kind != wanted || now < number || (now > number && !goes_on)) return 0;
  errno = code;
  return 1;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

// TYPE NAME(PARAMETERS) that gives BAD where it fails and the result of NAME(ARGUMENTS) otherwise.
#define WRAP(type, name, parameters, arguments, kind, descriptor, bad) \
  type name parameters { \
    REAL(name); \
    if (fails(kind, descriptor)) return bad; \
    return real arguments; \
  }

#define OPENING(name, parameters, ...) \
  int name parameters { \
    REAL(name); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
      va_list list; \
      va_start(list, flags); \
      mode = va_arg(list, mode_t); \
      va_end(list); \
    } \
    if (fails(OPEN, -1)) return -1; \
    return real(__VA_ARGS__, flags, mode); \
  }
OPENING(open, (const char *path, int flags, ...), path)
OPENING(open64, (const char *path, int flags, ...), path)
OPENING(openat, (int folder, const char *path, int flags, ...), folder, path)
OPENING(openat64, (int folder, const char *path, int flags, ...), folder, path)
WRAP(FILE *, fopen, (const char *path, const char *mode), (path, mode), OPEN, -1, NULL)
WRAP(FILE *, fopen64, (const char *path, const char *mode), (path, mode), OPEN, -1, NULL)
WRAP(int, mkstemp, (char *path), (path), OPEN, -1, -1)
WRAP(int, mkstemp64, (char *path), (path), OPEN, -1, -1)

// One that moves bytes: with ERRNO 0 it moves half of them.
#define MOVING(name, parameters, kind, ...) \
  ssize_t name parameters { \
    REAL(name); \
    if (fails(kind, fd)) { \
      if (code) return -1; \
      count = (count + 1) / 2; \
    } \
    return real(__VA_ARGS__); \
  }
MOVING(read, (int fd, void *to, size_t count), READ, fd, to, count)
MOVING(pread, (int fd, void *to, size_t count, off_t at), READ, fd, to, count, at)
MOVING(pread64, (int fd, void *to, size_t count, off64_t at), READ, fd, to, count, at)
MOVING(write, (int fd, const void *from, size_t count), WRITE, fd, from, count)
MOVING(pwrite, (int fd, const void *from, size_t count, off_t at), WRITE, fd, from, count, at)
MOVING(pwrite64, (int fd, const void *from, size_t count, off64_t at), WRITE, fd, from, count, at)
MOVING(writev, (int fd, const struct iovec *from, int count), WRITE, fd, from, count)
WRAP(int, fsync, (int fd), (fd), SYNC, fd, -1)
WRAP(int, fdatasync, (int fd), (fd), SYNC, fd, -1)
WRAP(int, ftruncate, (int fd, off_t size), (fd, size), TRUNCATE, fd, -1)
WRAP(int, ftruncate64, (int fd, off64_t size), (fd, size), TRUNCATE, fd, -1)
WRAP(int, fallocate, (int fd, int mode, off_t from, off_t size), (fd, mode, from, size), TRUNCATE, fd, -1)
WRAP(off_t, lseek, (int fd, off_t to, int whence), (fd, to, whence), SEEK, fd, -1)
WRAP(off64_t, lseek64, (int fd, off64_t to, int whence), (fd, to, whence), SEEK, fd, -1)
WRAP(void *, mmap, (void *at, size_t size, int access, int flags, int fd, off_t from), (at, size, access, flags, fd, from), MAP,
     fd < 0 ? 0 : fd, MAP_FAILED)
WRAP(void *, mmap64, (void *at, size_t size, int access, int flags, int fd, off64_t from), (at, size, access, flags, fd, from),
     MAP, fd < 0 ? 0 : fd, MAP_FAILED)
WRAP(int, rename, (const char *from, const char *to), (from, to), RENAME, -1, -1)
WRAP(int, link, (const char *from, const char *to), (from, to), RENAME, -1, -1)
WRAP(int, unlink, (const char *path), (path), UNLINK, -1, -1)
WRAP(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), UNLINK, -1, -1)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), MKDIR, -1, -1)
WRAP(char *, mkdtemp, (char *path), (path), MKDIR, -1, NULL)
WRAP(int, rmdir, (const char *path), (path), RMDIR, -1, -1)
WRAP(int, stat, (const char *path, struct stat *to), (path, to), STAT, -1, -1)
WRAP(int, stat64, (const char *path, struct stat64 *to), (path, to), STAT, -1, -1)
WRAP(int, lstat, (const char *path, struct stat *to), (path, to), STAT, -1, -1)
WRAP(int, lstat64, (const char *path, struct stat64 *to), (path, to), STAT, -1, -1)
WRAP(int, fstat, (int fd, struct stat *to), (fd, to), STAT, fd, -1)
WRAP(int, fstat64, (int fd, struct stat64 *to), (fd, to), STAT, fd, -1)
WRAP(int, fstatat, (int folder, const char *path, struct stat *to, int flags), (folder, path, to, flags), STAT, -1, -1)
WRAP(int, fstatat64, (int folder, const char *path, struct stat64 *to, int flags), (folder, path, to, flags), STAT, -1, -1)
WRAP(DIR *, opendir, (const char *path), (path), LIST, -1, NULL)
WRAP(DIR *, fdopendir, (int fd), (fd), LIST, -1, NULL)
WRAP(struct dirent *, readdir, (DIR *folder), (folder), LIST, -1, NULL)
WRAP(struct dirent64 *, readdir64, (DIR *folder), (folder), LIST, -1, NULL)
WRAP(size_t, fwrite, (const void *from, size_t size, size_t count, FILE *file), (from, size, count, file), STREAM, fileno(file), 0)
WRAP(size_t, fread, (void *to, size_t size, size_t count, FILE *file), (to, size, count, file), STREAM, fileno(file), 0)
WRAP(int, fflush, (FILE *file), (file), STREAM, file ? fileno(file) : 0, EOF)

int close(int fd) {
  REAL(close);
  int failed = fails(CLOSE, fd), kept = errno, result = real(fd);
  if (!failed) return result;
  errno = kept;
  return -1;
}

int fclose(FILE *file) {
  REAL(fclose);
  int failed = fails(STREAM, fileno(file)), kept = errno, result = real(file);
  if (!failed) return result;
  errno = kept;
  return EOF;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
  REAL(pthread_create);
  if (fails(THREAD, -1)) return EAGAIN;
  return real(thread, attributes, body, argument);
}

void *dlopen(const char *path, int flags) {
  REAL(dlopen);
  if (fails(LOAD, -1)) return NULL;
  return real(path, flags);
}

// dlsym allocates: these go to the C library by its own names.
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
void *malloc(size_t size) { return fails(MEMORY, -1) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails(MEMORY, -1) ? NULL : __libc_calloc(count, size); }
void *realloc(void *memory, size_t size) { return fails(MEMORY, -1) ? NULL : __libc_realloc(memory, size); }

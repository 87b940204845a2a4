// Everything here that a signal may call uses nothing but atomic variables and calls of the system: whatever the program was at,
// an allocation included, it is safe.

#define _GNU_SOURCE
#include "guard.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif

// Entries are never freed, so that a handler may walk the lists at any moment; those that are free are used again.
struct folder {
  struct folder *next;
  // How many folders deep it is emptied; 0: only removed where it is empty.
  int depth;
  _Atomic(char *) path;
};
struct mapping {
  struct mapping *next;
  _Atomic uintptr_t start, end;
  atomic_bool is_broken;
};
static _Atomic(struct folder *) folders;
static _Atomic(struct mapping *) mappings;

enum { IDLE, COMMITTING, ENDING };
static atomic_int state = IDLE;
// A signal to stop that came during a commit.
static atomic_int waiting = 0;
// Whose commit it is, while there is one.
static _Atomic(pthread_t) committer;

// Removing a folder

static void remove_at(int parent, const char *name, int depth);

static bool is_self(const char *name) { return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); }

// Returns how many entries were tried.
static int empty(int folder, int depth) {
  int count = 0;
#if defined(__linux__)
  // As the system lays it out; readdir(3) would allocate.
  struct entry {
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
  };
  _Alignas(8) char buffer[4096];
  long got;
  while ((got = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0)
    for (long at = 0; at < got; at += ((struct entry *)(buffer + at))->length) {
      const char *name = ((struct entry *)(buffer + at))->name;
      if (is_self(name)) continue;
      remove_at(folder, name, depth);
      count++;
    }
#else
  DIR *open = fdopendir(dup(folder));
  struct dirent *entry;
  while (open && (entry = readdir(open)))
    if (!is_self(entry->d_name)) {
      remove_at(folder, entry->d_name, depth);
      count++;
    }
  if (open) closedir(open);
#endif
  return count;
}

static void remove_at(int parent, const char *name, int depth) {
  if (!unlinkat(parent, name, 0) || errno == ENOENT) return;
  if (depth == 0) {
    unlinkat(parent, name, AT_REMOVEDIR);
    return;
  }
  int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (folder < 0) return;
  // Other threads may still write into it: a few times over.
  for (int round = 0; round < 8; round++) {
    lseek(folder, 0, SEEK_SET);
    int tried = empty(folder, depth - 1);
    if (!unlinkat(parent, name, AT_REMOVEDIR) || errno == ENOENT || (tried == 0 && errno != ENOTEMPTY)) break;
  }
  close(folder);
}

static void remove_folders(void) {
  for (struct folder *f = atomic_load(&folders); f; f = f->next) {
    const char *path = atomic_load(&f->path);
    if (path) remove_at(AT_FDCWD, path, f->depth);
  }
}

// Ending

static void stop(int number) {
  int expected = IDLE;
  if (!atomic_compare_exchange_strong(&state, &expected, ENDING)) return;
  remove_folders();
  _exit(128 + number);
}

static void stopped(int number) {
  int error = errno;
  int none = 0;
  // Noted before the state is looked at, so that the end of a commit sees it.
  atomic_compare_exchange_strong(&waiting, &none, number);
  stop(number);
  errno = error;
}

// Removes the folders, unless another thread is at it and will end the program, or the calling one is itself between the begin and
// the end of a commit. Another thread's commit, or the folder that it makes, is waited for.
static void clear(void) {
  for (int round = 0; round < 5000; round++) {
    int expected = IDLE;
    if (atomic_compare_exchange_strong(&state, &expected, ENDING)) {
      remove_folders();
      return;
    }
    if (expected == COMMITTING && pthread_equal(atomic_load(&committer), pthread_self())) return;
    struct timespec while_it_does = {0, 1000000};
    nanosleep(&while_it_does, NULL);
  }
}

static void crashed(int number) {
  clear();
  signal(number, SIG_DFL);
  raise(number);
}

static atomic_bool speaks_english = false;

// Says why the program ends, in its language; may be called in a signal handler.
static void tell(const char *english, const char *swedish) {
  const char *message = atomic_load(&speaks_english) ? english : swedish;
  (void)!write(STDERR_FILENO, message, strlen(message));
}

// abort(3), called in the program itself: by a C++ library whose exception nobody can catch here, or where memory has run out.
static void aborted(int number, siginfo_t *info, void *context) {
  (void)context;
  if (info->si_pid != getpid()) {
    crashed(number);
    return;
  }
  tell("rutverk: error: a library gave up: it cannot read its data (PROJ's proj.db?), or memory has run out\n",
       "rutverk: fel: ett bibliotek gav upp: det kan inte läsa sina data (PROJ:s proj.db?), eller så är minnet slut\n");
  rutverk_leave(70);
}

void rutverk_begin_commit(void) {
  for (int expected = IDLE; !atomic_compare_exchange_strong(&state, &expected, COMMITTING); expected = IDLE) pause();
  atomic_store(&committer, pthread_self());
}

void rutverk_end_commit(void) {
  atomic_store(&committer, (pthread_t)0);
  atomic_store(&state, IDLE);
  int number = atomic_load(&waiting);
  if (number) stop(number);
}

void rutverk_leave(int code) {
  clear();
  _exit(code);
}

// Mapped files

static struct sigaction before;

static bool fill(const void *address) {
  uintptr_t at = (uintptr_t)address;
  for (struct mapping *m = atomic_load(&mappings); m; m = m->next) {
    uintptr_t end = atomic_load(&m->end);
    if (!end || at < atomic_load(&m->start) || at >= end) continue;
    uintptr_t page = at & ~((uintptr_t)sysconf(_SC_PAGESIZE) - 1);
    // All that follows: where a file was cut short, nothing comes behind the cut.
    void *zeros = mmap((void *)page, end - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (zeros == MAP_FAILED) return false;
    atomic_store(&m->is_broken, true);
    return true;
  }
  return false;
}

static void torn(int number, siginfo_t *info, void *context) {
  (void)context;
  int error = errno;
  bool is_filled = fill(info->si_addr);
  errno = error;
  if (is_filled) return;
  // None of ours: back to whoever was there before; the fault comes again at once.
  if (before.sa_handler == SIG_DFL) crashed(number);
  sigaction(number, &before, NULL);
}

static void watch_mappings(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = torn;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigaction(SIGBUS, &action, &before);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

void *rutverk_guard_mapping(const void *start, size_t count) {
  pthread_once(&once, watch_mappings);
  struct mapping *m = atomic_load(&mappings);
  uintptr_t none = 0;
  while (m && !atomic_compare_exchange_strong(&m->start, &none, (uintptr_t)start)) {
    none = 0;
    m = m->next;
  }
  if (m) {
    atomic_store(&m->is_broken, false);
  } else {
    m = calloc(1, sizeof *m);
    if (!m) return NULL;
    atomic_store(&m->start, (uintptr_t)start);
    m->next = atomic_load(&mappings);
    while (!atomic_compare_exchange_weak(&mappings, &m->next, m)) {}
  }
  atomic_store(&m->end, (uintptr_t)start + count);
  return m;
}

bool rutverk_mapping_is_broken(const void *mapping) { return atomic_load(&((const struct mapping *)mapping)->is_broken); }

void rutverk_forget_mapping(void *mapping) {
  struct mapping *m = mapping;
  atomic_store(&m->end, 0);
  atomic_store(&m->start, 0);
}

// Folders

void *rutverk_guard_folder(const char *path, bool holds_own) {
  struct folder *f = calloc(1, sizeof *f);
  char *copy = strdup(path);
  if (!f || !copy) {
    free(f);
    free(copy);
    return NULL;
  }
  // A staging folder holds a folder for each output, which may be a geodatabase, which is a folder; one level to spare.
  f->depth = holds_own ? 4 : 0;
  atomic_store(&f->path, copy);
  f->next = atomic_load(&folders);
  while (!atomic_compare_exchange_weak(&folders, &f->next, f)) {}
  return f;
}

// The text stays: a handler may be reading it.
void rutverk_forget_folder(void *folder) { atomic_store(&((struct folder *)folder)->path, NULL); }

// Threads

static atomic_bool is_program = false;

#if !defined(__has_feature)
#define __has_feature(x) 0
#endif
// Not where a sanitizer watches threads: it brings its own (RUTVERK_SANITIZED where only Swift is built with it).
#if defined(__linux__) && !defined(RUTVERK_SANITIZED) && !__has_feature(address_sanitizer) && \
    !__has_feature(thread_sanitizer)
#include <dlfcn.h>

// Takes the place of the C library's for all that the program calls. Dispatch tries for ever where no thread can be started; here
// that is tried for a second, and then the program ends with an error.
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
  typedef int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  static _Atomic(create) next;
  create found = atomic_load(&next);
  if (!found) {
    found = (create)dlsym(RTLD_NEXT, "pthread_create");
    if (!found) return EAGAIN;
    atomic_store(&next, found);
  }
  int error = found(thread, attributes, start, argument);
  if (!atomic_load(&is_program)) return error;
  for (int round = 0; error == EAGAIN && round < 20; round++) {
    struct timespec while_others_end = {0, 50000000};
    nanosleep(&while_others_end, NULL);
    error = found(thread, attributes, start, argument);
  }
  if (error) {
    tell("rutverk: error: no thread can be started; allow more of them (ulimit -u), or give --threads 1\n",
         "rutverk: fel: ingen tråd kan startas; tillåt fler (ulimit -u), eller ange --threads 1\n");
    rutverk_leave(70);
  }
  return error;
}
#endif

// The program

void rutverk_guard_program(bool in_english) {
  atomic_store(&speaks_english, in_english);
  atomic_store(&is_program, true);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  // A limit on the size of files and a reader that went away shall be errors of write(2), not the end.
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = stopped;
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  const int stops[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
    // What a parent chose to ignore (nohup, a background job) stays ignored.
    struct sigaction present;
    if (!sigaction(stops[i], NULL, &present) && present.sa_handler != SIG_IGN) sigaction(stops[i], &action, NULL);
  }
  // Who was started by a thread that takes no signals has inherited that.
  sigset_t none_blocked;
  sigemptyset(&none_blocked);
  pthread_sigmask(SIG_SETMASK, &none_blocked, NULL);
  action.sa_handler = crashed;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  const int faults[] = {SIGSEGV, SIGILL, SIGTRAP, SIGFPE, SIGSYS};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigaction(faults[i], &action, NULL);
  action.sa_sigaction = aborted;
  action.sa_flags = SA_ONSTACK | SA_NODEFER | SA_SIGINFO;
  sigaction(SIGABRT, &action, NULL);
  signal(SIGBUS, SIG_DFL);
  pthread_once(&once, watch_mappings);
}

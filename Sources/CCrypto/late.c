// OpenSSL's libcrypto, loaded when it is called first; see CLate/late.h. GDAL needs it too, so it is wherever GDAL is.

#if defined(__linux__)

// The system's own first: only OpenSSL's functions are to be hidden, so that those here do not take the place of those that
// other libraries call.
#include <inttypes.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

// One number for all of OpenSSL 3.
#define STEM "libcrypto.so"
#define FIRST 3
#define LAST FIRST
#define LIBRARY "OpenSSL"
#define PACKAGES "libssl3 (Debian, Ubuntu), openssl-libs (Fedora) or libcrypto3 (Alpine)"
#include "../CLate/late.h"

static bool is_right(void *candidate) { return dlsym(candidate, "SHA256_Update"); }

#include "functions.h"

const char *rutverk_missing_crypto(void) { return missing(); }

#endif

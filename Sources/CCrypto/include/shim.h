#ifndef RUTVERK_CCRYPTO_SHIM_H
#define RUTVERK_CCRYPTO_SHIM_H
// The functions of a digest alone read no settings and load no providers, so nothing outside the program decides how they work.
#define OPENSSL_API_COMPAT 0x10100000L
#include <openssl/crypto.h>
#include <openssl/sha.h>

// NULL where the library is there, else why it is not and what to install. Elsewhere than on Linux the program is linked with it.
#if defined(__linux__)
const char *rutverk_missing_crypto(void);
#else
static inline const char *rutverk_missing_crypto(void) { return 0; }
#endif
#endif

// All of OpenSSL's functions that rutverk calls: result, name, parameters. The compiler compares each line with the
// library's own headers; the linker says what is missing here.
LATE2(int, SHA256_Final, unsigned char *, SHA256_CTX *)
LATE1(int, SHA256_Init, SHA256_CTX *)
LATE3(int, SHA256_Update, SHA256_CTX *, const void *, size_t)

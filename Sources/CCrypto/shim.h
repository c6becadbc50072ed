// The message digests of OpenSSL's libcrypto: it alone picks the SHA instructions of the processor
// at run time, which makes hashing a file about five times as fast as plain code.
#ifndef TOPSLICE_CCRYPTO_SHIM_H
#define TOPSLICE_CCRYPTO_SHIM_H

#include <openssl/evp.h>

#endif

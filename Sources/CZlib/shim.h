// The C headers of zlib, which decompresses gzip (RFC 1952) as a stream.
#ifndef TOPSLICE_CZLIB_SHIM_H
#define TOPSLICE_CZLIB_SHIM_H

#include <zlib.h>

#endif

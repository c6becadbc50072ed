// The C headers of Zstandard, which decompresses its frames (RFC 8878) as a stream.
#ifndef TOPSLICE_CZSTD_SHIM_H
#define TOPSLICE_CZSTD_SHIM_H

#include <zstd.h>
#include <zstd_errors.h>

#endif

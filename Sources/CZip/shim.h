// The C headers of libzip, which reads the archives that workbooks are.
#ifndef TOPSLICE_CZIP_SHIM_H
#define TOPSLICE_CZIP_SHIM_H

#include <zip.h>

#endif

// The C headers of Expat, which reads the XML inside workbooks as a stream.
#ifndef TOPSLICE_CEXPAT_SHIM_H
#define TOPSLICE_CEXPAT_SHIM_H

#include <expat.h>

#endif

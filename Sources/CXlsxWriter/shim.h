// The C headers of libxlsxwriter, which writes Excel workbooks.
#ifndef TOPSLICE_CXLSXWRITER_SHIM_H
#define TOPSLICE_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif

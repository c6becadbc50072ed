// The C header of ReadStat, which reads the files of Stata, SPSS and SAS.
#ifndef TOPSLICE_CREADSTAT_SHIM_H
#define TOPSLICE_CREADSTAT_SHIM_H

#include <readstat.h>

#endif

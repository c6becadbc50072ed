#define KERNEL(name) name##_baseline
#define PIVOTS_AT_ONCE 4
#define LANES_AT_ONCE 1
#include "kernels.h"

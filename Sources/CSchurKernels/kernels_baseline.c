#define KERNEL(name) name##_baseline
#include "kernels.h"

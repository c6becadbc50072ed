#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define KERNEL(name) name##_avx2
#define PIVOTS_AT_ONCE 4
#define LANES_AT_ONCE 1
#include "kernels.h"
#pragma clang attribute pop
#endif

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#define KERNEL(name) name##_avx512
#define PIVOTS_AT_ONCE 8
#define LANES_AT_ONCE 2
#include "kernels.h"
#pragma clang attribute pop
#endif

// Everything compiled once an instruction set. The includer defines KERNEL(name), and PIVOTS_AT_ONCE and
// LANES_AT_ONCE by the number of registers.

#include "CSchurKernels.h"
#include "walk_limits.h"

// Lanes are passed by value only to functions that are always inlined, so no calling convention is met.
#pragma clang diagnostic ignored "-Wpsabi"

typedef double lanes __attribute__((vector_size(64), aligned(64)));
typedef int64_t lane_mask __attribute__((vector_size(64), aligned(64)));

// Regressors that enter a chain together: one vector of weights.
#define BLOCK 8

#include "subset_walk.h"
#include "paired_walk.h"
#include "combine_rows.h"
#include "chain.h"

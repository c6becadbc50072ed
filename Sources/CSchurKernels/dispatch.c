#include "CSchurKernels.h"
#include "walk_limits.h"

#include <stdatomic.h>

#define DECLARE(suffix)                                                                            \
    void schur_walk_##suffix(                                                                      \
        const struct schur_walk *, const double *, double *, double *, double *);                  \
    void schur_paired_walk_##suffix(                                                               \
        const struct schur_walk *, const double *, const double *, double *, double *, double *);  \
    void schur_chain_##suffix(                                                                     \
        const struct schur_game *, const int32_t *, int32_t, const int32_t *, double *, double *,  \
        double *);

DECLARE(baseline)
#if defined(__x86_64__)
DECLARE(avx2)
DECLARE(avx512)
#endif

enum { UNKNOWN, BASELINE, AVX2, AVX512 };

static atomic_int chosen = UNKNOWN;

static int best(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f")) return AVX512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return AVX2;
#endif
    return BASELINE;
}

int32_t schur_choose_kernel(int32_t wanted)
{
    const int most = best();
    const int kernel = wanted <= UNKNOWN || wanted > most ? most : wanted;
    atomic_store(&chosen, kernel);
    return kernel;
}

static int kernel(void)
{
    const int known = atomic_load_explicit(&chosen, memory_order_relaxed);
    return known != UNKNOWN ? known : schur_choose_kernel(UNKNOWN);
}

const char *schur_kernel_name(void)
{
    switch (kernel()) {
    case AVX512: return "avx512";
    case AVX2: return "avx2";
    default: return "baseline";
    }
}

#if defined(__x86_64__)
#define DISPATCH(name, ...)                                                                        \
    switch (kernel()) {                                                                            \
    case AVX512: name##_avx512(__VA_ARGS__); break;                                                \
    case AVX2: name##_avx2(__VA_ARGS__); break;                                                    \
    default: name##_baseline(__VA_ARGS__);                                                         \
    }
#else
#define DISPATCH(name, ...) name##_baseline(__VA_ARGS__)
#endif

int64_t schur_walk_scratch(const struct schur_walk *walk, int32_t paired)
{
    int64_t elements = 0;
    for (int64_t n = 0; n <= walk->columns_left[0]; n++)
        elements += (n + 1) * (n + 2) / 2 * (paired ? 2 : 1);
    for (int q = 0; q <= walk->player_count; q++) elements += walk->code_counts[q];
    return elements * SCHUR_LANES;
}

void schur_walk(
    const struct schur_walk *walk, const double *triangle, double *with_player, double *all,
    double *scratch)
{
    DISPATCH(schur_walk, walk, triangle, with_player, all, scratch)
}

void schur_paired_walk(
    const struct schur_walk *walk, const double *training, const double *test, double *with_player,
    double *all, double *scratch)
{
    DISPATCH(schur_paired_walk, walk, training, test, with_player, all, scratch)
}

int64_t schur_chain_scratch(const struct schur_game *game, int32_t length)
{
    // Per regressor, then per member, in the order the chain lays them out; rows come in pairs of vectors.
    const int64_t padded = (game->stride + 15) / 16 * 16, paired = game->test ? 1 : 0;
    return (1 + paired) * length * (padded + 8) + (11 + 18 * paired) * (int64_t)game->stride
        + paired * length * length;
}

void schur_chain(
    const struct schur_game *game, const int32_t *order, int32_t length, const int32_t *bands,
    double *sums, double *gains, double *scratch)
{
    DISPATCH(schur_chain, game, order, length, bands, sums, gains, scratch)
}

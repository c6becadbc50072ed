// Loops over subsets of regressors that carry Schur complements, with run-time dispatch.
//
// Eliminating a regressor from a Gram matrix leaves the Gram matrix of what the others, and the
// response, have left to explain: the Schur complement. Its last entry is the unexplained sum of
// squares. Everything here is that one step, in the two orders that pay:
//
// - the walk visits every subset once, eight unrelated problems side by side in vector lanes;
// - the chain visits one increasing sequence of subsets and knows, at each, what every single
//   regressor would add or take away.
//
// Each loop is compiled for AVX-512, for AVX2 with FMA and for the plain baseline; the best the
// machine has is chosen when called. The last bits differ between them, nothing else.

#ifndef CSCHURKERNELS_H
#define CSCHURKERNELS_H

#include <stdint.h>

/// Problems side by side in one walk: lane l of element k is at index 8 k + l.
#define SCHUR_LANES 8

/// What a walk needs to know about its players, in the order they are decided.
///
/// A subset is counted under its code, the sum of `strides` over the players in it: with unit strides
/// its size.
struct schur_walk {
    int32_t player_count;
    /// Columns of each player.
    const int32_t *widths;
    /// What a player adds to the code of a subset.
    const int32_t *strides;
    /// code_counts[q]: one more than the sum of the strides of players q, q + 1, …; one longer.
    const int32_t *code_counts;
    /// columns_left[q]: columns of players q, q + 1, …; one longer.
    const int32_t *columns_left;
    /// A pivot at or below this adds nothing and is passed over; negative: no pivot can be that small.
    double smallest_pivot;
};

/// Scratch a walk needs, in doubles.
int64_t schur_walk_scratch(const struct schur_walk *walk, int32_t paired);

/// Visits all 2^player_count subsets S of the players and adds v(S), the last entry of the Schur
/// complement on S, to the sums.
///
/// - triangle: upper triangle by rows of the matrix over [players' columns, response], in lanes.
/// - with_player: [player][code] in lanes, code < code_counts[0]; sums over the S that hold the player.
/// - all: [code] in lanes; sums over all S.
void schur_walk(
    const struct schur_walk *walk, const double *triangle, double *with_player, double *all,
    double *scratch);

/// The same where v(S) is the squared error of the coefficients of `training` on the rows of `test`:
/// residuals are formed by the first and measured by the second.
void schur_paired_walk(
    const struct schur_walk *walk, const double *training, const double *test, double *with_player,
    double *all, double *scratch);

/// The game a chain is played in. Matrices are symmetric, `stride` doubles a row, zero past `count`;
/// `stride` is a multiple of 8.
struct schur_game {
    int32_t count;
    int32_t stride;
    const double *training;
    const double *training_response;
    /// Null: measured on the training rows themselves.
    const double *test;
    const double *test_response;
    double smallest_pivot;
    /// Whether what a member of the subset would take away with it counts too. It must not where
    /// columns are linearly dependent.
    int32_t members_count;
};

/// Scratch a chain of `length` steps needs, in doubles.
int64_t schur_chain_scratch(const struct schur_game *game, int32_t length);

/// Enters the regressors of `order` one after the other and adds up what every regressor would add.
///
/// With S(l) the first l of the order: a regressor outside S(l) is measured at size l; one inside S(l),
/// by what leaving would cost, at size l - 1. So every regressor is measured once at every size below
/// `length`. Where members do not count, what is measured outside is divided by the chance of being
/// outside.
///
/// - bands: for each size below `length`, the row of `sums` its measurements go to, or -1.
/// - sums: rows of `stride` doubles.
/// - gains: what each regressor of the order added when it entered, or null.
void schur_chain(
    const struct schur_game *game, const int32_t *order, int32_t length, const int32_t *bands,
    double *sums, double *gains, double *scratch);

/// "avx512", "avx2" or "baseline": what the walk and the chain run on here.
const char *schur_kernel_name(void);

/// For tests: 0 lets the machine choose, 1 baseline, 2 AVX2, 3 AVX-512. Returns what was chosen.
int32_t schur_choose_kernel(int32_t wanted);

#endif

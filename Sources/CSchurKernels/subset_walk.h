// The walk over all subsets. Included once an instruction set, with KERNEL(name) and `lanes` defined.
//
// The matrix over the players still to be decided and the response is kept as its upper triangle by
// rows. Leaving the first player out is then no work at all (its rows come first: skip them), and
// taking it in is one elimination into the next smaller triangle. An elimination at m columns costs
// m (m + 3) / 2 and happens 2^(p - m) times, so a subset costs about six operations whatever p is.

// One column in: writes the triangle of the `columns` columns after it, response included.
static inline __attribute__((always_inline)) void KERNEL(eliminate)(
    const lanes *restrict triangle, int columns, lanes inverse, lanes *restrict out)
{
    const lanes *pivot_row = triangle;
    const lanes *row = triangle + columns + 1;
    for (int r = 1; r <= columns; r++) {
        const lanes factor = pivot_row[r] * inverse;
        for (int c = r; c <= columns; c++) *out++ = *row++ - factor * pivot_row[c];
    }
}

static inline __attribute__((always_inline)) lanes KERNEL(inverse)(lanes pivot, double smallest)
{
    lanes inverse = 1.0 / pivot;
    if (smallest < 0) return inverse;
    const lane_mask usable = pivot > (lanes){} + smallest;
    return (lanes)((lane_mask)inverse & usable);
}

static inline int KERNEL(triangle_size)(int columns) { return (columns + 1) * (columns + 2) / 2; }

struct KERNEL(walk_state) {
    const struct schur_walk *walk;
    lanes *with_player;
    // Elimination target for n columns left, at triangles[n].
    lanes *triangles[MOST_COLUMNS + 1];
    lanes *test_triangles[MOST_COLUMNS + 1];
    // Sums of the subtree below player q by code, at below[q].
    lanes *below[MOST_COLUMNS + 1];
};

// Response left over after one or two of two columns: leaf values v1, v2, v12 from v0.
struct KERNEL(pair) {
    lanes first, second, both;
};

static inline __attribute__((always_inline)) struct KERNEL(pair) KERNEL(pair_of)(
    lanes a11, lanes a12, lanes c1, lanes c2, lanes v, lanes inverse1, lanes inverse2,
    lanes inverse_determinant)
{
    struct KERNEL(pair) leaf;
    const lanes rest = a11 * c2 - a12 * c1;
    leaf.first = v - c1 * c1 * inverse1;
    leaf.second = v - c2 * c2 * inverse2;
    leaf.both = leaf.first - rest * rest * (inverse1 * inverse_determinant);
    return leaf;
}

// Eight subsets of three single columns: sums by size, of those that hold each column and of all.
struct KERNEL(triple) {
    lanes size1[3], size2[3], all3;
    lanes below[4];
};

// Inverses are taken several at a time: two divisions for seven pivots.
static inline __attribute__((always_inline)) struct KERNEL(triple) KERNEL(triple_of)(
    const lanes *restrict t)
{
    const lanes a00 = t[0], a01 = t[1], a02 = t[2], c0 = t[3];
    const lanes a11 = t[4], a12 = t[5], c1 = t[6], a22 = t[7], c2 = t[8], v = t[9];

    const lanes determinant = a11 * a22 - a12 * a12;
    const lanes p01 = a00 * a11, p23 = a22 * determinant;
    const lanes whole = 1.0 / (p01 * p23);
    const lanes i01 = whole * p23, i23 = whole * p01;
    const lanes inverse0 = i01 * a11, inverse1 = i01 * a00;
    const struct KERNEL(pair) without =
        KERNEL(pair_of)(a11, a12, c1, c2, v, inverse1, i23 * determinant, i23 * a22);

    const lanes f1 = a01 * inverse0, f2 = a02 * inverse0;
    const lanes b11 = a11 - f1 * a01, b12 = a12 - f1 * a02, d1 = c1 - f1 * c0;
    const lanes b22 = a22 - f2 * a02, d2 = c2 - f2 * c0, w = v - c0 * c0 * inverse0;
    const lanes det = b11 * b22 - b12 * b12;
    const lanes b = b11 * b22;
    const lanes all = 1.0 / (b * det);
    const lanes inverse_b = all * det;
    const struct KERNEL(pair) with =
        KERNEL(pair_of)(b11, b12, d1, d2, w, inverse_b * b22, inverse_b * b11, all * b);

    struct KERNEL(triple) sums;
    sums.size1[0] = w;
    sums.size1[1] = without.first;
    sums.size1[2] = without.second;
    sums.size2[0] = with.first + with.second;
    sums.size2[1] = with.first + without.both;
    sums.size2[2] = with.second + without.both;
    sums.all3 = with.both;
    sums.below[0] = v;
    sums.below[1] = w + (without.first + without.second);
    sums.below[2] = without.both + sums.size2[0];
    sums.below[3] = with.both;
    return sums;
}

static inline __attribute__((always_inline)) void KERNEL(last_three)(
    const struct KERNEL(walk_state) *state, int q, const lanes *t, int code)
{
    const struct KERNEL(triple) sums = KERNEL(triple_of)(t);
    const int codes = state->walk->code_counts[0];
    lanes *own = state->with_player + (long)q * codes + code;
    for (int player = 0; player < 3; player++, own += codes) {
        own[1] += sums.size1[player];
        own[2] += sums.size2[player];
        own[3] += sums.all3;
    }
    for (int size = 0; size < 4; size++) state->below[q][size] = sums.below[size];
}

// Sixteen subsets of four single columns, without a detour through memory between the two halves.
//
// `own` is the row of the first of the four in the sums by player, at the code of the subset above;
// `below` receives the sums over the sixteen by code.
static void KERNEL(walk_4)(lanes *own, long codes, const lanes *t, lanes *restrict below)
{
    lanes rest[10];
    const struct KERNEL(triple) without = KERNEL(triple_of)(t + 5);
    KERNEL(eliminate)(t, 4, 1.0 / t[0], rest);
    const struct KERNEL(triple) with = KERNEL(triple_of)(rest);
    for (int size = 0; size < 4; size++) own[size + 1] += with.below[size];
    for (int player = 0; player < 3; player++) {
        own += codes;
        own[1] += without.size1[player];
        own[2] += without.size2[player] + with.size1[player];
        own[3] += without.all3 + with.size2[player];
        own[4] += with.all3;
    }
    below[0] = without.below[0];
    for (int size = 1; size < 4; size++) below[size] = without.below[size] + with.below[size - 1];
    below[4] = with.below[3];
}

// Few columns, their number known to the compiler: no loop is left to mispredict.
#define WALK_SINGLES(n, fewer)                                                                     \
    static void KERNEL(walk_##n)(lanes *own, long codes, const lanes *t, lanes *restrict below)    \
    {                                                                                              \
        lanes rest[n * (n + 1) / 2], child[n];                                                     \
        KERNEL(eliminate)(t, n, 1.0 / t[0], rest);                                                 \
        KERNEL(walk_##fewer)(own + codes, codes, t + n + 1, below);                                \
        KERNEL(walk_##fewer)(own + codes + 1, codes, rest, child);                                 \
        below[n] = child[n - 1];                                                                   \
        own[1] += child[0];                                                                        \
        for (int s = 1; s < n; s++) {                                                              \
            below[s] += child[s - 1];                                                              \
            own[s + 1] += child[s];                                                                \
        }                                                                                          \
    }

WALK_SINGLES(5, 4)
WALK_SINGLES(6, 5)
WALK_SINGLES(7, 6)
WALK_SINGLES(8, 7)

// Joins the two subtrees of player q: its own sums, and those of everything below its parent.
static inline __attribute__((always_inline)) void KERNEL(join)(
    const struct KERNEL(walk_state) *state, int q, int code)
{
    const int length = state->walk->code_counts[q + 1], stride = state->walk->strides[q];
    const lanes *const child = state->below[q + 1];
    lanes *const below = state->below[q] + stride;
    lanes *const own =
        state->with_player + (long)q * state->walk->code_counts[0] + code + stride;
    for (int s = 0; s < length; s++) {
        own[s] += child[s];
        below[s] += child[s];
    }
}

static inline __attribute__((always_inline)) void KERNEL(keep)(
    const struct KERNEL(walk_state) *state, int q)
{
    const int length = state->walk->code_counts[q + 1], stride = state->walk->strides[q];
    lanes *const below = state->below[q];
    for (int s = 0; s < length; s++) below[s] = state->below[q + 1][s];
    for (int s = length; s < length + stride; s++) below[s] = (lanes){};
}

// The fast walk: single columns with unit strides, at least four left, no pivot too small.
static void KERNEL(walk_singles)(
    const struct KERNEL(walk_state) *state, int q, const lanes *triangle, int code)
{
    const int columns = state->walk->columns_left[q], codes = state->walk->code_counts[0];
    lanes *const own = state->with_player + (long)q * codes + code;
    switch (columns) {
    case 4: KERNEL(walk_4)(own, codes, triangle, state->below[q]); return;
    case 5: KERNEL(walk_5)(own, codes, triangle, state->below[q]); return;
    case 6: KERNEL(walk_6)(own, codes, triangle, state->below[q]); return;
    case 7: KERNEL(walk_7)(own, codes, triangle, state->below[q]); return;
    case 8: KERNEL(walk_8)(own, codes, triangle, state->below[q]); return;
    }
    KERNEL(walk_singles)(state, q + 1, triangle + columns + 1, code);
    KERNEL(keep)(state, q);
    lanes *const rest = state->triangles[columns - 1];
    KERNEL(eliminate)(triangle, columns, 1.0 / triangle[0], rest);
    KERNEL(walk_singles)(state, q + 1, rest, code + 1);
    KERNEL(join)(state, q, code);
}

// The general walk: players of any width, pivots passed over where they are too small.
static void KERNEL(walk_players)(
    const struct KERNEL(walk_state) *state, int q, const lanes *triangle, int code)
{
    const struct schur_walk *const walk = state->walk;
    if (q == walk->player_count) {
        state->below[q][0] = triangle[0];
        return;
    }
    const int columns = walk->columns_left[q];
    if (columns == 3 && walk->player_count - q == 3 && walk->code_counts[q] == 4
        && walk->smallest_pivot < 0) {
        KERNEL(last_three)(state, q, triangle, code);
        return;
    }
    const lanes *rest = triangle;
    int left = columns;
    for (int w = 0; w < walk->widths[q]; w++, left--) rest += left + 1;
    KERNEL(walk_players)(state, q + 1, rest, code);
    KERNEL(keep)(state, q);
    rest = triangle;
    left = columns;
    for (int w = 0; w < walk->widths[q]; w++, left--) {
        lanes *const next = state->triangles[left - 1];
        KERNEL(eliminate)(rest, left, KERNEL(inverse)(rest[0], walk->smallest_pivot), next);
        rest = next;
    }
    KERNEL(walk_players)(state, q + 1, rest, code + walk->strides[q]);
    KERNEL(join)(state, q, code);
}

static lanes *KERNEL(lay_out)(
    struct KERNEL(walk_state) *state, const struct schur_walk *walk, int paired, lanes *scratch)
{
    state->walk = walk;
    for (int n = 0; n <= walk->columns_left[0]; n++) {
        state->triangles[n] = scratch;
        scratch += KERNEL(triangle_size)(n);
        state->test_triangles[n] = scratch;
        if (paired) scratch += KERNEL(triangle_size)(n);
    }
    for (int q = 0; q <= walk->player_count; q++) {
        state->below[q] = scratch;
        scratch += walk->code_counts[q];
    }
    return scratch;
}

void KERNEL(schur_walk)(
    const struct schur_walk *walk, const double *triangle, double *with_player, double *all,
    double *scratch)
{
    struct KERNEL(walk_state) state;
    KERNEL(lay_out)(&state, walk, 0, (lanes *)scratch);
    state.with_player = (lanes *)with_player;
    int plain = walk->smallest_pivot < 0 && walk->player_count >= 4;
    for (int q = 0; q < walk->player_count; q++)
        plain = plain && walk->widths[q] == 1 && walk->strides[q] == 1;
    if (plain)
        KERNEL(walk_singles)(&state, 0, (const lanes *)triangle, 0);
    else
        KERNEL(walk_players)(&state, 0, (const lanes *)triangle, 0);
    for (int s = 0; s < walk->code_counts[0]; s++) ((lanes *)all)[s] += state.below[0][s];
}

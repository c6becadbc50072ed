// The walk over all subsets where residuals are formed on training rows and measured on test rows.
//
// Taking a column in subtracts, from every later column x_j, r_j times it, with r_j from the training
// triangle. The test triangle G of the same residuals then changes by rank two:
// G_jk - r_j h_k - h_j r_k with h_k = G_0k - r_k G_00 / 2.

static inline __attribute__((always_inline)) void KERNEL(eliminate_paired)(
    const lanes *restrict training, const lanes *restrict test, int columns, lanes inverse,
    lanes *restrict out, lanes *restrict test_out)
{
    const lanes *row = training + columns + 1, *test_row = test + columns + 1;
    const lanes half = 0.5 * test[0];
    lanes ratio[MOST_COLUMNS + 1], measure[MOST_COLUMNS + 1];
    for (int c = 1; c <= columns; c++) {
        ratio[c] = training[c] * inverse;
        measure[c] = test[c] - ratio[c] * half;
    }
    for (int r = 1; r <= columns; r++) {
        for (int c = r; c <= columns; c++) {
            *out++ = *row++ - ratio[r] * training[c];
            *test_out++ = *test_row++ - ratio[r] * measure[c] - measure[r] * ratio[c];
        }
    }
}

static inline __attribute__((always_inline)) void KERNEL(eliminate_paired_any)(
    const lanes *training, const lanes *test, int columns, lanes inverse, lanes *out,
    lanes *test_out)
{
    switch (columns) {
    case 3: KERNEL(eliminate_paired)(training, test, 3, inverse, out, test_out); break;
    case 4: KERNEL(eliminate_paired)(training, test, 4, inverse, out, test_out); break;
    case 5: KERNEL(eliminate_paired)(training, test, 5, inverse, out, test_out); break;
    default: KERNEL(eliminate_paired)(training, test, columns, inverse, out, test_out);
    }
}

// Two single columns: four subsets, one division.
static inline __attribute__((always_inline)) void KERNEL(last_two_paired)(
    const struct KERNEL(walk_state) *state, int q, const lanes *t, const lanes *g, int code)
{
    const lanes a00 = t[0], a01 = t[1], c0 = t[2], a11 = t[3], c1 = t[4];
    const lanes g00 = g[0], g01 = g[1], e0 = g[2], g11 = g[3], e1 = g[4], v = g[5];
    const lanes determinant = a00 * a11 - a01 * a01;
    const lanes product = a00 * a11;
    const lanes whole = 1.0 / (product * determinant);
    const lanes inverses = whole * determinant;
    // Coefficients of the response alone on 0, alone on 1, and on both.
    const lanes b0 = c0 * (inverses * a11), b1 = c1 * (inverses * a00);
    const lanes inverse_det = whole * product;
    const lanes j0 = (c0 * a11 - c1 * a01) * inverse_det;
    const lanes j1 = (c1 * a00 - c0 * a01) * inverse_det;

    const lanes first = v - b0 * (e0 + e0 - b0 * g00);
    const lanes second = v - b1 * (e1 + e1 - b1 * g11);
    const lanes f0 = e0 + e0 - j0 * g00 - j1 * g01;
    const lanes f1 = e1 + e1 - j1 * g11 - j0 * g01;
    const lanes both = v - j0 * f0 - j1 * f1;

    const int codes = state->walk->code_counts[0];
    lanes *const player0 = state->with_player + (long)q * codes + code;
    lanes *const player1 = player0 + codes;
    lanes *const below = state->below[q];
    player0[1] += first;
    player1[1] += second;
    player0[2] += both;
    player1[2] += both;
    below[0] = v;
    below[1] = first + second;
    below[2] = both;
}

static void KERNEL(walk_paired)(
    const struct KERNEL(walk_state) *state, int q, const lanes *training, const lanes *test,
    int code)
{
    const struct schur_walk *const walk = state->walk;
    if (q == walk->player_count) {
        state->below[q][0] = test[0];
        return;
    }
    const int columns = walk->columns_left[q];
    if (columns == 2 && walk->player_count - q == 2 && walk->code_counts[q] == 3
        && walk->smallest_pivot < 0) {
        KERNEL(last_two_paired)(state, q, training, test, code);
        return;
    }
    int skip = 0, left = columns;
    for (int w = 0; w < walk->widths[q]; w++, left--) skip += left + 1;
    KERNEL(walk_paired)(state, q + 1, training + skip, test + skip, code);
    KERNEL(keep)(state, q);
    const lanes *rest = training, *test_rest = test;
    left = columns;
    for (int w = 0; w < walk->widths[q]; w++, left--) {
        lanes *const next = state->triangles[left - 1];
        lanes *const test_next = state->test_triangles[left - 1];
        const lanes inverse = KERNEL(inverse)(rest[0], walk->smallest_pivot);
        KERNEL(eliminate_paired_any)(rest, test_rest, left, inverse, next, test_next);
        rest = next;
        test_rest = test_next;
    }
    KERNEL(walk_paired)(state, q + 1, rest, test_rest, code + walk->strides[q]);
    KERNEL(join)(state, q, code);
}

void KERNEL(schur_paired_walk)(
    const struct schur_walk *walk, const double *training, const double *test, double *with_player,
    double *all, double *scratch)
{
    struct KERNEL(walk_state) state;
    KERNEL(lay_out)(&state, walk, 1, (lanes *)scratch);
    state.with_player = (lanes *)with_player;
    KERNEL(walk_paired)(&state, 0, (const lanes *)training, (const lanes *)test, 0);
    for (int s = 0; s < walk->code_counts[0]; s++) ((lanes *)all)[s] += state.below[0][s];
}

// Weighted sums of many rows, for several sets of weights at once: the matrix product of the chain.
//
// Rows are kept in panels of two vectors, all rows of a panel one after the other, so that the product streams
// through memory. PIVOTS_AT_ONCE sets of weights by LANES_AT_ONCE vectors stay in registers meanwhile.

// Vector i of row m, of `length` rows.
static inline __attribute__((always_inline)) lanes *KERNEL(row_at)(
    lanes *rows, int length, int m, int i)
{
    return rows + 2 * ((long)(i >> 1) * length + m) + (i & 1);
}

// Entry j of row m.
static inline __attribute__((always_inline)) double *KERNEL(entry_at)(
    lanes *rows, int length, int m, int j)
{
    return (double *)KERNEL(row_at)(rows, length, m, j >> 3) + (j & 7);
}

// out[t] = Σ over m of weights[8 m + t] rows[m], t < 8, each `width` vectors long.
static void KERNEL(combine_rows)(
    const double *weights, lanes *rows, int length, int row_count, int width, lanes *restrict out)
{
    for (int i = 0; i < width; i += LANES_AT_ONCE) {
        const int lanes_here = width - i < LANES_AT_ONCE ? width - i : LANES_AT_ONCE;
        for (int first = 0; first < BLOCK; first += PIVOTS_AT_ONCE) {
            lanes sums[PIVOTS_AT_ONCE][LANES_AT_ONCE];
            for (int t = 0; t < PIVOTS_AT_ONCE; t++)
                for (int k = 0; k < LANES_AT_ONCE; k++) sums[t][k] = (lanes){};
            const lanes *row = KERNEL(row_at)(rows, length, 0, i);
            const double *weight = weights + first;
            for (int m = 0; m < row_count; m++, row += 2, weight += BLOCK)
                for (int k = 0; k < LANES_AT_ONCE; k++)
                    for (int t = 0; t < PIVOTS_AT_ONCE; t++) sums[t][k] += weight[t] * row[k];
            for (int k = 0; k < lanes_here; k++)
                for (int t = 0; t < PIVOTS_AT_ONCE; t++)
                    out[(long)(first + t) * width + i + k] = sums[t][k];
        }
    }
}

// out[m] = Σ over n of matrix[m][n] weights[n], eight sets of weights side by side.
static void KERNEL(combine_weights)(
    const double *matrix, long stride, const lanes *weights, int count, lanes *restrict out)
{
    int m = 0;
    for (; m + 4 <= count; m += 4) {
        const double *row = matrix + m * stride;
        lanes sums[4] = {{}, {}, {}, {}};
        for (int n = 0; n < count; n++)
            for (int k = 0; k < 4; k++) sums[k] += row[k * stride + n] * weights[n];
        for (int k = 0; k < 4; k++) out[m + k] = sums[k];
    }
    for (; m < count; m++) {
        lanes sum = {};
        for (int n = 0; n < count; n++) sum += matrix[m * stride + n] * weights[n];
        out[m] = sum;
    }
}

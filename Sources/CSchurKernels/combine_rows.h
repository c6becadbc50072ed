// Weighted sums of many rows, for several sets of weights at once: the matrix product of the chain.
//
// PIVOTS_AT_ONCE sets by LANES_AT_ONCE vectors of the row stay in registers while the rows stream by.

// out[t] = Σ over m of weights[8 m + t] rows[m], t < 8, each `width` lanes long.
static void KERNEL(combine_rows)(
    const double *weights, const lanes *rows, int row_count, int width, lanes *restrict out)
{
    for (int first = 0; first < BLOCK; first += PIVOTS_AT_ONCE) {
        int i = 0;
        for (; i + LANES_AT_ONCE <= width; i += LANES_AT_ONCE) {
            lanes sums[PIVOTS_AT_ONCE][LANES_AT_ONCE];
            for (int t = 0; t < PIVOTS_AT_ONCE; t++)
                for (int k = 0; k < LANES_AT_ONCE; k++) sums[t][k] = (lanes){};
            const lanes *row = rows + i;
            const double *weight = weights + first;
            for (int m = 0; m < row_count; m++, row += width, weight += BLOCK)
                for (int k = 0; k < LANES_AT_ONCE; k++)
                    for (int t = 0; t < PIVOTS_AT_ONCE; t++) sums[t][k] += weight[t] * row[k];
            for (int t = 0; t < PIVOTS_AT_ONCE; t++)
                for (int k = 0; k < LANES_AT_ONCE; k++)
                    out[(long)(first + t) * width + i + k] = sums[t][k];
        }
        for (; i < width; i++) {
            lanes sums[PIVOTS_AT_ONCE];
            for (int t = 0; t < PIVOTS_AT_ONCE; t++) sums[t] = (lanes){};
            const lanes *row = rows + i;
            const double *weight = weights + first;
            for (int m = 0; m < row_count; m++, row += width, weight += BLOCK)
                for (int t = 0; t < PIVOTS_AT_ONCE; t++) sums[t] += weight[t] * row[0];
            for (int t = 0; t < PIVOTS_AT_ONCE; t++) out[(long)(first + t) * width + i] = sums[t];
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

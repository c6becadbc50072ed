// One increasing chain of subsets, each regressor's worth measured at every step.
//
// Rows hold, for each member q_l (the l-th regressor, made orthogonal to the earlier ones), what it is
// to every regressor: for one still outside, its product with it; for a member, the coefficient by
// which q_l enters that member's dual vector (a row of the inverse triangle). The same update serves
// both, because the sweep operator changes sign where a column goes from outside to inside.

// Sum over m of weights[m] rows[m], added into `out`, a block of lanes at a time.
static inline __attribute__((always_inline)) void KERNEL(combine_rows)(
    const double *weights, const lanes *rows, int row_count, int width, lanes *restrict out)
{
    int i = 0;
    for (; i + 4 <= width; i += 4) {
        lanes s0 = {}, s1 = {}, s2 = {}, s3 = {};
        const lanes *row = rows + i;
        for (int m = 0; m < row_count; m++, row += width) {
            const lanes weight = weights[m] - (lanes){};
            s0 += weight * row[0];
            s1 += weight * row[1];
            s2 += weight * row[2];
            s3 += weight * row[3];
        }
        out[i] = s0;
        out[i + 1] = s1;
        out[i + 2] = s2;
        out[i + 3] = s3;
    }
    for (; i < width; i++) {
        lanes sum = {};
        for (int m = 0; m < row_count; m++) sum += weights[m] * rows[(long)m * width + i];
        out[i] = sum;
    }
}

struct KERNEL(chain_state) {
    int width;
    lanes *rows, *diagonal, *response, *outside, *row;
    // Products on the test rows: of raw regressors with q_l, of each residual (or dual vector) with
    // itself and with the residual response.
    lanes *test_rows, *test_diagonal, *test_response, *test_row, *test_inner;
    // weights[m]: product of q_m with the regressor that enters; inner: products of q_m, q_l on test.
    double *weights, *test_weights, *inner;
    int length;
};

static double *KERNEL(chain_lay_out)(
    struct KERNEL(chain_state) *s, const struct schur_game *game, int length, double *scratch)
{
    const int width = game->stride / 8;
    lanes *next = (lanes *)scratch;
    s->width = width;
    s->length = length;
    lanes **const single[] = {&s->diagonal, &s->response, &s->outside, &s->test_diagonal,
        &s->test_response, &s->test_inner};
    for (int k = 0; k < 6; k++) {
        *single[k] = next;
        next += width;
    }
    s->rows = next;
    next += (long)length * width;
    s->test_rows = next;
    if (game->test) next += (long)length * width;
    s->weights = (double *)next;
    s->test_weights = s->weights + length;
    s->inner = s->test_weights + length;
    return s->inner + (game->test ? (long)length * length : 0);
}

// Adds the worth of every regressor, at `outside_weight` outside the subset, `inside_weight` inside.
static inline __attribute__((always_inline)) void KERNEL(measure)(
    const struct KERNEL(chain_state) *s, const struct schur_game *game, double outside_weight,
    double inside_weight, double *sums)
{
    const double middle = 0.5 * (outside_weight + inside_weight);
    const double spread = 0.5 * (outside_weight - inside_weight);
    const double smallest = game->smallest_pivot;
    lanes *const out = (lanes *)sums;
    for (int i = 0; i < s->width; i++) {
        const lanes pivot = s->diagonal[i], sign = s->outside[i];
        const lane_mask usable = pivot > (lanes){} + smallest;
        lanes ratio = s->response[i] / pivot;
        ratio = (lanes)((lane_mask)ratio & usable);
        const lanes worth = game->test
            ? ratio * (2.0 * s->test_response[i] - sign * ratio * s->test_diagonal[i])
            : ratio * s->response[i];
        out[i] += (middle + spread * sign) * worth;
    }
}

static void KERNEL(measure_at)(
    const struct KERNEL(chain_state) *s, const struct schur_game *game, int members, int length,
    const int32_t *bands, double *sums)
{
    const int outside = members < length ? bands[members] : -1;
    const int inside = members > 0 && game->members_count ? bands[members - 1] : -1;
    const double scale =
        game->members_count ? 1.0 : (double)game->count / (double)(game->count - members);
    if (outside >= 0 && outside == inside) {
        KERNEL(measure)(s, game, scale, 1.0, sums + (long)outside * game->stride);
        return;
    }
    if (outside >= 0) KERNEL(measure)(s, game, scale, 0.0, sums + (long)outside * game->stride);
    if (inside >= 0) KERNEL(measure)(s, game, 0.0, 1.0, sums + (long)inside * game->stride);
}

// Regressor `j` joins as member number `l`; returns what it adds.
static inline __attribute__((always_inline)) double KERNEL(enter)(
    struct KERNEL(chain_state) *s, const struct schur_game *game, int j, int l)
{
    const int width = s->width, stride = game->stride;
    double *const rows = (double *)s->rows, *const test_rows = (double *)s->test_rows;
    const double pivot = ((double *)s->diagonal)[j];
    const double root = 1.0 / __builtin_sqrt(pivot);
    const double response = ((double *)s->response)[j] * root;
    for (int m = 0; m < l; m++) s->weights[m] = rows[(long)m * stride + j];

    double norm = 1, residual = 0;
    lanes *const test_row = s->test_rows + (long)l * width;
    if (game->test) {
        norm = ((double *)s->test_diagonal)[j] * root * root;
        residual = ((double *)s->test_response)[j] * root;
        const lanes *const column = (const lanes *)(game->test + (long)j * stride);
        KERNEL(combine_rows)(s->weights, s->test_rows, l, width, test_row);
        for (int i = 0; i < width; i++) test_row[i] = (column[i] - test_row[i]) * root;
        for (int m = 0; m < l; m++) {
            double product = test_rows[(long)m * stride + j];
            const double *const inner = s->inner + (long)m * s->length;
            for (int n = 0; n < l; n++) product -= s->weights[n] * inner[n];
            s->test_weights[m] = product * root;
        }
        for (int m = 0; m < l; m++) {
            s->inner[(long)m * s->length + l] = s->test_weights[m];
            s->inner[(long)l * s->length + m] = s->test_weights[m];
        }
        s->inner[(long)l * s->length + l] = norm;
        KERNEL(combine_rows)(s->test_weights, s->rows, l, width, s->test_inner);
    }

    lanes *const row = s->rows + (long)l * width;
    const lanes *const column = (const lanes *)(game->training + (long)j * stride);
    KERNEL(combine_rows)(s->weights, s->rows, l, width, row);
    for (int i = 0; i < width; i++) {
        const lanes sign = s->outside[i], is_outside = 0.5 + 0.5 * sign;
        const lanes product = (is_outside * column[i] - row[i]) * root;
        const lanes step = sign * product;
        row[i] = product;
        s->diagonal[i] -= step * product;
        s->response[i] -= step * response;
        if (game->test) {
            const lanes inner = is_outside * test_row[i] - sign * s->test_inner[i];
            s->test_diagonal[i] += product * product * norm - 2.0 * step * inner;
            s->test_response[i] -= response * inner + step * (residual - response * norm);
        }
    }

    for (int m = 0; m < l; m++) rows[(long)m * stride + j] = 0;
    rows[(long)l * stride + j] = root;
    ((double *)s->diagonal)[j] = root * root;
    ((double *)s->response)[j] = root * response;
    ((double *)s->outside)[j] = -1;
    if (!game->test) return response * response;
    ((double *)s->test_diagonal)[j] = root * root * norm;
    ((double *)s->test_response)[j] = root * (residual - response * norm);
    return response * (2 * residual - response * norm);
}

void KERNEL(schur_chain)(
    const struct schur_game *game, const int32_t *order, int32_t length, const int32_t *bands,
    double *sums, double *gains, double *scratch)
{
    struct KERNEL(chain_state) state;
    KERNEL(chain_lay_out)(&state, game, length, scratch);
    const int count = game->count, stride = game->stride;
    for (int i = 0; i < stride; i++) {
        const int real = i < count;
        ((double *)state.diagonal)[i] = real ? game->training[(long)i * stride + i] : 1;
        ((double *)state.response)[i] = real ? game->training_response[i] : 0;
        ((double *)state.outside)[i] = 1;
        if (game->test) {
            ((double *)state.test_diagonal)[i] = real ? game->test[(long)i * stride + i] : 0;
            ((double *)state.test_response)[i] = real ? game->test_response[i] : 0;
        }
    }
    if (sums) KERNEL(measure_at)(&state, game, 0, length, bands, sums);
    int rows = 0;
    for (int l = 0; l < length; l++) {
        const int j = order[l];
        double gain = 0;
        if (((double *)state.diagonal)[j] > game->smallest_pivot) {
            gain = KERNEL(enter)(&state, game, j, rows++);
        } else {
            // Nothing left of it: a member in name only, worth nothing.
            ((double *)state.response)[j] = 0;
            ((double *)state.diagonal)[j] = 1;
            ((double *)state.outside)[j] = -1;
            for (int m = 0; m < rows; m++) ((double *)state.rows)[(long)m * stride + j] = 0;
        }
        if (gains) gains[l] = gain;
        if (!sums) continue;
        KERNEL(measure_at)(&state, game, l + 1, length, bands, sums);
        // It was measured at this size from outside, and now from inside: once is enough.
        if (game->members_count && bands[l] >= 0) sums[(long)bands[l] * stride + j] -= gain;
    }
}

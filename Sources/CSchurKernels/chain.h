// One increasing chain of subsets, each regressor's worth measured at every step.
//
// Rows hold, for each member q_l (the l-th regressor, made orthogonal to the earlier ones), what it is
// to every regressor: for one still outside, its product with it; for a member, the coefficient by
// which q_l enters that member's dual vector (a row of the inverse triangle). The same update serves
// both, because the sweep operator changes sign where a column goes from outside to inside.
//
// Regressors enter in blocks: what the members from before the block contribute to all eight is one matrix
// product, which streams the rows once instead of eight times.

struct KERNEL(chain_state) {
    int width, length;
    // Of every regressor: residual variance (or that of the dual vector), product with the response, and +1
    // outside, -1 inside.
    lanes *diagonal, *response, *outside;
    lanes *rows;
    // weights[m][t]: product of q_m with the block's t-th regressor; shares[t]: their sum over rows.
    lanes *weights, *shares;
    // The same on the test rows: of raw regressors with q_l; of each residual (or dual vector) with itself and
    // with the residual response; inner products of the q.
    lanes *test_rows, *test_diagonal, *test_response, *test_shares;
    // inner_weights[m][t]: q_m with the block's t-th, before earlier ones of the block are taken out;
    // inner_shares[t]: their sums over rows, and after the t-th entered, those of q_t itself.
    lanes *inner_weights, *inner_shares;
    double *inner;
    // Members before the block, and how many there are now.
    int before, members;
};

// Splits the scratch; what the chain does not need is left out.
static void KERNEL(chain_lay_out)(
    struct KERNEL(chain_state) *s, const struct schur_game *game, int length, double *scratch)
{
    const long width = game->stride / 8, padded = (width + 1) / 2 * 2;
    lanes *next = (lanes *)scratch;
    s->width = (int)width;
    s->length = length;
    s->diagonal = next, next += width;
    s->response = next, next += width;
    s->outside = next, next += width;
    s->rows = next, next += length * padded;
    s->weights = next, next += length;
    s->shares = next, next += BLOCK * width;
    if (!game->test) return;
    s->test_rows = next, next += length * padded;
    s->test_diagonal = next, next += width;
    s->test_response = next, next += width;
    s->test_shares = next, next += BLOCK * width;
    s->inner_weights = next, next += length;
    s->inner_shares = next, next += BLOCK * width;
    s->inner = (double *)next;
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

// What the members so far contribute to the next regressors of the order, all at once.
static void KERNEL(begin_block)(
    struct KERNEL(chain_state) *s, const struct schur_game *game, const int32_t *order, int count)
{
    const int members = s->members, length = s->length;
    s->before = members;
    if (!members) return;
    for (int m = 0; m < members; m++) {
        lanes weight = {};
        for (int t = 0; t < count; t++)
            weight[t] = *KERNEL(entry_at)(s->rows, s->length, m, order[t]);
        s->weights[m] = weight;
    }
    KERNEL(combine_rows)((double *)s->weights, s->rows, length, members, s->width, s->shares);
    if (!game->test) return;
    KERNEL(combine_rows)(
        (double *)s->weights, s->test_rows, length, members, s->width, s->test_shares);
    KERNEL(combine_weights)(s->inner, s->length, s->weights, members, s->inner_weights);
    for (int m = 0; m < members; m++) {
        lanes product = {};
        for (int t = 0; t < count; t++)
            product[t] = *KERNEL(entry_at)(s->test_rows, s->length, m, order[t]);
        s->inner_weights[m] = product - s->inner_weights[m];
    }
    KERNEL(combine_rows)(
        (double *)s->inner_weights, s->rows, length, members, s->width, s->inner_shares);
}

// Column `j` of everything that describes it from outside: gone once it is a member.
static void KERNEL(forget_outside)(
    struct KERNEL(chain_state) *s, const struct schur_game *game, int j)
{
    const long stride = game->stride;
    for (int m = 0; m < s->members; m++) *KERNEL(entry_at)(s->rows, s->length, m, j) = 0;
    for (int t = 0; t < BLOCK && s->before; t++) {
        ((double *)s->shares)[t * stride + j] = 0;
        if (game->test) ((double *)s->inner_shares)[t * stride + j] = 0;
    }
    ((double *)s->outside)[j] = -1;
}

// Products of the entering q with the members' q on the test rows, and their sum over rows.
//
// `block` holds, for the members of this block, their products with the entering regressor.
static void KERNEL(enter_inner)(
    struct KERNEL(chain_state) *s, const struct schur_game *game, int j, int t, const double *block,
    const int *place, double root, double norm)
{
    const int before = s->before, members = s->members, width = s->width;
    const long length = s->length;
    for (int m = 0; m < before; m++) {
        double product = s->inner_weights[m][t];
        for (int k = before; k < members; k++)
            product -= block[k - before] * s->inner[m * length + k];
        product *= root;
        s->inner[m * length + members] = product;
        s->inner[members * length + m] = product;
    }
    for (int m = before; m < members; m++) {
        const double *const inner = s->inner + m * length;
        double product = *KERNEL(entry_at)(s->test_rows, s->length, m, j);
        for (int n = 0; n < before; n++) product -= s->weights[n][t] * inner[n];
        for (int k = before; k < members; k++) product -= block[k - before] * inner[k];
        product *= root;
        s->inner[m * length + members] = product;
        s->inner[members * length + m] = product;
    }
    s->inner[members * length + members] = norm;
    lanes *const share = s->inner_shares + (long)t * width;
    if (!before) {
        for (int i = 0; i < width; i++) share[i] = (lanes){};
        return;
    }
    for (int i = 0; i < width; i++) {
        lanes sum = share[i];
        for (int k = 0; k < members - before; k++)
            sum -= block[k] * s->inner_shares[(long)place[k] * width + i];
        share[i] = sum * root;
    }
}

// Regressor `j`, the block's t-th, becomes a member; returns what it adds.
//
// `place[k]` is the place in the block of its k-th regressor that became a member.
static double KERNEL(enter)(
    struct KERNEL(chain_state) *s, const struct schur_game *game, int j, int t, const int *place)
{
    const int width = s->width, before = s->before, members = s->members, added = members - before;
    const long stride = game->stride;
    const double root = 1.0 / __builtin_sqrt(((double *)s->diagonal)[j]);
    const double response = ((double *)s->response)[j] * root;
    double block[BLOCK];
    for (int k = 0; k < added; k++)
        block[k] = *KERNEL(entry_at)(s->rows, s->length, before + k, j);

    double norm = 1, residual = 0;
    if (game->test) {
        norm = ((double *)s->test_diagonal)[j] * root * root;
        residual = ((double *)s->test_response)[j] * root;
        KERNEL(enter_inner)(s, game, j, t, block, place, root, norm);
    }
    const lanes *const column = (const lanes *)(game->training + j * stride);
    const lanes *const test_column = (const lanes *)(game->test ? game->test + j * stride : 0);
    const double *const inner_recent = game->test ? s->inner + members * (long)s->length + before : 0;
    for (int i = 0; i < width; i++) {
        const lanes sign = s->outside[i], is_outside = 0.5 + 0.5 * sign;
        // Rows of the block so far, and after them the new one: `added` pairs of vectors on.
        lanes *const recent = KERNEL(row_at)(s->rows, s->length, before, i);
        lanes product = is_outside * column[i];
        if (before) product -= s->shares[(long)t * width + i];
        for (int k = 0; k < added; k++) product -= block[k] * recent[2 * k];
        product *= root;
        const lanes step = sign * product;
        recent[2 * added] = product;
        s->diagonal[i] -= step * product;
        s->response[i] -= step * response;
        if (!game->test) continue;
        lanes *const test_recent = KERNEL(row_at)(s->test_rows, s->length, before, i);
        lanes raw = test_column[i];
        lanes members_part = s->inner_shares[(long)t * width + i];
        if (before) raw -= s->test_shares[(long)t * width + i];
        for (int k = 0; k < added; k++) {
            raw -= block[k] * test_recent[2 * k];
            members_part += inner_recent[k] * recent[2 * k];
        }
        raw *= root;
        test_recent[2 * added] = raw;
        const lanes inner = is_outside * raw - sign * members_part;
        s->test_diagonal[i] += product * product * norm - 2.0 * step * inner;
        s->test_response[i] -= response * inner + step * (residual - response * norm);
    }

    KERNEL(forget_outside)(s, game, j);
    *KERNEL(entry_at)(s->rows, s->length, members, j) = root;
    ((double *)s->diagonal)[j] = root * root;
    ((double *)s->response)[j] = root * response;
    s->members++;
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
    state.members = 0;
    int place[BLOCK];
    for (int l = 0; l < length; l++) {
        const int j = order[l], t = l % BLOCK;
        if (t == 0)
            KERNEL(begin_block)(&state, game, order + l, length - l < BLOCK ? length - l : BLOCK);
        double gain = 0;
        if (((double *)state.diagonal)[j] > game->smallest_pivot) {
            place[state.members - state.before] = t;
            gain = KERNEL(enter)(&state, game, j, t, place);
        } else {
            // Nothing left of it: a member in name only, worth nothing.
            KERNEL(forget_outside)(&state, game, j);
            ((double *)state.response)[j] = 0;
            ((double *)state.diagonal)[j] = 1;
        }
        if (gains) gains[l] = gain;
        if (!sums) continue;
        KERNEL(measure_at)(&state, game, l + 1, length, bands, sums);
        // It was measured at this size from outside, and now from inside: once is enough.
        if (game->members_count && bands[l] >= 0) sums[(long)bands[l] * stride + j] -= gain;
    }
}

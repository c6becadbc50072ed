#include "CTextKernels.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdatomic.h>
#include <string.h>

int32_t text_has_kernels(void)
{
    // 1: not asked yet, 2: no, 3: yes.
    static atomic_int known = 1;
    int state = atomic_load_explicit(&known, memory_order_relaxed);
    if (state == 1) {
        __builtin_cpu_init();
        const int has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
            && __builtin_cpu_supports("popcnt");
        state = has ? 3 : 2;
        atomic_store_explicit(&known, state, memory_order_relaxed);
    }
    return state == 3;
}

#pragma clang attribute push(__attribute__((target("avx2,bmi,popcnt"))), apply_to = function)

void text_scan(const uint8_t *bytes, int64_t count, struct text_content *content)
{
    const __m256i quote = _mm256_set1_epi8('"'), highest_control = _mm256_set1_epi8(31);
    const __m256i tab = _mm256_set1_epi8(9), line_feed = _mm256_set1_epi8(10);
    const __m256i carriage_return = _mm256_set1_epi8(13);
    __m256i high = _mm256_setzero_si256(), controls = high, quotes = high;
    int64_t quote_count = 0;
    for (int64_t index = 0; index < count; index += 32) {
        const __m256i some = _mm256_loadu_si256((const __m256i *)(bytes + index));
        const __m256i is_quote = _mm256_cmpeq_epi8(some, quote);
        const __m256i is_low = _mm256_cmpeq_epi8(_mm256_min_epu8(some, highest_control), some);
        const __m256i is_blank = _mm256_or_si256(
            _mm256_cmpeq_epi8(some, line_feed),
            _mm256_or_si256(
                _mm256_cmpeq_epi8(some, tab), _mm256_cmpeq_epi8(some, carriage_return)));
        high = _mm256_or_si256(high, some);
        controls = _mm256_or_si256(controls, _mm256_andnot_si256(is_blank, is_low));
        quotes = _mm256_or_si256(quotes, is_quote);
        quote_count += __builtin_popcount((uint32_t)_mm256_movemask_epi8(is_quote));
    }
    content->quotes_are_odd = quote_count & 1;
    content->has_quotes = quote_count > 0;
    content->has_high_bytes = _mm256_movemask_epi8(high) != 0;
    content->has_controls = _mm256_movemask_epi8(controls) != 0;
}

static inline uint64_t ends_of(const uint8_t *block, __m256i delimiter, __m256i line_feed)
{
    const __m256i low = _mm256_loadu_si256((const __m256i *)block);
    const __m256i high = _mm256_loadu_si256((const __m256i *)(block + 32));
    const uint32_t in_low = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(
        _mm256_cmpeq_epi8(low, delimiter), _mm256_cmpeq_epi8(low, line_feed)));
    const uint32_t in_high = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(
        _mm256_cmpeq_epi8(high, delimiter), _mm256_cmpeq_epi8(high, line_feed)));
    return in_low | (uint64_t)in_high << 32;
}

/// From index l: where each of 16 places takes its byte from where l bytes move to the right end; negative for nought.
static const int8_t places[32] = {
    -16, -15, -14, -13, -12, -11, -10, -9, -8, -7, -6, -5, -4, -3, -2, -1,
    0,   1,   2,   3,   4,   5,   6,   7,  8,  9,  10, 11, 12, 13, 14, 15,
};
/// From index 16 - n: -1 for the first n of 16 places, and then noughts.
static const int8_t ahead[32] = {
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
};

/// Reads a number of 1 to 16 bytes; 0 where it is no plain one. Nothing but that depends on what the number is: no branch to guess.
static inline int read_number(
    const uint8_t *field, uint32_t length, const double *powers, double *target)
{
    const __m128i text = _mm_loadu_si128((const __m128i *)field);
    const __m128i values = _mm_sub_epi8(text, _mm_set1_epi8('0'));
    const __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
    const uint32_t all = (1u << length) - 1;
    const uint32_t digits = (uint32_t)_mm_movemask_epi8(is_digit) & all;
    const uint32_t negative = field[0] == '-';
    // What is neither a digit nor the sign: at most one byte, the point.
    const uint32_t others = all & ~digits & ~negative;
    const uint32_t has_point = others != 0;
    const uint32_t point = _tzcnt_u32(others | 1u << length);
    const uint32_t count = length - negative - has_point;
    if ((others & (others - has_point)) != 0 || (has_point && field[point] != '.')
        || count - 1 >= 15)
        return 0;
    const uint32_t fraction = length - point - has_point;
    const uint32_t before = (16 - fraction) & -has_point;
    // The digits move to the right end, those before the point one place further.
    const __m128i from = _mm_add_epi8(
        _mm_loadu_si128((const __m128i *)(places + length)),
        _mm_loadu_si128((const __m128i *)(ahead + 16 - before)));
    const __m128i in_place = _mm_shuffle_epi8(_mm_and_si128(values, is_digit), from);
    const __m128i pairs = _mm_maddubs_epi16(
        in_place, _mm_setr_epi8(10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1));
    const __m128i fours = _mm_madd_epi16(pairs, _mm_setr_epi16(100, 1, 100, 1, 100, 1, 100, 1));
    const __m128i packed = _mm_packus_epi32(fours, fours);
    const __m128i eights =
        _mm_madd_epi16(packed, _mm_setr_epi16(10000, 1, 10000, 1, 10000, 1, 10000, 1));
    const uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
    const int64_t whole = (int64_t)((both & 0xffffffff) * 100000000 + (both >> 32));
    // Two exact numbers: the division rounds once.
    const double magnitude = (double)whole / powers[fraction];
    uint64_t bits;
    memcpy(&bits, &magnitude, sizeof bits);
    bits |= (uint64_t)negative << 63;
    memcpy(target, &bits, sizeof bits);
    return 1;
}

int64_t text_take_numbers(
    struct text_fields *fields, const uint8_t *field, double *const *targets, int64_t count,
    int64_t row, int32_t ends_line)
{
    const __m256i delimiter = _mm256_set1_epi8((char)fields->delimiter);
    const __m256i line_feed = _mm256_set1_epi8('\n');
    const double *powers = fields->powers;
    const uint8_t *first = field, *block = fields->block;
    uint64_t ends = fields->ends;
    const uint64_t passed = (uint64_t)(field - block);
    if (block == 0 || passed >= 64) {
        block = field;
        ends = ends_of(block, delimiter, line_feed);
    } else {
        ends &= ~(uint64_t)0 << passed;
    }
    int64_t done = 0;
    while (done < count) {
        while (ends == 0) {
            block += 64;
            ends = ends_of(block, delimiter, line_feed);
        }
        const uint8_t *end = block + _tzcnt_u64(ends);
        const int is_last = ends_line && done + 1 == count;
        if (*end != (is_last ? '\n' : fields->delimiter)) break;
        uint64_t length = (uint64_t)(end - field);
        if (is_last && length > 0 && end[-1] == '\r') length -= 1;
        const uint8_t digit = (uint8_t)(field[0] - '0');
        // Flags and small counts are many, and a column of them has nothing else: the branch is guessed.
        if (length == 1 && digit <= 9)
            targets[done][row] = digit;
        else if (length - 1 >= 16 || !read_number(field, (uint32_t)length, powers, targets[done] + row))
            break;
        ends = _blsr_u64(ends);
        field = end + 1;
        done += 1;
    }
    fields->moved = field - first;
    fields->block = block;
    fields->ends = ends;
    return done;
}

#pragma clang attribute pop

#else

int32_t text_has_kernels(void) { return 0; }

void text_scan(const uint8_t *bytes, int64_t count, struct text_content *content)
{
    (void)bytes;
    (void)count;
    (void)content;
    __builtin_trap();
}

int64_t text_take_numbers(
    struct text_fields *fields, const uint8_t *field, double *const *targets, int64_t count,
    int64_t row, int32_t ends_line)
{
    (void)fields;
    (void)field;
    (void)targets;
    (void)count;
    (void)row;
    (void)ends_line;
    return 0;
}

#endif

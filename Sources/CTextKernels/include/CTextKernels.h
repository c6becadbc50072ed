// What is done to every byte of a text file, many bytes at a time, with run-time dispatch.
//
// Where the machine has AVX2 and BMI, text is looked at 64 bytes at a time and a number of up to sixteen bytes is read
// whole: the masks of where fields end are made before any number is read, so that numbers do not wait for one another
// (Langdale and Lemire 2019, "Parsing gigabytes of JSON per second"). Elsewhere `text_has_kernels` is 0 and the caller reads
// as it would without. The doubles are the same ones, bit for bit.

#ifndef CTEXTKERNELS_H
#define CTEXTKERNELS_H

#include <stdint.h>

/// Whether this machine has what the other functions need.
int32_t text_has_kernels(void);

/// What a stretch of bytes holds.
struct text_content {
    /// Whether the number of double quotes is odd, and whether there are any.
    int32_t quotes_are_odd, has_quotes;
    /// Whether any byte is outside ASCII.
    int32_t has_high_bytes;
    /// Whether any control character other than tab, line feed and carriage return occurs.
    int32_t has_controls;
};

/// Looks at `count` bytes, a multiple of 64.
void text_scan(const uint8_t *bytes, int64_t count, struct text_content *content);

/// Where fields end around a place in the text.
struct text_fields {
    /// Powers of ten from 0 to 15, as doubles.
    const double *powers;
    /// The 64 bytes that were looked at last, and which of them end a field; null to begin with, and with each new text.
    const uint8_t *block;
    uint64_t ends;
    /// How many bytes the fields took that were read last.
    int64_t moved;
    uint8_t delimiter;
};

/// Reads numbers from consecutive fields, as far as each is a plain one (`-`, up to fifteen digits, a point) of at most sixteen bytes.
///
/// - `field`: where the first field begins. A line feed must follow somewhere, and 80 bytes behind that must be readable.
/// - `targets`: by field, where its number goes, at index `row`.
/// - `ends_line`: whether the last of `count` fields must end at a line feed (before which a carriage return may stand); all
///   others end at the delimiter.
///
/// Answers how many fields were read.
int64_t text_take_numbers(
    struct text_fields *fields, const uint8_t *field, double *const *targets, int64_t count,
    int64_t row, int32_t ends_line);

#endif

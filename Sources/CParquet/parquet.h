// Parquet files by columns, for Swift: what `parquet.cpp` makes of libparquet, loaded when the program runs.
#ifndef TOPSLICE_PARQUET_H
#define TOPSLICE_PARQUET_H

#include <stdint.h>

// Counted up with every change of what stands here.
#define TOPSLICE_PARQUET_VERSION 1

typedef struct topslice_parquet topslice_parquet;

enum topslice_parquet_kind {
    // Values are doubles.
    TOPSLICE_PARQUET_NUMBER = 0,
    // Values are int64_t.
    TOPSLICE_PARQUET_WHOLE = 1,
    // Values are int64_t, 0 or 1.
    TOPSLICE_PARQUET_BOOLEAN = 2,
    // Values are int64_t, days since 1970-01-01.
    TOPSLICE_PARQUET_DAY = 3,
    // Values are int64_t, microseconds since 1970-01-01.
    TOPSLICE_PARQUET_TIME = 4,
    // Values are texts.
    TOPSLICE_PARQUET_TEXT = 5,
    // Lists, structures, intervals and the like.
    TOPSLICE_PARQUET_OTHER = 6
};

// Rows of one column; the memory is the file's until the column is read again.
typedef struct {
    int64_t rows;
    // By row: 1 where there is a value.
    const uint8_t *present;
    // By row, eight bytes each; of texts the length.
    const int64_t *values;
    // The texts end to end; nothing stands for those that are missing.
    const uint8_t *text;
} topslice_parquet_rows;

#endif

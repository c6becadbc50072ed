// Reads Parquet files by libparquet. Built by ./install into a library of its own, which topslice loads where it is there.
#include "parquet.h"

#include <arrow/io/file.h>
#include <arrow/memory_pool.h>
#include <arrow/util/decimal.h>
#include <parquet/api/reader.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace {

using parquet::ConvertedType;
using parquet::LogicalType;
using parquet::Type;

// How the values of a column become those of its kind.
struct Form {
    int kind = TOPSLICE_PARQUET_OTHER;
    // A decimal is divided by 10^scale.
    int scale = 0;
    bool isDecimal = false;
    bool isUnsigned = false;
    // Numbers of two bytes; identifiers of sixteen.
    bool isHalf = false;
    bool isIdentifier = false;
    // Times: units of a microsecond, or units that a microsecond has.
    int64_t multiply = 1;
    int64_t divide = 1;
};

Form formOf(const parquet::ColumnDescriptor &column) {
    Form form;
    if (column.max_repetition_level() > 0 || column.path()->ToDotVector().size() != 1) return form;
    const auto &logical = column.logical_type();
    const Type::type physical = column.physical_type();
    if (logical && logical->is_decimal()) {
        const auto &decimal = static_cast<const parquet::DecimalLogicalType &>(*logical);
        form.kind = TOPSLICE_PARQUET_NUMBER;
        form.isDecimal = true;
        form.scale = decimal.scale();
        return form;
    }
    if (logical && logical->is_date()) {
        form.kind = TOPSLICE_PARQUET_DAY;
        return form;
    }
    if (logical && logical->is_timestamp()) {
        const auto &stamp = static_cast<const parquet::TimestampLogicalType &>(*logical);
        form.kind = TOPSLICE_PARQUET_TIME;
        switch (stamp.time_unit()) {
        case LogicalType::TimeUnit::MILLIS: form.multiply = 1000; break;
        case LogicalType::TimeUnit::NANOS: form.divide = 1000; break;
        default: break;
        }
        return form;
    }
    if (logical && (logical->is_time() || logical->is_interval())) return form;
    if (logical && logical->is_float16()) {
        form.kind = TOPSLICE_PARQUET_NUMBER;
        form.isHalf = true;
        return form;
    }
    if (logical && logical->is_UUID()) {
        form.kind = TOPSLICE_PARQUET_TEXT;
        form.isIdentifier = true;
        return form;
    }
    switch (physical) {
    case Type::BOOLEAN: form.kind = TOPSLICE_PARQUET_BOOLEAN; break;
    case Type::INT32:
    case Type::INT64:
        form.kind = TOPSLICE_PARQUET_WHOLE;
        if (logical && logical->is_int()) {
            form.isUnsigned = !static_cast<const parquet::IntLogicalType &>(*logical).is_signed();
        }
        break;
    case Type::INT96: form.kind = TOPSLICE_PARQUET_TIME; break;
    case Type::FLOAT:
    case Type::DOUBLE: form.kind = TOPSLICE_PARQUET_NUMBER; break;
    case Type::FIXED_LEN_BYTE_ARRAY:
    case Type::BYTE_ARRAY: form.kind = TOPSLICE_PARQUET_TEXT; break;
    default: break;
    }
    return form;
}

}  // namespace

struct topslice_parquet {
    std::unique_ptr<parquet::ParquetFileReader> reader;
    std::vector<Form> forms;
    std::string error;

    // A column of the row group that is being read.
    struct Column {
        std::shared_ptr<parquet::ColumnReader> reader;
        const parquet::ColumnDescriptor *description = nullptr;
        Form form;
        std::vector<int16_t> levels;
        std::vector<uint8_t> present;
        std::vector<int64_t> values;
        std::vector<uint8_t> text;
    };
    std::shared_ptr<parquet::RowGroupReader> group;
    std::vector<Column> columns;
};

namespace {

// One column's next rows, those with values at the front of `found`, which has room for as many as are wanted.
template <typename Physical, typename Put>
int64_t readRows(topslice_parquet::Column &column, int64_t wanted, typename Physical::c_type *found, Put put) {
    auto &reader = static_cast<parquet::TypedColumnReader<Physical> &>(*column.reader);
    const int16_t most = column.description->max_definition_level();
    int64_t rows = 0;
    // A batch ends with its page.
    while (rows < wanted && reader.HasNext()) {
        int64_t valueCount = 0;
        const int64_t count = reader.ReadBatch(wanted - rows, column.levels.data(), nullptr, found, &valueCount);
        if (count == 0 && valueCount == 0) break;
        const int64_t met = most > 0 ? count : valueCount;
        if (valueCount == met) {
            // Nothing is missing: no question a row.
            std::memset(column.present.data() + rows, 1, size_t(met));
            for (int64_t row = 0; row < met; row++) put(rows + row, found[row]);
            rows += met;
            continue;
        }
        int64_t next = 0;
        for (int64_t row = 0; row < met; row++) {
            const bool isPresent = most == 0 || column.levels[row] == most;
            column.present[rows + row] = isPresent;
            if (isPresent) {
                put(rows + row, found[next++]);
            } else {
                column.values[rows + row] = 0;
            }
        }
        rows += met;
    }
    return rows;
}

int64_t bits(double value) {
    int64_t result;
    std::memcpy(&result, &value, 8);
    return result;
}

// A number of two bytes, the lower one first (IEEE 754 binary16): a sign, five bits of exponent, ten of fraction.
double half(const uint8_t *bytes) {
    const int word = bytes[0] | bytes[1] << 8;
    const int exponent = word >> 10 & 31;
    const double fraction = word & 1023;
    double value;
    if (exponent == 31) {
        value = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    } else {
        value = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25);
    }
    return word & 0x8000 ? -value : value;
}

// Sixteen bytes as 8-4-4-4-12 hexadecimal digits.
void putIdentifier(const uint8_t *bytes, std::vector<uint8_t> &text) {
    static const char digits[] = "0123456789abcdef";
    for (int place = 0; place < 16; place++) {
        if (place == 4 || place == 6 || place == 8 || place == 10) text.push_back('-');
        text.push_back(uint8_t(digits[bytes[place] >> 4]));
        text.push_back(uint8_t(digits[bytes[place] & 15]));
    }
}

// The nearest double of a decimal.
double quotient(const arrow::Decimal128 &value, int scale) {
    return std::strtod(value.ToString(scale).c_str(), nullptr);
}

// The same of a decimal's bytes, the highest first: at most 16 are a common one, up to 32 those of Decimal256.
double quotient(const uint8_t *bytes, int32_t length, int scale) {
    if (length <= 16) {
        const auto decimal = arrow::Decimal128::FromBigEndian(bytes, length);
        if (decimal.ok()) return quotient(*decimal, scale);
    } else {
        const auto decimal = arrow::Decimal256::FromBigEndian(bytes, length);
        if (decimal.ok()) return std::strtod(decimal->ToString(scale).c_str(), nullptr);
    }
    throw parquet::ParquetException("a decimal of " + std::to_string(length) + " bytes; 1 to 32 are read");
}

double quotient(int64_t value, int scale) {
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    // Both exact, so that the quotient is the nearest double.
    if (scale >= 0 && scale <= 22 && std::llabs(value) <= (INT64_C(1) << 53)) return double(value) / powers[scale];
    return quotient(arrow::Decimal128(value), scale);
}

template <typename Physical>
int64_t readWhole(topslice_parquet::Column &column, int64_t wanted) {
    std::unique_ptr<typename Physical::c_type[]> found(new typename Physical::c_type[wanted]);
    const Form form = column.form;
    return readRows<Physical>(column, wanted, found.get(), [&](int64_t row, typename Physical::c_type value) {
        int64_t whole = int64_t(value);
        if (form.isUnsigned && sizeof(value) == 4) whole = int64_t(uint32_t(value));
        if (form.isUnsigned && sizeof(value) == 8 && whole < 0) throw parquet::ParquetException("a whole number above 2^63 - 1");
        if (form.isDecimal) {
            column.values[row] = bits(quotient(whole, form.scale));
            return;
        }
        if (form.divide > 1) {
            // Rounded down, so that a day stays one before 1970 too.
            const int64_t rest = whole % form.divide;
            whole = whole / form.divide - (rest < 0);
        }
        column.values[row] = whole * form.multiply;
    });
}

int64_t readNext(topslice_parquet::Column &column, int64_t wanted) {
    if (int64_t(column.levels.size()) < wanted) {
        column.levels.resize(wanted);
        column.present.resize(wanted);
        column.values.resize(wanted);
    }
    switch (column.description->physical_type()) {
    case Type::BOOLEAN: {
        std::unique_ptr<bool[]> found(new bool[wanted]);
        return readRows<parquet::BooleanType>(column, wanted, found.get(), [&](int64_t row, bool value) { column.values[row] = value; });
    }
    case Type::INT32: return readWhole<parquet::Int32Type>(column, wanted);
    case Type::INT64: return readWhole<parquet::Int64Type>(column, wanted);
    case Type::INT96: {
        std::vector<parquet::Int96> found(wanted);
        return readRows<parquet::Int96Type>(column, wanted, found.data(), [&](int64_t row, const parquet::Int96 &value) {
            uint64_t nanoseconds;
            std::memcpy(&nanoseconds, &value.value[0], 8);
            // Julian days; 1970-01-01 is 2,440,588.
            const int64_t days = int64_t(value.value[2]) - 2440588;
            column.values[row] = days * INT64_C(86400000000) + int64_t(nanoseconds / 1000);
        });
    }
    case Type::FLOAT: {
        std::vector<float> found(wanted);
        return readRows<parquet::FloatType>(column, wanted, found.data(), [&](int64_t row, float value) { column.values[row] = bits(value); });
    }
    case Type::DOUBLE: {
        std::unique_ptr<double[]> found(new double[wanted]);
        return readRows<parquet::DoubleType>(column, wanted, found.get(), [&](int64_t row, double value) { column.values[row] = bits(value); });
    }
    case Type::BYTE_ARRAY: {
        std::vector<parquet::ByteArray> found(wanted);
        column.text.clear();
        const Form form = column.form;
        return readRows<parquet::ByteArrayType>(column, wanted, found.data(), [&](int64_t row, const parquet::ByteArray &value) {
            if (form.isDecimal) {
                column.values[row] = bits(quotient(value.ptr, int32_t(value.len), form.scale));
                return;
            }
            column.values[row] = value.len;
            column.text.insert(column.text.end(), value.ptr, value.ptr + value.len);
        });
    }
    case Type::FIXED_LEN_BYTE_ARRAY: {
        std::vector<parquet::FixedLenByteArray> found(wanted);
        const int length = column.description->type_length();
        const Form form = column.form;
        column.text.clear();
        return readRows<parquet::FLBAType>(column, wanted, found.data(), [&](int64_t row, const parquet::FixedLenByteArray &value) {
            if (form.isHalf) {
                column.values[row] = bits(half(value.ptr));
                return;
            }
            if (!form.isDecimal) {
                const size_t before = column.text.size();
                if (form.isIdentifier) {
                    putIdentifier(value.ptr, column.text);
                } else {
                    column.text.insert(column.text.end(), value.ptr, value.ptr + length);
                }
                column.values[row] = int64_t(column.text.size() - before);
                return;
            }
            column.values[row] = bits(quotient(value.ptr, length, form.scale));
        });
    }
    default: throw parquet::ParquetException("a type that is not read");
    }
}

template <typename Body>
auto guarded(topslice_parquet *file, Body body) -> decltype(body()) {
    try {
        return body();
    } catch (const std::exception &exception) {
        file->error = exception.what();
        return -1;
    }
}

}  // namespace

extern "C" {

int topslice_parquet_version(void) { return TOPSLICE_PARQUET_VERSION; }

// Opens a file; never null: a file that cannot be read has an error.
topslice_parquet *topslice_parquet_open(const char *path) {
    auto *file = new topslice_parquet;
    guarded(file, [&] {
        // The system's allocator gives pages back that mimalloc keeps: 133 MB instead of 177 for ten million rows of 22 columns.
        parquet::ReaderProperties properties(arrow::system_memory_pool());
        properties.enable_buffered_stream();
        file->reader = parquet::ParquetFileReader::OpenFile(path, false, properties);
        const auto *schema = file->reader->metadata()->schema();
        for (int column = 0; column < schema->num_columns(); column++) file->forms.push_back(formOf(*schema->Column(column)));
        return 0;
    });
    return file;
}

void topslice_parquet_close(topslice_parquet *file) { delete file; }

// Null where all went well.
const char *topslice_parquet_error(const topslice_parquet *file) { return file->error.empty() ? nullptr : file->error.c_str(); }

int topslice_parquet_column_count(const topslice_parquet *file) { return int(file->forms.size()); }

// A column within another as `outer.inner`.
const char *topslice_parquet_column_name(topslice_parquet *file, int column) {
    static thread_local std::string name;
    name = file->reader->metadata()->schema()->Column(column)->path()->ToDotString();
    return name.c_str();
}

int topslice_parquet_column_kind(const topslice_parquet *file, int column) { return file->forms[column].kind; }

int topslice_parquet_group_count(const topslice_parquet *file) { return file->reader->metadata()->num_row_groups(); }

int64_t topslice_parquet_group_rows(const topslice_parquet *file, int group) {
    return file->reader->metadata()->RowGroup(group)->num_rows();
}

// Begins to read some columns of a row group; below zero where that fails.
int topslice_parquet_begin(topslice_parquet *file, int group, const int *columns, int count) {
    return guarded(file, [&] {
        file->group = file->reader->RowGroup(group);
        file->columns.resize(count);
        for (int place = 0; place < count; place++) {
            auto &column = file->columns[place];
            column.reader = file->group->Column(columns[place]);
            column.description = file->reader->metadata()->schema()->Column(columns[place]);
            column.form = file->forms[columns[place]];
        }
        return 0;
    });
}

// The next rows of a column that was begun; fewer than zero where that fails, fewer than wanted at the end of the group only.
int64_t topslice_parquet_next(topslice_parquet *file, int place, int64_t wanted, topslice_parquet_rows *rows) {
    return guarded(file, [&]() -> int64_t {
        auto &column = file->columns[place];
        const int64_t count = readNext(column, wanted);
        *rows = {count, column.present.data(), column.values.data(), column.text.data()};
        return count;
    });
}

}

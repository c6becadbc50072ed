"""Writes the Parquet files in Tests/CohortDataTests/Fixtures/parquet by three writers, and the same people as CSV.

    python3 -m venv venv && venv/bin/pip install pandas==3.1.1 pyarrow==26.0.1 polars==2.1.0 duckdb==2.0.1
    venv/bin/python Tests/References/parquet_files.py Tests/CohortDataTests/Fixtures/parquet
"""

import datetime
import decimal
import sys

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

folder = sys.argv[1]
random = np.random.default_rng(17)
count = 90
day = np.array([datetime.date(1965, 1, 1) + datetime.timedelta(days=int(d)) for d in random.integers(0, 20_000, count)])
frame = pd.DataFrame(
    {
        "y": random.integers(0, 2, count).astype(bool),
        "x": random.normal(size=count) * 10.0 ** random.integers(-8, 9, count),
        "f": random.integers(-400, 400, count) / np.float32(8),
        "i": random.integers(-(2**53), 2**53, count),
        "s": random.integers(-100, 100, count).astype(np.int16),
        "u": random.integers(0, 2**32, count).astype(np.uint32),
        "area": np.array(["Łódź", "a,\"b\"", "C", "E06"])[random.integers(0, 4, count)],
        "site": random.integers(1, 5, count).astype(np.int32),
    }
)
table = pa.Table.from_pandas(frame, preserve_index=False)
table = table.append_column("day", pa.array(day, pa.date32()))
table = table.append_column("at", pa.array([datetime.datetime(d.year, d.month, d.day) for d in day], pa.timestamp("ns")))
for name, digits, scale in (("d7", 7, 4), ("d16", 16, 2), ("d30", 30, 7)):
    most = 10 ** min(digits, 18) - 1
    numbers = [decimal.Decimal(int(n)).scaleb(-scale) for n in random.integers(-most, most, count)]
    table = table.append_column(name, pa.array(numbers, pa.decimal128(digits, scale)))
gaps = random.random(count) < 0.2
for name in ("x", "area", "s"):
    column = table.column(name).to_pylist()
    table = table.set_column(
        table.schema.get_field_index(name), name,
        pa.array([None if gap else value for gap, value in zip(gaps, column)], table.schema.field(name).type))

pq.write_table(table, f"{folder}/arrow.parquet", row_group_size=40, compression="zstd", data_page_size=200)
pq.write_table(table, f"{folder}/spark.parquet", version="1.0", use_deprecated_int96_timestamps=True, use_dictionary=False,
               compression="snappy", store_decimal_as_integer=False)
pq.write_table(table, f"{folder}/integers.parquet", store_decimal_as_integer=True, data_page_version="2.0", compression="gzip")
pl.from_arrow(table).write_parquet(f"{folder}/polars.parquet", row_group_size=31)
people = table
duckdb.sql("select * from people").write_parquet(f"{folder}/duckdb.parquet")
table.to_pandas().to_parquet(f"{folder}/pandas.parquet")

text = table.to_pydict()
with open(f"{folder}/people.csv", "w") as file:
    file.write(",".join(text) + "\n")
    for row in range(count):
        cells = []
        for name, values in text.items():
            value = values[row]
            if value is None:
                value = ""
            elif isinstance(value, bool):
                value = int(value)
            elif isinstance(value, datetime.datetime):
                value = value.date()
            elif isinstance(value, decimal.Decimal):
                value = format(value, "f")
            cells.append('"' + str(value).replace('"', '""') + '"' if '"' in str(value) else str(value))
        file.write(",".join(cells) + "\n")

pq.write_to_dataset(table.select(["y", "x", "site", "s"]), f"{folder}/hive", partition_cols=["site"],
                    basename_template="part-{i}.parquet")
strange = pa.table({"x": [1.0, float("nan"), float("inf")], "l": [[1], [2, 3], []], "y": [0, 1, 1]})
pq.write_table(strange, f"{folder}/strange.parquet")

# Decimals of 76 digits, which only Arrow's 256-bit type holds, and shorter ones that are written as if they were as wide.
wide = pa.table(
    {
        "y": [1.0, 2.0, 4.0, 7.0],
        "d": pa.array([decimal.Decimal(text) for text in ("12345678901234567890123456789012345678901234567890.25", "-0.5", "3", "-7e49")],
                      pa.decimal256(76, 4)),
        "n": pa.array([decimal.Decimal(text) for text in ("1.25", "-0.5", "3", "8.75")], pa.decimal256(40, 2)),
    }
)
pq.write_table(wide, f"{folder}/wide.parquet")

# Encrypted as a whole, and one column of it; files that differ; numbers that are none.
import base64
import os

import pyarrow.parquet.encryption as encryption


class Keys(encryption.KmsClient):
    def wrap_key(self, key, name):
        return base64.b64encode(key)

    def unwrap_key(self, wrapped, name):
        return base64.b64decode(wrapped)


factory = encryption.CryptoFactory(lambda connection: Keys())
few = pa.table({"y": [1.0, 2.0, 4.0, 3.0], "x": [1, 2, 3, 5]})
for name, open_end in (("encrypted", False), ("encrypted-column", True)):
    configuration = encryption.EncryptionConfiguration(
        footer_key="end", column_keys={"column": ["x"]}, plaintext_footer=open_end)
    properties = factory.file_encryption_properties(encryption.KmsConnectionConfig(), configuration)
    with pq.ParquetWriter(f"{folder}/{name}.parquet", few.schema, encryption_properties=properties) as writer:
        writer.write_table(few)
os.makedirs(f"{folder}/mixed", exist_ok=True)
for name, other in (
    ("first", few), ("more", few.append_column("z", pa.array([1, 1, 1, 1]))), ("order", few.select(["x", "y"])),
    ("type", few.set_column(1, "x", pa.array(["one", "two", "three", "five"]))),
):
    pq.write_table(other, f"{folder}/mixed/{name}.parquet")
pq.write_table(
    pa.table({"y": [1.0, float("nan"), 4.0, 3.0, 7.0], "x": [1.0, 2.0, 3.0, float("inf"), 5.0], "n": [1.0, 2.0, -3.0, 2.5, 1.0]}),
    f"{folder}/unsound.parquet", row_group_size=2)

# Numbers of two bytes, identifiers and texts of one length; a folder in which one file of three has rows of none.
import uuid


sixteen = pa.table(
    {
        "y": [1.0, 2.0, 4.0, 7.0, 3.0, 5.0],
        # From the least one there is to the greatest: 2^-24, (1 - 2^-11) * 2^16.
        "h": pa.array(np.array([5.960464477539063e-08, -0.333251953125, 1.0, 65504.0, 0.0, np.nan], np.float16), from_pandas=True),
        "id": pa.ExtensionArray.from_storage(
            pa.uuid(), pa.array([uuid.UUID(int=(17 * k + 3) << 96 | 255 << 40 | k).bytes for k in range(6)], pa.binary(16))),
        "code": pa.array([b"E06A", b"E06B", None, b"E07A", b"E06A", b"E06B"], pa.binary(4)),
    }
)
pq.write_table(sixteen, f"{folder}/sixteen.parquet", row_group_size=4)
os.makedirs(f"{folder}/parts", exist_ok=True)
for name, rows in (("part-0", few.slice(0, 3)), ("part-1", few.slice(0, 0)), ("part-2", few.slice(1))):
    pq.write_table(rows, f"{folder}/parts/{name}.parquet")

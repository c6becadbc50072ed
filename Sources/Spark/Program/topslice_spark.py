#!/usr/bin/env python3
"""Makes cells or moments of a table in Spark, as files that Topslice goes on from.

Written by `topslice spark`. Needs PySpark 3.4 or later with numpy and pyarrow on the driver and the workers, nothing else.

    spark-submit THIS_FILE OUTPUT

Rows stay where they are: each partition becomes a few sums, and these are added up in the order of the partitions, so
that partitions that were computed twice, late or elsewhere change no byte. What is wrong with the data is said in lines
that begin with `topslice:`, without any value, and then nothing is written (exit code 2).
"""

import csv
import hashlib
import io
import json
import math
import os
import re
import sys

import numpy as np
import pyarrow as pa

PLAN = json.loads(r"""@PLAN@""")

# Rows in a block of so many columns: large enough for the matrix product, small enough for a worker.
BLOCK_NUMBERS = 1 << 21
MOST_BLOCK_ROWS = 1 << 16
# Sums of clusters are folded into one beyond so many numbers in a partition or in all.
MOST_CLUSTER_NUMBERS = 1 << 25
# So few splits of a small table whatever the number of processors: the same files give the same partitions.
LEAST_PARTITIONS = 16
MOST_CELLS = 4_000_000
# That one row may stand for, as in every other source.
MOST_PEOPLE = 100_000_000_000
TRIAL_ROWS = 1 << 18
# As in a fit from rows: the largest last move of a predictor, squared, and when a column is determined by others.
SETTLED_MOVE = 1e-18
MOST_ITERATIONS = 100
DEPENDENT = 1e-13
NUMBER = r"^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?$"
SUMS = "partition int, kind string, label string, people long, numbers binary"


class Refusal(Exception):
    """What is wrong with the data or the request, in words; one or several lines."""


# The columns that are read ------------------------------------------------------------------------------------------


class Reading:
    """What a job reads of the table: columns as numbers, `n0`, `n1` … in Spark, and columns as texts, `g0`, `g1` …"""

    def __init__(self, kinds):
        self.kinds = kinds
        self.numbers = []
        self.groups = []

    def number(self, column):
        if column not in self.numbers:
            self.numbers.append(column)
        return self.numbers.index(column)

    def group(self, column):
        if column not in self.groups:
            self.groups.append(column)
        return self.groups.index(column)

    def select(self, table):
        chosen = [number_column(name, self.kinds[name]) + f" AS n{i}" for i, name in enumerate(self.numbers)]
        chosen += [group_column(name, self.kinds[name]) + f" AS g{i}" for i, name in enumerate(self.groups)]
        return table.selectExpr(*chosen)


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def literal(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def kind(field):
    """number, flag, text, day or time; None for what is neither a number nor a name."""
    name = field.dataType.typeName()
    if name in ("byte", "short", "integer", "long", "float", "double", "decimal", "tinyint", "smallint", "bigint", "int"):
        return "whole" if name not in ("float", "double", "decimal") else "number"
    return {
        "boolean": "flag", "string": "text", "char": "text", "varchar": "text",
        "date": "day", "timestamp": "time", "timestamp_ntz": "time",
    }.get(name)  # fmt: skip


def missing_text(column):
    text = f"trim(BOTH ' ' FROM {column})"
    codes = ", ".join(literal(code) for code in [""] + PLAN["missing"])
    return text, f"{text} IN ({codes})"


def number_column(name, what):
    column = quoted(name)
    if what == "text":
        # What is no number becomes NaN, which is counted and refused; a missing one is null.
        text, missing = missing_text(column)
        return (
            f"CASE WHEN {column} IS NULL OR {missing} THEN NULL "
            f"WHEN {text} RLIKE '{NUMBER}' THEN CAST({text} AS DOUBLE) ELSE DOUBLE('NaN') END"
        )
    return f"CAST(CAST({column} AS INT) AS DOUBLE)" if what == "flag" else f"CAST({column} AS DOUBLE)"


def group_column(name, what):
    column = quoted(name)
    if what == "text":
        text, missing = missing_text(column)
        return f"CASE WHEN {missing} THEN NULL ELSE {text} END"
    if what == "number":
        return f"CAST({column} AS DOUBLE)"
    if what == "time":
        day, rest = f"date_format({column}, 'yyyy-MM-dd')", f"date_format({column}, 'HH:mm:ss.SSSSSS')"
        clock = f"regexp_replace({rest}, '[.]000000$', '')"
        return f"CASE WHEN {rest} = '00:00:00.000000' THEN {day} ELSE concat({day}, ' ', {clock}) END"
    return f"CAST(CAST({column} AS INT) AS STRING)" if what == "flag" else f"CAST({column} AS STRING)"


def short_number(value):
    """The shortest text that reads back, whole numbers without a point."""
    return str(int(value)) if value == round(value) and abs(value) < 1e15 else repr(value)


def column_kinds(table, needed, as_numbers=()):
    """Of each column that is needed, what it holds; every fault of the schema is said at once."""
    fields = {field.name: field for field in table.schema.fields}
    faults, kinds = [], {}
    for name in needed:
        if name not in fields:
            faults.append(f"column '{name}': the column is missing")
        elif kind(fields[name]) is None:
            faults.append(f"column '{name}': holds {fields[name].dataType.typeName()}s, expected numbers, texts or days")
        elif kind(fields[name]) in ("day", "time") and name in as_numbers:
            faults.append(f"column '{name}': holds days, expected numbers")
        else:
            kinds[name] = kind(fields[name])
    if faults:
        raise Refusal("\n".join(faults))
    return kinds


# The design ---------------------------------------------------------------------------------------------------------


def tree_columns(tree):
    if tree[0] == "column":
        return [tree[1]]
    found = []
    for part in tree[1:]:
        if isinstance(part, list):
            found += [name for name in tree_columns(part) if name not in found]
    return found


def tree_values(tree, columns):
    operation = tree[0]
    if operation == "column":
        return columns[tree[1]]
    if operation == "number":
        return np.full(len(next(iter(columns.values()))), tree[1])
    if operation == "call":
        inner = tree_values(tree[2], columns)
        return {
            "I": lambda: inner, "log": lambda: np.log(inner), "log1p": lambda: np.log1p(inner),
            "exp": lambda: np.exp(inner), "sqrt": lambda: np.sqrt(inner), "abs": lambda: np.abs(inner),
        }[tree[1]]()  # fmt: skip
    parts = [tree_values(part, columns) for part in tree[1:]]
    if operation == "negated":
        return -parts[0]
    return {
        "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power,
    }[operation](*parts)  # fmt: skip


def factor_column(variable, texts):
    """The column whose levels a variable stands for; None for numbers."""
    if variable["kind"] in ("factor", "indicators"):
        return variable["column"]
    tree = variable.get("tree")
    return tree[1] if tree and tree[0] == "column" and tree[1] in texts else None


def variable_choices(variable, texts, levels, full):
    """What one variable contributes: a name and a part for each of its columns."""
    column = factor_column(variable, texts)
    if column is not None:
        prefix = {"factor": variable["label"], "indicators": column + "::"}.get(variable["kind"], column)
        named = list(enumerate(levels.get(column, [])))
        return [(prefix + name, ("level", column, number)) for number, name in named[0 if full else 1 :]]
    if variable["kind"] == "powers":
        base = ["column", variable["column"]]
        return [
            (f"{variable['label']}{power}", ("value", base if power == 1 else ["^", base, ["number", float(power)]]))
            for power in range(1, variable["degree"] + 1)
        ]
    return [(variable["label"], ("value", variable["tree"]))]


def design_columns(texts, levels):
    """Names and parts of the columns of the model and, last, of the response: treatment contrasts as in R."""
    variables, terms, columns = PLAN["variables"], PLAN["terms"], []
    for number, term in enumerate(terms):
        products = [("", [])]
        for variable in term:
            margin = [other for other in term if other != variable]
            has_margin = PLAN["intercept"] if not margin else margin in terms
            is_first = not margin and not has_margin and not any(
                len(earlier) == 1 and factor_column(variables[earlier[0]], texts) is not None
                for earlier in terms[:number]
            )
            choices = variable_choices(variables[variable], texts, levels, is_first if not margin else not has_margin)
            products = [
                (name + ":" + choice if name else choice, parts + [part])
                for choice, part in choices
                for name, parts in products
            ]
        columns += products
    return columns + [(PLAN["response"]["label"], [("value", PLAN["response"]["tree"])])]


def level_names(labels):
    """Labels in the order of their levels with their names: as numbers where all are, whole ones without `.0`."""
    plain = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
    ordered = sorted(labels, key=lambda label: label.encode())
    if not all(plain.match(label) and math.isfinite(float(label)) for label in ordered):
        return ordered, ordered
    ordered.sort(key=float)
    whole = re.compile(r"-?(0|[1-9][0-9]*)\.0\Z")
    names = [label[:-2] for label in ordered] if all(whole.match(label) for label in ordered) else ordered
    return ordered, names


# What a worker does with a partition --------------------------------------------------------------------------------


class Block:
    """The complete rows of one batch, column by column, and what is to be said of the others."""

    def __init__(self, batch, job, tally):
        numbers, known = job["numbers"], {}
        rows = batch.num_rows
        complete = np.ones(rows, bool)
        columns = []
        for place, name in enumerate(numbers):
            array = batch.column(place)
            present = np.ones(rows, bool) if array.null_count == 0 else array.is_valid().to_numpy(zero_copy_only=False)
            values = np.array(array.fill_null(0.0).to_numpy(zero_copy_only=False), dtype=np.float64)
            for code in job["codes"]:
                present &= values != code
            sound = np.isfinite(values)
            tally.fault(name, "number", int(np.count_nonzero(present & ~sound)))
            for role, fits in (
                ("flag", lambda v: (v == 0) | (v == 1)),
                ("weight", lambda v: v >= 0),
                ("count", lambda v: (v >= 0) & (v == np.floor(v)) & (v <= MOST_PEOPLE)),
            ):
                if name in job[role]:
                    tally.fault(name, role, int(np.count_nonzero(present & sound & ~fits(values))))
            if name in job["count"]:
                tally.fault(name, "count", int(np.count_nonzero(~present)))
            known[name] = values
            if name not in job["count"]:
                tally.missing(name, int(np.count_nonzero(~present)))
            complete &= present & sound
            columns.append(values)
        codes, labels = [], []
        for place, name in enumerate(job["groups"]):
            column = batch.column(len(numbers) + place).dictionary_encode()
            index = column.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
            words = column.dictionary.to_pylist()
            if words and not isinstance(words[0], str):
                tally.fault(name, "number", int(sum(np.count_nonzero(index == i) for i, w in enumerate(words) if not math.isfinite(w))))
                words = [short_number(word) if math.isfinite(word) else "" for word in words]
                gone = [i for i, word in enumerate(words) if word in job["missing"]]
                index[np.isin(index, gone)] = -1
            tally.missing(name, int(np.count_nonzero(index < 0)))
            complete &= index >= 0
            codes.append(index)
            labels.append(words)
        people = known[job["count"][0]] if job["count"] else np.ones(rows)
        tally.rows_read += int(people.sum())
        if job["weight"]:
            weightless = complete & (known[job["weight"][0]] == 0)
            complete &= ~weightless
            tally.weightless += int(people[weightless].sum())
        complete &= people > 0
        whole = bool(complete.all())
        self.rows = rows if whole else int(np.count_nonzero(complete))
        self.people = people if whole else people[complete]
        self.numbers = {name: values if whole else values[complete] for name, values in known.items()}
        self.codes = {name: index if whole else index[complete] for name, index in zip(job["groups"], codes)}
        self.labels = dict(zip(job["groups"], labels))
        tally.rows_analysed += int(self.people.sum())
        tally.digest(self, job)


class Tally:
    """Faults, rows and a digest of the rows of a partition, whatever their order."""

    def __init__(self):
        self.faults, self.lacking = {}, {}
        self.rows_read = self.rows_analysed = self.weightless = 0
        self.sums = [0, 0]

    def fault(self, column, what, count):
        if count:
            own = self.faults.setdefault(column, {})
            own[what] = own.get(what, 0) + count

    def missing(self, column, count):
        if count:
            self.lacking[column] = self.lacking.get(column, 0) + count

    def digest(self, block, job):
        with np.errstate(over="ignore"):
            mixed = np.zeros(block.rows, np.uint64)
            for name in job["numbers"]:
                mixed += (block.numbers[name] + 0.0).view(np.uint64) * salt("number " + name)
            for name in job["groups"]:
                of_label = np.array([salt(label) for label in block.labels[name]] or [0], np.uint64)
                mixed += of_label[block.codes[name]] * salt("group " + name) if block.rows else np.uint64(0)
            for half, factor in enumerate((0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD)):
                own = mixed ^ (mixed >> np.uint64(33))
                own = own * np.uint64(factor)
                own ^= own >> np.uint64(29)
                own = own * np.uint64(0xC4CEB9FE1A85EC53)
                own ^= own >> np.uint64(32)
                self.sums[half] = (self.sums[half] + int(own.sum(dtype=np.uint64))) % (1 << 64)

    def header(self):
        return {
            "faults": self.faults, "missing": self.lacking, "rows_read": self.rows_read,
            "rows_analysed": self.rows_analysed, "weightless": self.weightless, "digest": self.sums,
        }  # fmt: skip


def salt(text):
    return np.uint64(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little") | 1)


def partition_number():
    from pyspark import TaskContext

    return TaskContext.get().partitionId()


def rows_out(partition, rows):
    kinds, labels, people, numbers = ([row[i] for row in rows] for i in range(4))
    return pa.RecordBatch.from_arrays(
        [
            pa.array([partition] * len(rows), pa.int32()), pa.array(kinds, pa.string()), pa.array(labels, pa.string()),
            pa.array(people, pa.int64()), pa.array([np.ascontiguousarray(n).tobytes() for n in numbers], pa.binary()),
        ],
        names=["partition", "kind", "label", "people", "numbers"],
    )  # fmt: skip


def levels_of_partition(job):
    """The labels that the complete rows of a partition have."""

    def gather(batches):
        tally, found = Tally(), {name: set() for name in job["groups"]}
        for batch in batches:
            block = Block(batch, job, tally)
            for name, codes in block.codes.items():
                found[name].update(block.labels[name][code] for code in np.unique(codes))
        rows = [("head", json.dumps(tally.header()), tally.rows_analysed, np.zeros(0))]
        for name, labels in found.items():
            rows.append(("levels", json.dumps([name, sorted(labels)]), 0, np.zeros(0)))
        yield rows_out(partition_number(), rows)

    return gather


def sums_of_partition(job):
    """The cross-products of a partition by cluster about an origin, and its sums by exposure pattern."""

    def gather(batches):
        tally, sums = Tally(), Sums(job)
        for batch in batches:
            block = Block(batch, job, tally)
            if block.rows:
                sums.add(block)
        head = tally.header()
        head.update(sums.header())
        origin = np.zeros(0) if sums.origin is None else sums.origin
        rows = [("head", json.dumps(head), tally.rows_analysed, origin)] + sums.rows()
        yield rows_out(partition_number(), rows)

    return gather


class Sums:
    def __init__(self, job):
        self.job, self.names = job, [name for name, _ in job["columns"]]
        self.order = len(self.names) + 1
        self.origin = None if job["origin"] is None else np.array(job["origin"])
        self.clusters, self.patterns, self.folded = {}, {}, False
        # Beside weighted sums, those in which each person counts once: from them a seal tells how many have something.
        self.counts_people = bool(job["weight"]) and not job["family"]
        self.scores, self.typical = Scores(), None

    def add(self, block):
        job, rows = self.job, block.rows
        trees, columns = {}, np.empty((self.order, rows))
        columns[0] = 1
        with np.errstate(all="ignore"):
            for place, (_, parts) in enumerate(job["columns"]):
                self.fill(columns[place + 1], parts, block, trees)
        outcome = columns[-1].copy() if job["family"] else None
        if self.origin is None:
            self.origin = columns[1:].mean(axis=1) if job["centred"] else np.zeros(self.order - 1)
            self.origin[~np.isfinite(self.origin)] = 0
            if job["family"]:
                self.origin[-1] = 0
        columns[1:] -= self.origin[:, None]
        weights = block.people * block.numbers[job["weight"][0]] if job["weight"] else block.people
        if job["family"]:
            weights = self.work(columns, outcome, weights, block.people)
        counted = None
        if self.counts_people:
            counted = columns * np.sqrt(block.people) if job["count"] else columns.copy()
        roots = np.sqrt(weights) if weights is not block.people or job["count"] else None
        if roots is not None:
            columns *= roots
        self.add_patterns(columns if roots is None else columns * roots, counted, block)
        self.add_clusters(columns, counted, block)

    def fill(self, target, parts, block, trees):
        for place, part in enumerate(parts):
            if part[0] == "level":
                known = self.job["levels"][part[1]]
                key = ("level", part[1])
                if key not in trees:
                    table = np.array([known[label] if label in known else -1 for label in block.labels[part[1]]])
                    trees[key] = table[block.codes[part[1]]]
                values = trees[key] == part[2]
            else:
                key = json.dumps(part[1])
                if key not in trees:
                    trees[key] = tree_values(part[1], block.numbers)
                values = trees[key]
            if place == 0:
                target[:] = values
            else:
                target *= values

    def work(self, columns, outcome, weights, people):
        """Replaces the response by the working one; gives the working weights."""
        job, family = self.job, FAMILIES[self.job["family"]]
        start = 0 if job["intercept"] else 1
        design = columns[start:-1]
        with np.errstate(all="ignore"):
            if job["coefficients"] is None:
                if self.typical is None:
                    mean = float(outcome.mean())
                    self.typical = mean if mean > 0 else 1.0
                eta = family.starting(outcome, self.typical)
            else:
                eta = np.array(job["coefficients"]) @ design
                if job["step"] is not None:
                    self.scores.move = max(self.scores.move, float(np.abs(np.array(job["step"]) @ design).max()))
            mean = family.mean(eta)
            score, information = family.score_and_information(outcome, mean)
            information = np.maximum(information, 1e-300)
            self.scores.add(family, outcome, mean, score, weights, people)
            columns[-1] = score / information + (eta if job["coefficients"] is None else 0)
        return weights * information

    def add_patterns(self, weighted, counted, block):
        if not self.job["flag"]:
            return
        if counted is not None:
            counted = counted * np.sqrt(block.people) if self.job["count"] else counted
        pattern = np.zeros(block.rows, np.uint64)
        for bit, name in enumerate(self.job["flag"]):
            pattern |= (block.numbers[name] != 0).astype(np.uint64) << np.uint64(bit)
        for value in np.unique(pattern):
            own = pattern == value
            sums = weighted[:, own].sum(axis=1)
            people = None if counted is None else counted[:, own].sum(axis=1)
            self.patterns.setdefault(int(value), Group()).add(int(block.people[own].sum()), sums, people)

    def add_clusters(self, columns, counted, block):
        name = self.job["cluster"]
        if name is None or self.folded:
            self.add_products("", columns, counted, block.people)
            return
        order = np.argsort(block.codes[name], kind="stable")
        codes, people = block.codes[name][order], block.people[order]
        columns = np.take(columns, order, axis=1)
        counted = None if counted is None else np.take(counted, order, axis=1)
        bounds = np.flatnonzero(np.diff(codes)) + 1
        for first, last in zip([0, *bounds], [*bounds, len(codes)]):
            part = None if counted is None else counted[:, first:last]
            self.add_products(block.labels[name][codes[first]], columns[:, first:last], part, people[first:last])
        if len(self.clusters) * self.order**2 > MOST_CLUSTER_NUMBERS:
            self.folded = True
            self.clusters = folded(self.clusters)

    def add_products(self, label, columns, counted, people):
        own = self.clusters.setdefault(label, Group())
        own.add(int(people.sum()), columns @ columns.T, None if counted is None else counted @ counted.T)

    def header(self):
        return {"folded": self.folded, **self.scores.header()}

    def rows(self):
        triangle = np.triu_indices(self.order)
        rows = []
        for label, own in self.clusters.items():
            rows.append(("cluster", label, own.count, own.sums[triangle]))
            if own.people is not None:
                rows.append(("cluster-people", label, 0, own.people[triangle]))
        for key, own in self.patterns.items():
            rows.append(("pattern", str(key), own.count, own.sums))
            if own.people is not None:
                rows.append(("pattern-people", str(key), 0, own.people))
        return rows


class Group:
    """The people of a cluster or pattern, their sums, and beside weighted ones those in which each counts once."""

    def __init__(self):
        self.count, self.sums, self.people = 0, 0.0, None

    def add(self, count, sums=None, people=None):
        self.count += count
        if sums is not None:
            self.sums = self.sums + sums
        if people is not None:
            self.people = people if self.people is None else self.people + people


def folded(groups):
    """All groups as one, without a label."""
    whole = Group()
    for own in groups.values():
        whole.add(own.count, own.sums, own.people)
    return {"": whole}


class Scores:
    """Sums over rows that a likelihood needs besides its products."""

    def __init__(self):
        self.deviance = self.weight = self.outcome = self.saturated = self.pearson = self.move = 0.0
        self.least, self.greatest, self.event = math.inf, -math.inf, math.inf

    def add(self, family, outcome, mean, score, weights, people):
        self.deviance += float((weights * family.deviance(outcome, mean)).sum())
        self.weight += float(weights.sum())
        self.outcome += float((weights * outcome).sum())
        self.saturated += float((weights * family.saturated(outcome)).sum())
        if family.has_dispersion:
            own = np.where(mean > 0, weights * score * score / family.score_variance(mean), 0)
            self.pearson += float(own.sum())
        self.least, self.greatest = min(self.least, float(outcome.min())), max(self.greatest, float(outcome.max()))
        self.event = min(self.event, float((weights / people * family.least_event(outcome)).min()))

    def header(self):
        return {"scores": vars(self)}


class Logistic:
    has_dispersion = False

    @staticmethod
    def starting(y, typical):
        mean = (y + 0.5) / 2
        return np.log(mean / (1 - mean))

    @staticmethod
    def mean(eta):
        return 1 / (1 + np.exp(-eta))

    @staticmethod
    def score_and_information(y, mean):
        return y - mean, mean * (1 - mean)

    @staticmethod
    def score_variance(mean):
        return mean * (1 - mean)

    @staticmethod
    def deviance(y, mean):
        success = np.where(y > 0, y * np.log(np.where(y > 0, y, 1) / mean), 0)
        failure = np.where(y < 1, (1 - y) * np.log(np.where(y < 1, 1 - y, 1) / (1 - mean)), 0)
        return 2 * (success + failure)

    @staticmethod
    def saturated(y):
        return np.where(y > 0, y * np.log(np.where(y > 0, y, 1)), 0) + np.where(
            y < 1, (1 - y) * np.log(np.where(y < 1, 1 - y, 1)), 0
        )

    @staticmethod
    def least_event(y):
        return np.where((y <= 0) | (y >= 1), 1.0, np.minimum(y, 1 - y))


class Fractional(Logistic):
    has_dispersion = True


class Poisson:
    has_dispersion = True

    @staticmethod
    def starting(y, typical):
        return np.log(y + 0.1 * typical)

    @staticmethod
    def mean(eta):
        return np.exp(eta)

    @staticmethod
    def score_and_information(y, mean):
        return y - mean, mean

    @staticmethod
    def score_variance(mean):
        return mean

    @staticmethod
    def deviance(y, mean):
        return 2 * (np.where(y > 0, y * np.log(np.where(y > 0, y, 1) / mean), 0) - (y - mean))

    @staticmethod
    def saturated(y):
        return np.where(y > 0, y * np.log(np.where(y > 0, y, 1)) - y, -y)

    @staticmethod
    def least_event(y):
        return np.where(y > 0, y, math.inf)


class Gamma(Poisson):
    @staticmethod
    def score_and_information(y, mean):
        return (y - mean) / mean, y / mean

    @staticmethod
    def score_variance(mean):
        return np.ones_like(mean)

    @staticmethod
    def deviance(y, mean):
        return 2 * ((y - mean) / mean - np.log(y / mean))

    @staticmethod
    def saturated(y):
        return -np.log(y)

    @staticmethod
    def least_event(y):
        return np.ones_like(y)


FAMILIES = {"binomial": Logistic, "fractional": Fractional, "poisson": Poisson, "gamma": Gamma}


# What the driver does with the sums of the partitions ------------------------------------------------------------------


class Total:
    """The sums of all partitions, added in the order of the partitions about the origin of the first with rows."""

    def __init__(self, rows, order=0):
        self.order, self.origin, self.clusters, self.patterns = order, None, {}, {}
        self.folded, self.rows_read, self.rows_analysed, self.weightless = False, 0, 0, 0
        self.faults, self.lacking, self.levels, self.digest, self.scores = {}, {}, {}, [0, 0], None
        by_partition = {}
        for row in rows:
            by_partition.setdefault(row["partition"], []).append(row)
        for partition in sorted(by_partition):
            self.take(by_partition[partition])

    def take(self, rows):
        head = next(row for row in rows if row["kind"] == "head")
        facts, shift = json.loads(head["label"]), None
        origin = np.frombuffer(head["numbers"])
        if len(origin):
            if self.origin is None:
                self.origin = origin
            shift = np.concatenate([[0.0], self.origin - origin])
        self.rows_read += facts["rows_read"]
        self.rows_analysed += facts["rows_analysed"]
        self.weightless += facts["weightless"]
        for column, faults in facts["faults"].items():
            own = self.faults.setdefault(column, {})
            for what, count in faults.items():
                own[what] = own.get(what, 0) + count
        for column, count in facts["missing"].items():
            self.lacking[column] = self.lacking.get(column, 0) + count
        self.digest = [(one + other) % (1 << 64) for one, other in zip(self.digest, facts["digest"])]
        if facts.get("folded"):
            self.fold()
        if "scores" in facts and facts["rows_analysed"]:
            self.add_scores(facts["scores"])
        for row in rows:
            if row["kind"] == "levels":
                name, labels = json.loads(row["label"])
                self.levels.setdefault(name, set()).update(labels)
            elif row["kind"] in ("cluster", "cluster-people"):
                self.add_cluster(row, shift)
            elif row["kind"] in ("pattern", "pattern-people"):
                sums = np.array(np.frombuffer(row["numbers"]))
                sums -= shift * sums[0]
                self.put(self.patterns.setdefault(int(row["label"]), Group()), row, sums)

    @staticmethod
    def put(group, row, sums):
        if row["kind"].endswith("-people"):
            group.add(0, people=sums)
        else:
            group.add(row["people"], sums)

    def add_cluster(self, row, shift):
        products = np.zeros((self.order, self.order))
        products[np.triu_indices(self.order)] = np.frombuffer(row["numbers"])
        products += np.triu(products, 1).T
        if shift.any():
            # Σ w (z − d)(z − d)ᵀ from Σ w z zᵀ.
            sums = products[0].copy()
            products += np.outer(shift, shift) * sums[0] - np.outer(sums, shift) - np.outer(shift, sums)
        self.put(self.clusters.setdefault("" if self.folded else row["label"], Group()), row, products)
        if len(self.clusters) * self.order**2 > 2 * MOST_CLUSTER_NUMBERS:
            self.fold()

    def fold(self):
        if not self.folded and self.clusters:
            self.clusters = folded(self.clusters)
        self.folded = True

    def add_scores(self, own):
        if self.scores is None:
            self.scores = dict(own)
            return
        for name in ("deviance", "weight", "outcome", "saturated", "pearson"):
            self.scores[name] += own[name]
        for name, pick in (("move", max), ("least", min), ("greatest", max), ("event", min)):
            self.scores[name] = pick(self.scores[name], own[name])

    @property
    def products(self):
        return sum((self.clusters[label].sums for label in sorted(self.clusters)), np.zeros((self.order, self.order)))

    def refuse_faults(self):
        words = {
            "number": "no finite numbers, expected numbers or missing values",
            "flag": "neither 0 nor 1", "weight": "below zero, expected weights of zero or more",
            "count": "no whole numbers of people",
        }  # fmt: skip
        faults = [
            f"column '{column}': {count:,} value{'s are' if count > 1 else ' is'} {words[what]}"
            for column, own in sorted(self.faults.items())
            for what, count in sorted(own.items())
        ]
        if faults:
            raise Refusal("\n".join(faults))
        if not self.rows_analysed:
            raise Refusal("no row has every column that the model needs")


def collected(table, reading, gather):
    from pyspark.sql.pandas import functions

    try:
        import pandas  # noqa: F401
    except ImportError:
        # Spark asks for it before it maps in Arrow, and does not use it there.
        functions.require_minimum_pandas_version = lambda: None
    return reading.select(table).mapInArrow(gather, SUMS).collect()


def read_job(reading):
    """What every pass reads, and the part of each column in it."""
    return {
        "numbers": reading.numbers, "groups": reading.groups, "missing": PLAN["missing"],
        "codes": [float(code) for code in PLAN["missing"] if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]*)?", code)],
        "flag": PLAN["exposures"], "weight": [PLAN["weights"]] if PLAN["weights"] else [],
        "count": [PLAN["counts"]] if PLAN["counts"] else [], "cluster": PLAN["cluster"],
        "family": None if PLAN["family"] == "gaussian" else PLAN["family"], "intercept": PLAN["intercept"],
        "centred": PLAN["family"] == "gaussian" or PLAN["intercept"],
        "origin": None, "coefficients": None, "step": None,
    }  # fmt: skip


def model_reading(table):
    """The columns that a model reads, with the columns of texts among them."""
    wholes = [variable for variable in PLAN["variables"] if variable["kind"] == "expression"]
    bare = [variable["tree"][1] for variable in wholes if variable["tree"][0] == "column"]
    forced = tree_columns(PLAN["response"]["tree"]) + PLAN["exposures"]
    forced += [name for name in (PLAN["weights"], PLAN["counts"]) if name]
    for variable in PLAN["variables"]:
        if variable["kind"] == "powers":
            forced.append(variable["column"])
        elif variable["kind"] == "expression" and variable["tree"][0] != "column":
            forced += tree_columns(variable["tree"])
    factors = [variable["column"] for variable in PLAN["variables"] if variable["kind"] in ("factor", "indicators")]
    needed = list(dict.fromkeys(forced + bare + factors + ([PLAN["cluster"]] if PLAN["cluster"] else [])))
    kinds = column_kinds(table, needed, as_numbers=forced)
    texts = {name for name in bare if name not in forced and kinds[name] in ("text", "day", "time")}
    reading = Reading(kinds)
    for name in forced + [name for name in bare if name not in texts]:
        reading.number(name)
    used = [factor_column(variable, texts) for variable in PLAN["variables"]]
    for name in [name for name in used if name] + ([PLAN["cluster"]] if PLAN["cluster"] else []):
        reading.group(name)
    return reading, texts, [name for name in dict.fromkeys(used) if name]


def make_moments(table):
    reading, texts, factors = model_reading(table)
    job, names, shown = read_job(reading), {}, {}
    size_batches(table.sparkSession, len(reading.numbers) + len(reading.groups))
    if factors:
        found = Total(collected(table, reading, levels_of_partition(job)))
        found.refuse_faults()
        for factor in factors:
            names[factor], shown[factor] = level_names(found.levels.get(factor, set()))
    job["levels"] = {factor: {label: i for i, label in enumerate(labels)} for factor, labels in names.items()}
    job["columns"] = design_columns(texts, shown)
    job["factors"] = [(factor, shown[factor]) for factor in factors]
    size_batches(table.sparkSession, len(job["columns"]))

    def total():
        made = Total(collected(table, reading, sums_of_partition(job)), len(job["columns"]) + 1)
        made.refuse_faults()
        if job["family"]:
            refuse_outcomes(made, job)
        refuse_unbounded(made, job)
        return made

    refuse_gaps(table, reading)
    return moments_text(total(), job) if job["family"] is None else moments_text(*fitted(total, job))


def refuse_unbounded(total, job):
    bad = np.flatnonzero(~np.isfinite(np.diag(total.products)))
    if len(bad):
        name = job["columns"][max(0, bad[0] - 1)][0]
        raise Refusal(
            f"'{name}' is not a finite number in some row (the logarithm or root of a value below zero, or an overflow)"
        )


def refuse_gaps(table, reading):
    """Refuses a folder in which some file lacks a column, which Spark would take for missing values."""
    if PLAN["source"]["kind"] != "parquet":
        return
    files = table.inputFiles()
    if len(files) < 2:
        return
    needed = set(reading.numbers) | set(reading.groups)
    lacking = table.selectExpr(
        "input_file_name() AS file", *[f"{quoted(name)} IS NOT NULL AS c{i}" for i, name in enumerate(sorted(needed))]
    ).groupBy("file").agg(*[max_of(f"c{i}") for i in range(len(needed))])
    for row in lacking.collect():
        if all(row[f"c{i}"] for i in range(len(needed))):
            continue
        present = set(table.sparkSession.read.parquet(row["file"]).columns)
        gone = [name for i, name in enumerate(sorted(needed)) if not row[f"c{i}"] and name not in present]
        gone = [name for name in gone if f"/{name}=" not in row["file"]]
        if gone:
            raise Refusal(
                f"{os.path.basename(row['file'])}: column '{gone[0]}': the column is missing, which other files of the folder have"
            )


def max_of(column):
    from pyspark.sql import functions

    return functions.max(column).alias(column)


# A fit by one pass an iteration ---------------------------------------------------------------------------------------


def solved(matrix, right):
    """Solves on the columns that earlier ones do not determine; zero for the others."""
    size, scale = len(matrix), np.sqrt(np.maximum(np.diag(matrix), 0))
    safe = np.where(scale > 0, scale, 1)
    unit, kept, lower = matrix / np.outer(safe, safe), [], np.zeros((0, 0))
    for column in range(size):
        if scale[column] == 0:
            continue
        row = np.zeros(len(kept))
        for i, other in enumerate(kept):
            row[i] = (unit[column, other] - lower[i, :i] @ row[:i]) / lower[i, i]
        pivot = unit[column, column] - row @ row
        if pivot <= DEPENDENT:
            continue
        grown = np.zeros((len(kept) + 1, len(kept) + 1))
        grown[:-1, :-1], grown[-1, :-1], grown[-1, -1] = lower, row, math.sqrt(pivot)
        lower, kept = grown, kept + [column]
    result = np.zeros(size)
    if kept:
        inner = np.linalg.solve(lower, right[kept] / scale[kept])
        result[kept] = np.linalg.solve(lower.T, inner) / scale[kept]
    return result


def fitted(total, job):
    """Newton's method: the sums at the last coefficients, one step before the solution, which Topslice takes."""
    lead = 0 if job["intercept"] else 1

    def system(sums):
        products = sums.products
        return products[lead:-1, lead:-1], products[lead:-1, -1]

    sums = total()
    job["origin"] = list(sums.origin)
    job["coefficients"] = list(solved(*system(sums)))
    sums = total()
    runs = 0
    for iteration in range(2, MOST_ITERATIONS + 1):
        matrix, score = system(sums)
        step = solved(matrix, score)
        decrement = float(step @ score)
        if not math.isfinite(decrement):
            break
        unit = (sums.scores["outcome"] if job["family"] == "poisson" else sums.scores["weight"]) / sums.rows_analysed
        if decrement * len(step) <= SETTLED_MOVE * sums.rows_analysed * unit:
            job["iterations"] = iteration
            return sums, job
        before, scale, at = sums.scores["deviance"], 1.0, np.array(job["coefficients"])
        while True:
            job["step"], job["coefficients"] = list(scale * step), list(at + scale * step)
            sums = total()
            if sums.scores["deviance"] <= before + 1e-10 * (abs(before) + unit):
                break
            scale /= 2
            if scale <= 1e-6:
                raise Refusal(f"the fit did not settle in {iteration} iterations; check for extreme values or nearly separated groups")
        runs = runs + 1 if scale == 1 and sums.scores["move"] >= 0.999 and decrement / sums.scores["event"] <= 0.05 else 0
        if runs == 3:
            raise Refusal(
                "separation: the outcome is perfectly predicted in part of the data, so that no finite estimate exists; "
                "merge rare levels, drop the term, or use --family gaussian"
            )
    raise Refusal(f"the fit did not settle in {MOST_ITERATIONS} iterations; check for extreme values or nearly separated groups")


def refuse_outcomes(sums, job):
    name, least, greatest = PLAN["response"]["label"], sums.scores["least"], sums.scores["greatest"]
    if job["family"] in ("binomial", "fractional") and (least < 0 or greatest > 1):
        raise Refusal(f"the outcome '{name}' must lie between 0 and 1 for the {job['family']} family")
    if job["family"] == "poisson" and least < 0:
        raise Refusal(f"the outcome '{name}' must be zero or more for the poisson family")
    if job["family"] == "gamma" and least <= 0:
        raise Refusal(f"the outcome '{name}' of a Gamma model must be above zero")
    if least == greatest:
        raise Refusal(f"the outcome '{name}' has the same value in every row: there is nothing to explain")


# The files ------------------------------------------------------------------------------------------------------------


def record(fields):
    def shown(field):
        return '"' + field.replace('"', '""') + '"' if any(c in field for c in ',"\r\n') else field

    return ",".join(shown(str(field)) for field in fields) + "\n"


def moments_text(total, job):
    """The form that `topslice moments show` reads; numbers read back as they are."""
    columns, lines = [name for name, _ in job["columns"]], []
    lines.append(record(["topslice-moments", "3"]))
    lines.append(record(["formula", PLAN["formula"]]))
    lines.append(record(["intercept", "yes" if job["intercept"] else "no"]))
    lines.append(record(["weights", PLAN["weights"] or ""]))
    lines.append(record(["cluster", PLAN["cluster"] or ""]))
    lines.append(record(["exposures"] + PLAN["exposures"]))
    lines += [record(["factor", factor] + names) for factor, names in job["factors"]]
    if job["family"]:
        scores = total.scores
        sums = [scores[name] for name in ("deviance", "weight", "outcome", "saturated", "pearson")]
        lines.append(record(["fit", job["family"], job["iterations"]] + [repr(float(number)) for number in sums]))
        lines.append(record(["coefficients"] + [repr(float(number)) for number in job["coefficients"]]))
    read = json.dumps([job["numbers"], job["groups"], total.rows_read, total.digest])
    digest = hashlib.sha256(read.encode()).hexdigest()
    lines.append(record(["input", PLAN["source"]["shown"], digest, total.rows_read, total.rows_analysed]))
    lines.append(record(["columns"] + columns))
    lines.append(record(["origin"] + [repr(float(number)) for number in total.origin]))
    lines.append(record(["folded", "yes" if total.folded else "no"]))
    ordered, names = level_names(list(total.clusters)) if not total.folded else ([""], [""])
    renamed = dict(zip(ordered, names))
    triangle = np.triu_indices(total.order)

    def texts(sums):
        return [repr(float(number)) for number in sums]

    for label, own in sorted(total.clusters.items(), key=lambda entry: renamed[entry[0]].encode()):
        lines.append(record(["sums", renamed[label], own.count] + texts(own.sums[triangle])))
        if own.people is not None:
            lines.append(record(["people"] + texts(own.people[triangle])))
    for pattern, own in sorted(total.patterns.items()):
        lines.append(record(["pattern", pattern, own.count] + texts(own.sums)))
        if own.people is not None:
            lines.append(record(["pattern-people"] + texts(own.people)))
    lines.append(record(["end", len(lines)]))
    text = "".join(lines)
    return text + record(["sha256", hashlib.sha256(text.encode()).hexdigest()])


def make_cells(table):
    """The distinct rows of some columns with their people, in the form that `--counts` reads."""
    from pyspark.sql import functions

    columns, counts = PLAN["columns"], PLAN["counts"]
    kinds = column_kinds(table, columns + ([counts] if counts else []), as_numbers=[counts] if counts else [])
    reading = Reading(kinds)
    for name in columns:
        reading.group(name)
    if counts:
        reading.number(counts)
    rows, keys = reading.select(table), [f"g{i}" for i in range(len(columns))]
    # What hardly repeats in its first rows is given up before the whole is read.
    trial = rows.limit(TRIAL_ROWS).groupBy(*keys).agg(functions.count(functions.lit(1)).alias("rows"))
    found = trial.agg(functions.count(functions.lit(1)).alias("cells"), functions.sum("rows").alias("rows")).collect()[0]
    refuse_hardly = (
        "cells would be hardly fewer than the rows; leave out columns that tell people apart, or make moments"
    )
    if found["rows"] and found["rows"] >= 1 << 14 and found["cells"] * 2 > found["rows"]:
        raise Refusal(f"among {found['rows']} rows there are {found['cells']} different ones: {refuse_hardly}")
    people = functions.sum("n0").cast("long") if counts else functions.count(functions.lit(1))
    bad = functions.sum(functions.expr(f"IF(n0 IS NULL OR n0 < 0 OR n0 <> floor(n0) OR n0 > {MOST_PEOPLE}, 1, 0)")) if counts else functions.lit(0)
    made = rows.groupBy(*keys).agg(people.alias("people"), bad.alias("bad")).limit(MOST_CELLS + 1)
    made = made.toArrow() if hasattr(made, "toArrow") else pa.Table.from_pylist([row.asDict() for row in made.collect()])
    if made.num_rows > MOST_CELLS:
        raise Refusal(f"there are more than {MOST_CELLS:,} cells: {refuse_hardly}")
    refuse_gaps(table, reading)
    columns_of_cells = [made.column(i).to_pylist() for i in range(len(columns))] if made.num_rows else [[] for _ in columns]
    bad_rows = sum(made.column("bad").to_pylist()) if made.num_rows else 0
    if bad_rows:
        raise Refusal(f"column '{counts}': {bad_rows:,} values are no whole numbers of people")
    cells = {}
    for place, name in enumerate(columns):
        if any(isinstance(value, float) and not math.isfinite(value) for value in columns_of_cells[place]):
            raise Refusal(f"column '{name}': some values are no finite numbers, expected numbers or missing values")
    for key, number in zip(zip(*columns_of_cells), made.column("people").to_pylist() if made.num_rows else []):
        texts = tuple(cell_text(value) for value in key)
        cells[texts] = cells.get(texts, 0) + number
    kept = [(texts, number) for texts, number in cells.items() if number >= max(1, PLAN["least_people"])]
    if not kept:
        raise Refusal(f"every cell has fewer than {PLAN['least_people']} people, so that none is left; name fewer columns" if cells else "the table has no rows")
    if len(kept) < len(cells):
        gone = [number for number in cells.values() if number < PLAN["least_people"]]
        say(f"warning: {len(gone)} of {len(cells)} cells with {sum(gone)} people were left out: fewer than {PLAN['least_people']} people each")
    kept.sort(key=lambda cell: [text.encode() for text in cell[0]])
    output = io.StringIO()
    for texts in [(*columns, counts or "people")] + [(*texts, str(number)) for texts, number in kept]:
        output.write(",".join(csv_text(text) for text in texts) + "\n")
    return output.getvalue()


def cell_text(value):
    if value is None:
        return ""
    text = short_number(value) if isinstance(value, float) else value
    return "" if text in PLAN["missing"] else text


def csv_text(text):
    """A field that no spreadsheet takes for a formula, quoted where it must be."""
    plain = re.compile(r"[+-]?[0-9]+([,.][0-9]+)*([eE][+-]?[0-9]+)?(/[0-9]+)?%?\Z")
    if (text[:1] in "\t\r\n" and text or re.match(r"\s*[=+\-@]", text)) and not plain.match(text):
        text = "'" + text
    needs = any(c in text for c in ',"\r\n') or text != text.strip(" ")
    return '"' + text.replace('"', '""') + '"' if needs else text


# The job --------------------------------------------------------------------------------------------------------------


def open_table(spark):
    source = PLAN["source"]
    if source["kind"] == "table":
        return spark.table(source["text"])
    if source["kind"] == "query":
        # Inside brackets nothing but a query that reads can stand.
        return spark.sql("SELECT * FROM (\n" + source["text"] + "\n) AS rows")
    return spark.read.option("mergeSchema", "true").parquet(source["text"])


def session():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("topslice " + PLAN["job"])
    # One thread a product: the sums of a partition are then the same wherever it is computed.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        builder = builder.config(f"spark.executorEnv.{name}", "1")
    spark = builder.getOrCreate()
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.files.minPartitionNum": str(LEAST_PARTITIONS),
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.sql.ansi.enabled": "false",
    }
    for name, value in settings.items():
        set_if_may(spark, name, value)
    return spark


def size_batches(spark, width):
    rows = max(1024, min(MOST_BLOCK_ROWS, BLOCK_NUMBERS // max(1, width)))
    set_if_may(spark, "spark.sql.execution.arrow.maxRecordsPerBatch", str(rows))


def set_if_may(spark, name, value):
    try:
        spark.conf.set(name, value)
    except Exception:
        say(f"warning: this Spark does not let {name} be set; another cluster may give other last digits")


def say(message):
    for line in str(message).splitlines():
        print("topslice: " + line, file=sys.stderr, flush=True)


def cleaned(error):
    """What Spark says of a failed job, without anything that may be a value."""
    name = type(error).__name__
    first = str(error).strip().splitlines()[0] if str(error).strip() else ""
    if name in ("AnalysisException", "ParseException"):
        return first[:300]
    text = str(error)
    if "cannot be converted" in text or "CANNOT_MERGE_SCHEMA" in text or "PARQUET_COLUMN_DATA_TYPE_MISMATCH" in text:
        return "files of the folder differ in the type of a column; convert them to one type"
    if "is not a Parquet file" in text or "Could not read footer" in text or "CANNOT_READ_FILE" in text:
        return "a file is no Parquet file, is damaged or encrypted"
    if "maxResultSize" in text:
        return "the sums are more than the driver may take; leave --cluster out, or raise spark.driver.maxResultSize"
    condition = re.search(r"\[([A-Z][A-Z_.]+)\]", text)
    lost = re.search(r"(ExecutorLostFailure|OutOfMemoryError|ModuleNotFoundError: No module named '[\w.]+')", text)
    said = ", ".join(found.group(1) for found in (lost, condition) if found)
    return "the Spark job failed" + (f" ({said})" if said else f" ({name})") + "; its log says more, and may quote values"


def main():
    if len(sys.argv) != 2:
        say("expected one argument: the file that the result goes to")
        return 2
    output, spark = sys.argv[1], None
    try:
        spark = session()
        table = open_table(spark)
        text = make_cells(table) if PLAN["job"] == "cells" else make_moments(table)
        part = output + ".part"
        with open(part, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(part, output)
        return 0
    except Refusal as refusal:
        say(refusal)
    except OSError as error:
        say(f"'{output}' cannot be written: {error.strerror}")
    except Exception as error:
        say(cleaned(error))
    finally:
        # A session of others, as in a notebook, is left running.
        if spark is not None and os.environ.get("TOPSLICE_KEEP_SESSION") is None:
            spark.stop()
    return 2


if __name__ == "__main__":
    sys.exit(main())

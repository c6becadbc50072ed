"""Workbooks as finance officers hold them, made by three writers from one plan, beside the CSV that says the same.

Needs openpyxl, xlsxwriter and (for the third writer) LibreOffice's `soffice`.
"""

import csv
import datetime
import io
import random
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import openpyxl.utils.datetime
import xlsxwriter

WRITERS = ["openpyxl", "xlsxwriter", "libreoffice"]
COLUMNS = {
    "actuals": ["date", "kind", "id", "partner", "amount", "note"],
    "claims": ["claimant", "claim", "weight"],
    "game": ["coalition", "value"],
    "apportion": ["id", "weight"],
}
AMOUNTS = {"amount", "claim", "value", "weight"}
DATE_FORMATS = ["dd/mm/yyyy", "yyyy-mm-dd", "d mmm yyyy", "dd-mmm-yy"]
NUMBER_FORMATS = ["General", "0.00", "#,##0.00", "#,##0.00;(#,##0.00)", "£#,##0.00",
                  '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-']


class Cell:
    """What is put into a cell: `kind` is text, number, date or formula (with its value)."""

    def __init__(self, kind, value, form=None, formula=None):
        self.kind, self.value, self.form, self.formula = kind, value, form, formula


class Plan:
    """One table with everything that stands round it, and its rows as a CSV has them."""

    def __init__(self, seed, kind, writer):
        pick = random.Random(f"{seed}/{kind}/{writer}")
        self.kind, self.writer, self.seed = kind, writer, seed
        self.cells = {}
        self.merged, self.hidden_rows, self.others = [], [], []
        self.epoch_1904 = pick.random() < 0.2
        self.sheet = pick.choice(["Ledger", "Actuals 2025-26", "Sheet1", "Q1 & Q2", "O'Brien"])
        self.columns = list(COLUMNS[kind])
        rows = self.values(pick)
        self.csv_rows = [[self.plain(c, v) for c, v in zip(self.columns, row)] for row in rows]
        self.lay_out(pick, rows)

    # The numbers

    def values(self, pick):
        pence = lambda: pick.choice([pick.randrange(1, 10**9), pick.randrange(1, 10**5), 100 * pick.randrange(1, 10**6)])
        if self.kind == "claims":
            return [(f"Claimant {i}", pence(), pick.choice([None, 100, 150, 200])) for i in range(1, pick.randrange(3, 12))]
        if self.kind == "apportion":
            return [(f"area-{i}", pence()) for i in range(1, pick.randrange(3, 30))]
        if self.kind == "game":
            base = {"a": pence(), "b": pence(), "c": pence()}
            sets = ["a", "b", "c", "a+b", "a+c", "b+c", "a+b+c"]
            return [(s, sum(base[m] for m in s.split("+")) - 7 * s.count("+")) for s in sets]
        first = datetime.date(2025, 4, 1)
        rows = []
        for _ in range(pick.randrange(3, 40)):
            sign = -1 if pick.random() < 0.1 else 1
            amount = 0 if pick.random() < 0.05 else sign * pence()
            partner = pick.choice([None, None, "council", "trust"])
            note = pick.choice([None, None, "invoice 12", "accrual, May", 'the "late" one', "Zürich – café"])
            day = first + datetime.timedelta(days=pick.randrange(365))
            rows.append((day, "spend", pick.choice(["care", "beds", "home"]), partner, amount, note))
        return rows

    @staticmethod
    def plain(column, value):
        if value is None:
            return ""
        if isinstance(value, datetime.date):
            return value.isoformat()
        if column in AMOUNTS:
            return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
        return value

    # The sheet

    def lay_out(self, pick, rows):
        row = 1
        for _ in range(pick.randrange(0, 5)):
            self.cells[row, 1] = Cell("text", pick.choice(["Pooled fund", "Outturn 2025/26", "as at 31/03/2026", "OFFICIAL"]))
            if pick.random() < 0.3:
                self.merged.append((row, 1, row, 4))
            row += pick.randrange(1, 3)
        first = pick.choice([1, 1, 2])
        places, place = [], first
        for number, _ in enumerate(self.columns):
            if number and pick.random() < 0.1:
                place += 1
            places.append(place)
            place += 1
        self.head = row
        for column, place in zip(self.columns, places):
            self.cells[row, place] = Cell("text", self.heading(pick, column))
        amount = next(c for c in self.columns if c in AMOUNTS)
        at = places[self.columns.index(amount)]
        label = places[0]
        row += 1
        top, section = row, 0
        self.first_row = row
        totals = pick.random() < 0.5 and self.kind != "game"
        subtotals = totals and self.kind == "actuals" and pick.random() < 0.3
        gaps = pick.random() < 0.15
        overall = 0
        typed = pick.random() < 0.3
        text_dates = pick.random() < 0.3
        form = pick.choice(NUMBER_FORMATS)
        day_form = pick.choice(DATE_FORMATS)
        ranges = []
        for number, values in enumerate(rows):
            for column, place, value in zip(self.columns, places, values):
                cell = self.cell(pick, column, value, typed, text_dates, form, day_form, row)
                if cell:
                    self.cells[row, place] = cell
            overall += values[self.columns.index(amount)] or 0
            section += values[self.columns.index(amount)] or 0
            if pick.random() < 0.03:
                self.hidden_rows.append(row)
            row += 1
            if subtotals and number % 7 == 6:
                self.total(pick, row, label, at, section, form, [(top, row - 1)], "Subtotal")
                ranges.append((top, row - 1))
                row += 1
                top, section = row, 0
            elif gaps and pick.random() < 0.1:
                row += 1
        if totals:
            if top < row:
                ranges.append((top, row - 1))
            words = pick.choice(["Total", "TOTAL", "Grand total", "Total:"])
            self.total(pick, row, label, at, overall, form, ranges, words)
            row += 1
        self.last_row = row - 1
        if pick.random() < 0.3:
            self.cells[row + 1, label] = Cell("text", "Source: general ledger; figures are provisional")
        self.width = places[-1]
        for name in pick.sample(["Notes", "Lists", "Charts"], pick.randrange(0, 3)):
            self.others.append(name)
        self.names_sheet = pick.random() < 0.5

    @staticmethod
    def heading(pick, column):
        words = column.replace("_", " ")
        money = column in {"amount", "claim", "value"}
        return pick.choice([column, words.title(), words.upper(), f" {words}", words.capitalize() + (" (£)" if money else "")])

    def can_calculate(self):
        """openpyxl stores no values of formulas."""
        return self.writer != "openpyxl"

    def total(self, pick, row, label, at, pence, form, ranges, words):
        if label != at:
            self.cells[row, label] = Cell("text", words)
        formula = None
        if self.can_calculate() and pick.random() < 0.7:
            letters = openpyxl.utils.get_column_letter(at)
            formula = "SUM(" + ",".join(f"{letters}{a}:{letters}{b}" for a, b in ranges) + ")"
            # Texts that look like numbers are not in a sum.
            if any((r, at) in self.cells and self.cells[r, at].kind == "text" for a, b in ranges for r in range(a, b + 1)):
                formula = None
        self.cells[row, at] = Cell("formula" if formula else "number", pence / 100, form, formula)

    def cell(self, pick, column, value, typed, text_dates, form, day_form, row):
        if value is None:
            return None
        if isinstance(value, datetime.date):
            if text_dates:
                return Cell("text", value.strftime(pick.choice(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d"])))
            return Cell("date", value, day_form)
        if column not in AMOUNTS:
            return Cell("text", value)
        if column == "weight" and self.kind == "claims":
            return Cell("number", value / 100)
        if typed and pick.random() < 0.4:
            return Cell("text", self.typed(pick, value))
        if self.can_calculate() and pick.random() < 0.1:
            part = abs(value) // 3
            return Cell("formula", value / 100, form, f"{(value - part) / 100!r}+{part / 100!r}")
        return Cell("number", value / 100, form)

    @staticmethod
    def typed(pick, pence):
        digits = f"{abs(pence) // 100:,}.{abs(pence) % 100:02d}"
        if pence == 0:
            return pick.choice(["-", "0.00", "£-"])
        if pence < 0:
            return pick.choice([f"({digits})", f"-{digits}", f"(£{digits})", f"-£{digits}", f"{digits}-"])
        return pick.choice([digits, f"£{digits}", digits.replace(",", ""), f" {digits} ", f"£ {digits}"])

    # The files

    def csv_text(self):
        text = io.StringIO()
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(self.columns)
        lines.writerows(self.csv_rows)
        return text.getvalue()

    def address(self, path):
        named = self.names_sheet or (self.kind == "apportion" and self.others)
        return f"{path}#{self.sheet}" if named else str(path)

    def write(self, path):
        getattr(self, "write_" + self.writer)(path)

    def write_openpyxl(self, path):
        book = openpyxl.Workbook()
        if self.epoch_1904:
            book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        sheet = book.active
        sheet.title = self.sheet
        for (row, column), cell in self.cells.items():
            it = sheet.cell(row, column, cell.value)
            if cell.form:
                it.number_format = cell.form
        for a, b, c, d in self.merged:
            sheet.merge_cells(start_row=a, start_column=b, end_row=c, end_column=d)
        for row in self.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for name in self.others:
            book.create_sheet(name)["A1"] = "nothing to see"
        book.save(path)

    def write_xlsxwriter(self, path):
        book = xlsxwriter.Workbook(str(path), {"date_1904": self.epoch_1904})
        sheet = book.add_worksheet(self.sheet)
        forms = {}
        for a, b, c, d in self.merged:
            sheet.merge_range(a - 1, b - 1, c - 1, d - 1, "")
        for (row, column), cell in self.cells.items():
            form = cell.form and forms.setdefault(cell.form, book.add_format({"num_format": cell.form}))
            place = (row - 1, column - 1)
            if cell.kind == "text":
                sheet.write_string(*place, cell.value)
            elif cell.kind == "date":
                sheet.write_datetime(*place, datetime.datetime.combine(cell.value, datetime.time()), form)
            elif cell.kind == "formula":
                sheet.write_formula(*place, "=" + cell.formula, form, cell.value)
            else:
                sheet.write_number(*place, cell.value, form)
        for row in self.hidden_rows:
            sheet.set_row(row - 1, None, None, {"hidden": True})
        for name in self.others:
            book.add_worksheet(name).write_string(0, 0, "nothing to see")
        book.close()

    def write_libreoffice(self, path):
        """As flat XML; `convert` makes LibreOffice write the workbook from it."""
        rows = []
        last = max(row for row, _ in self.cells)
        for row in range(1, last + 1):
            here = {c: cell for (r, c), cell in self.cells.items() if r == row}
            text = ""
            for column in range(1, max(here, default=0) + 1):
                text += self.flat_cell(here.get(column), row, column)
            hidden = ' table:visibility="collapse"' if row in self.hidden_rows else ""
            rows.append(f"<table:table-row{hidden}>{text or '<table:table-cell/>'}</table:table-row>")
        tables = f"<table:table table:name={quoteattr(self.sheet)}>{''.join(rows)}</table:table>"
        for name in self.others:
            tables += (f'<table:table table:name="{name}"><table:table-row><table:table-cell office:value-type="string">'
                       "<text:p>nothing to see</text:p></table:table-cell></table:table-row></table:table>")
        epoch = ('<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
                 if self.epoch_1904 else "")
        Path(path).write_text(FLAT_HEAD + epoch + tables + FLAT_END, encoding="utf-8")

    def flat_cell(self, cell, row, column):
        span = next((m for m in self.merged if (m[0], m[1]) == (row, column)), None)
        shape = f' table:number-columns-spanned="{span[3] - span[1] + 1}"' if span else ""
        if not cell:
            return f"<table:table-cell{shape}/>"
        if cell.kind == "text":
            return f'<table:table-cell{shape} office:value-type="string"><text:p>{escape(cell.value)}</text:p></table:table-cell>'
        if cell.kind == "date":
            return f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{cell.value}"/>'
        formula = f' table:formula={quoteattr("of:=" + flat_formula(cell.formula))}' if cell.formula else ""
        style = ' table:style-name="money"' if cell.form and "£" in cell.form else ""
        kind = "currency" if style else "float"
        unit = ' office:currency="GBP"' if style else ""
        return f'<table:table-cell{style}{formula} office:value-type="{kind}"{unit} office:value="{cell.value!r}"/>'


def flat_formula(formula):
    if not formula.startswith("SUM("):
        return formula
    parts = formula[4:-1].split(",")
    return "SUM(" + ";".join("[." + part.replace(":", ":.") + "]" for part in parts) + ")"


FLAT_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"><office:automatic-styles>
<number:date-style style:name="d"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>
<number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:currency-style style:name="m"><number:currency-symbol number:language="en" number:country="GB">£</number:currency-symbol>
<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:currency-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="d"/>
<style:style style:name="money" style:family="table-cell" style:data-style-name="m"/>
</office:automatic-styles><office:body><office:spreadsheet>"""
FLAT_END = "</office:spreadsheet></office:body></office:document>"


def convert(paths, form, folder):
    """Has LibreOffice write `form` (xlsx or ods) from flat files into a folder."""
    for start in range(0, len(paths), 100):
        subprocess.run(
            ["soffice", "--headless", "--convert-to", form, "--outdir", str(folder)] + [str(p) for p in paths[start:start + 100]],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

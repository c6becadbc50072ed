"""Makes the workbooks of SpreadsheetsTests/Fixtures anew: one table of actuals a writer and form, each beside its CSV.

    python3 workbook_fixtures.py ../SpreadsheetsTests/Fixtures
"""

import sys
import tempfile
from pathlib import Path

from workbook_writers import Plan, convert

# Between them: titles, blank columns, 1904, subtotals, formulas, typed amounts and days, hidden rows, notes, other sheets.
SEEDS = range(1, 7)


def main(folder):
    for seed in SEEDS:
        for writer in ["openpyxl", "xlsxwriter"]:
            plan = Plan(seed, "actuals", writer)
            plan.write(folder / f"{writer}-{seed}.xlsx")
            (folder / f"{writer}-{seed}.csv").write_text(plan.csv_text(), encoding="utf-8")
        with tempfile.TemporaryDirectory() as scratch:
            form = ["xlsx", "ods"][seed % 2]
            plan = Plan(seed, "actuals", "libreoffice")
            flat = Path(scratch) / f"libreoffice-{seed}.fods"
            plan.write(flat)
            convert([flat], form, folder)
            (folder / f"libreoffice-{seed}.csv").write_text(plan.csv_text(), encoding="utf-8")


main(Path(sys.argv[1]))

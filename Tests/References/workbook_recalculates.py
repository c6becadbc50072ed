"""Changes one amount in a settlement's workbook and holds what LibreOffice makes of it against a new settlement.

    python3 workbook_recalculates.py ../../.build/release/topslice

openpyxl writes the changed workbook without the values of its formulas, so that LibreOffice must work out every one. Prints a line
for each change; exits with 1 where a net differs by a penny.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl

FUNDS = Path(__file__).resolve().parents[2] / "datasets" / "funds"
# Data set, line of the actuals, new amount.
CHANGES = [
    ("better-care", 2, "95123.47"), ("better-care", 3, "0.01"), ("better-care", 12, "-250.07"),
    ("shared-services", 2, "1999999.99"), ("shared-services", 5, "0.00"), ("oldham", 4, "1446999.99"),
    ("top-slice", 2, "1350000.07"), ("shared-savings", 2, "30123456.79"), ("shared-savings", 2, "-77777777.77"),
    ("south-tyneside", 20, "15012.34"), ("leeds-rates", 2, "1234567.89"), ("west-of-england", 3, "12345.67"),
    ("cambridgeshire", 4, "400000.01"), ("attributed", 2, "1234567.89"), ("attributed", 2, "-0.07"), ("free-rider", 2, "123456.78"),
    ("free-rider", 3, "0.01"),
]


def settle(program, folder, output):
    subprocess.run(
        [program, "settle", str(folder / "agreement.yaml"), "--actuals", str(folder / "actuals.csv"), "--output", str(output)],
        capture_output=True,
    )
    return json.loads((output / "settlement.json").read_text())


def nets(result):
    """What each is paid less what it pays by invoices, by name."""
    names = {p["id"]: p["name"] for p in result["partners"]}
    found = {name: Decimal(0) for name in names.values()}
    for invoice in result["invoices"]:
        found[names[invoice["from"]]] -= Decimal(invoice["amount"])
        found[names[invoice["to"]]] += Decimal(invoice["amount"])
    return found


def recalculated(path, folder):
    user = folder / "profile"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{user}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(folder / "new"), str(path)],
        capture_output=True, check=True,
    )
    return openpyxl.load_workbook(folder / "new" / path.name, data_only=True)


def column(sheet, row, title):
    return next(cell.column for cell in sheet[row] if cell.value == title)


def main():
    program = str(Path(sys.argv[1]).resolve())
    wrong = 0
    for name, line, amount in CHANGES:
        folder = Path(tempfile.mkdtemp())
        fund = folder / name
        shutil.copytree(FUNDS / name, fund)
        settle(program, fund, folder / "before")
        book = openpyxl.load_workbook(folder / "before" / "settlement.xlsx")
        sheet = book["Actuals"]
        place = column(sheet, 2, "Source")
        row = next(r for r in range(3, sheet.max_row + 1) if str(sheet.cell(r, place).value).split(":")[1] == str(line))
        sheet.cell(row, column(sheet, 2, "Amount")).value = float(amount)
        book.save(folder / "changed.xlsx")

        rows = list(csv.reader((fund / "actuals.csv").open()))
        rows[line - 1][rows[0].index("amount")] = amount
        with (fund / "actuals.csv").open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        expected = nets(settle(program, fund, folder / "after"))

        net = recalculated(folder / "changed.xlsx", folder)["Net"]
        pence = column(net, 2, "Net, pence")
        found = {net.cell(r, 1).value: Decimal(net.cell(r, pence).value) / 100 for r in range(3, 3 + len(expected))}
        state = str(net.cell(1, 1).value)
        if state.startswith("NOT TO BE USED"):
            print(f"{name} line {line} = {amount}: says that it does not follow")
            continue
        agrees = found == expected and state.startswith("Changed")
        wrong += not agrees
        print(f"{name} line {line} = {amount}: {'agrees' if agrees else f'{found} for {expected} ({state})'}")
    sys.exit(1 if wrong else 0)


main()

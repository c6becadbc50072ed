"""The bond by hand, in exact fractions: from the total of attribution.json to what everybody holds."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path


def pence(amount: Fraction) -> int:
    """To the nearest penny, halves away from zero."""
    return int(abs(amount) + Fraction(1, 2)) * (1 if amount >= 0 else -1)


text = (Path(__file__).parent / "attribution.json").read_text()
result = json.loads(text, parse_float=Decimal, parse_int=Decimal)
paid = pence(Fraction(result["total"]["attributable"]) * Fraction(result["people"]) * 400_000)
days = (date(2026, 9, 30) - date(2025, 4, 1)).days
council = pence(Fraction(paid * 30, 100))
senior, junior = 60_000_000, 30_000_000
interest = [pence(Fraction(senior * 5 * days, 36_500)), pence(Fraction(junior * 8 * days, 36_500))]
left = paid
got = {}
for name, capital, due in [("Pension fund", senior, interest[0]), ("Foundation", junior, interest[1])]:
    returned = min(left, due)
    repaid = min(left - returned, capital)
    left -= returned + repaid
    got[name] = returned + repaid - capital
# Of two equal parts of an odd penny the identifier first by its bytes has it.
got["Foundation"] += (left + 1) // 2
rows = {
    "council": -council,
    "moj": council - paid,
    "bond": 0,
    "provider": 90_000_000 + left // 2,
    **got,
}
print("party,balance")
for party, amount in rows.items():
    print(f"{party},{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}")

"""The figures of six agreements and of a year told month by month, worked out from their clauses in exact fractions.

It reads the tables (actuals.csv, parameters.csv) and nothing of Topslice; the clauses stand below as the agreements' words say
them, each in pence. Python 3, standard library only:

    python3 exact.py            # compares with every expected*.csv and prints what differs; exit code 1 where anything does
    python3 exact.py --write    # writes them anew
"""

import csv
import os
import sys
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))


def table(path):
    with open(os.path.join(HERE, path), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pence(text):
    value = F(text) * 100
    assert value.denominator == 1, text
    return int(value)


def whole(parts):
    """Exact parts to whole pence: largest remainders, ties to the larger part, then to the name first by its bytes."""
    total = sum(parts.values())
    assert total.denominator == 1
    floors = {name: part.numerator // part.denominator for name, part in parts.items()}
    left = int(total) - sum(floors.values())
    order = sorted(parts, key=lambda n: (-(parts[n] - floors[n]), -parts[n], n.encode()))
    for name in order[:left]:
        floors[name] += 1
    return floors


def divide(amount, weights):
    weights = {name: F(weight) for name, weight in weights.items() if weight}
    return {name: F(amount) * weight / sum(weights.values()) for name, weight in weights.items()}


def nearest(value):
    """Halves away from zero."""
    return int(abs(value) + F(1, 2)) * (1 if value >= 0 else -1)


def leeds():
    """Half of the growth is retained, a quarter goes by growth achieved, a quarter by population."""
    paid_in = {row["partner"]: pence(row["amount"]) for row in table("leeds-rates/actuals.csv")}
    population = {row["part"]: F(row["value"]) for row in table("leeds-rates/parameters.csv")}
    growth = sum(paid_in.values())
    due = {"pool": F(growth) / 2}
    for part in (divide(F(growth) / 4, paid_in), divide(F(growth) / 4, population)):
        for member, amount in part.items():
            due[member] = due.get(member, F(0)) + amount
    out = whole(due)
    return {member: out.get(member, 0) - paid_in[member] for member in paid_in}


def west_of_england():
    """Tier 1 as under the national system; of the rest five parts to the fund, one by housing growth."""
    paid_in = {row["partner"]: pence(row["amount"]) for row in table("west-of-england/actuals.csv")}
    rows = table("west-of-england/parameters.csv")
    tier = {row["part"]: pence(row["value"]) for row in rows if row["name"] == "tier-1"}
    housing = {row["part"]: F(row["value"]) for row in rows if row["name"] == "housing"}
    left = sum(paid_in.values()) - sum(tier.values())
    due = {member: F(amount) for member, amount in tier.items()}
    due["edf"] = F(left) * 5 / 6
    for member, amount in divide(F(left) / 6, housing).items():
        due[member] += amount
    out = whole(due)
    return {member: out[member] - paid_in.get(member, 0) for member in out}


def shared_services():
    """Each service in its own percentages, for its budget and for its difference; one council spends and is paid back."""
    services = {
        "member-services": ("212400.00", 50), "planning": ("1184300.55", 75), "enforcement": ("236810.00", 76),
        "legal": ("401250.10", 70), "hr": ("355900.00", 82), "audit": ("118720.33", 62), "comms": ("149000.00", 50),
        "design": ("64010.00", 70), "contact": ("887654.32", 70), "mail": ("141200.00", 70),
        "benefits": ("713456.78", 60), "ctax": ("502010.01", 63),
    }
    spent = {}
    for row in table("shared-services/actuals.csv"):
        spent[row["id"]] = spent.get(row["id"], 0) + pence(row["amount"])
    owed = {"south-hams": 0, "west-devon": 0}
    for service, (budget, host) in services.items():
        weights = {"south-hams": host, "west-devon": 100 - host}
        over = spent[service] - pence(budget)
        for partner, amount in whole(divide(pence(budget), weights)).items():
            owed[partner] += amount
        for partner, amount in whole(divide(abs(over), weights)).items():
            owed[partner] += amount if over > 0 else -amount
    return {"south-hams": sum(spent.values()) - owed["south-hams"], "west-devon": -owed["west-devon"]}


def shared_savings(actuals):
    """Past 2% of the benchmark half of a gain from the first pound, to 10% of it; 30% of a loss, to 4%."""
    benchmark = pence("100000000")
    saved = sum(pence(row["amount"]) for row in table("shared-savings/" + actuals))
    share, cap = (F(1, 2), F(10, 100)) if saved > 0 else (F(30, 100), F(4, 100))
    part = min(abs(saved) * share, benchmark * cap) if abs(saved) >= benchmark * F(2, 100) else F(0)
    exact = {"aco": part, "cms": abs(saved) - part}
    aco = whole(exact)["aco"] * (1 if saved > 0 else -1)
    return {"aco": aco, "cms": -aco}


def oldham():
    """Aligned budgets are each owner's affair; the pool is spent to the pound and was paid before."""
    rows = table("oldham/actuals.csv")
    spent = {row["id"]: pence(row["amount"]) for row in rows if row["kind"] == "spend"}
    paid = {row["partner"]: pence(row["amount"]) for row in rows if row["kind"] == "paid"}
    budgets = {"pooled": pence("1447000"), "transformation": pence("9192000")}
    assert spent["pooled"] == budgets["pooled"] and spent["transformation"] == budgets["transformation"]
    owed = {**whole(divide(budgets["pooled"], {"council": 1, "ccg": 1})), "gm": budgets["transformation"]}
    return {partner: paid[partner] - owed[partner] for partner in owed}


MONTHS = [f"2025-{month:02}" for month in range(4, 13)] + [f"2026-{month:02}" for month in range(1, 4)]
WINTER = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1]


def better_care(month, is_final=False):
    """The fund as at the end of a month of its year, to date or final."""
    number = MONTHS.index(month) + 1
    rows = [row for row in table("better-care/actuals.csv") if row["date"][:7] <= month]
    moved = pence("20000.00") if number >= 4 else 0
    whole_year = {"reablement": pence("240000.00") + moved, "beds": pence("180000.00") - moved, "dfg": pence("96000.00")}
    profile = {"reablement": WINTER, "beds": [1] * 12, "dfg": [1] * 12}
    over = {}
    for line, budget in whole_year.items():
        own = [row for row in rows if row["kind"] == "spend" and row["id"] == line]
        spent = sum(pence(row["amount"]) for row in own)
        weights = [F(weight, sum(profile[line])) for weight in profile[line]]
        meant = budget if is_final else nearest(budget * sum(weights[:number]))
        # Months after the last row are asked about, and their budget is no underspend until somebody answers.
        last = max((MONTHS.index(row["date"][:7]) + 1 for row in own), default=0)
        held = min(max(0, meant - spent), nearest(budget * sum(weights[last:number])))
        over[line] = spent - (meant - held)
    general = over["reablement"] + over["beds"]
    shares = {"council": 40, "icb": 60}
    risk = {"council": 0, "icb": 0}
    if general > 0:
        drawn = min(general, pence("20000.00"))
        for partner, amount in whole(divide(general - drawn, shares)).items():
            risk[partner] += amount
    elif general < 0:
        for partner, amount in whole(divide(-general, shares)).items():
            risk[partner] -= amount
    risk["council"] += max(0, over["dfg"])
    owed = {"council": pence("200000.00") + pence("96000.00"), "icb": pence("220000.00")}
    nets = {}
    for partner in owed:
        paid = sum(pence(row["amount"]) for row in rows if row["kind"] == "paid" and row["partner"] == partner)
        nets[partner] = paid - owed[partner] - risk[partner]
    return {**nets, "trust": 0}


def year_after():
    """April of the year after: the risk pool was used up, so what April is over is borne at once."""
    rows = table("better-care/actuals-next.csv")
    spent = {row["id"]: pence(row["amount"]) for row in rows}
    meant = {"reablement": nearest(F(pence("240000.00"), 16)), "beds": nearest(F(pence("180000.00"), 12))}
    over = sum(spent[line] - meant[line] for line in meant)
    assert over > 0 and spent["dfg"] == pence("96000.00") // 12
    risk = whole(divide(over, {"council": 40, "icb": 60}))
    return {
        "council": -pence("205000.00") - pence("96000.00") - risk["council"],
        "icb": -pence("231000.00") - risk["icb"],
        "trust": 0,
    }


def decimal(amount):
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02}"


def main():
    found = {
        "leeds-rates/expected.csv": leeds(),
        "west-of-england/expected.csv": west_of_england(),
        "shared-services/expected.csv": shared_services(),
        "shared-savings/expected.csv": shared_savings("actuals.csv"),
        "shared-savings/expected-gain.csv": shared_savings("gain.csv"),
        "oldham/expected.csv": oldham(),
        "better-care/expected.csv": better_care(MONTHS[-1], is_final=True),
        "better-care/expected-next.csv": year_after(),
    }
    texts = {
        path: "partner,net\n" + "".join(f"{partner},{decimal(net)}\n" for partner, net in nets.items())
        for path, nets in found.items()
    }
    told = "month,partner,net\n"
    for month in MONTHS:
        for partner, net in better_care(month).items():
            told += f"{month},{partner},{decimal(net)}\n"
    texts["better-care/expected-months.csv"] = told
    differing = 0
    for path, text in texts.items():
        place = os.path.join(HERE, path)
        if "--write" in sys.argv:
            with open(place, "w", encoding="utf-8") as file:
                file.write(text)
            continue
        with open(place, encoding="utf-8") as file:
            if sorted(file.read().split()) != sorted(text.split()):
                print(path, "differs")
                differing += 1
    sys.exit(1 if differing else 0)


main()

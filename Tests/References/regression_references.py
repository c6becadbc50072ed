"""Fits every line of regression_models.csv with statsmodels and with pyfixest.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python regression_references.py ../RegressionTests/Fixtures > ../RegressionTests/Fixtures/references_python.csv

Writes the columns of references_r.csv, and on standard error the largest relative difference from it and from
expected.csv, so that a reference on which two implementations disagree is seen when it is made.

Left out, because the software means something else by the same name:

- statsmodels' HC1 of a generalised model, which lacks the factor n/(n-k) (R's sandwich and fixest apply it);
- pyfixest's HC2 and HC3, which carry a further factor n/(n-k) that sandwich and statsmodels do not;
- pyfixest's `iid` of a generalised model, which multiplies by (n-1)/(n-k) where R's glm does not;
- pyfixest's logit, whose stopping rule leaves relative errors of 3e-7 in the standard errors.

Conventions: weights are inverse-variance weights (R's `weights =`, statsmodels' WLS and `var_weights`, pyfixest's
`aweights`). `CR1` multiplies by G/(G-1) * (n-1)/(n-k); a linear model then uses t with G-1 degrees of freedom.
With fixed effects k counts the effects not nested in the clusters, as fixest does. Generalised models use the
normal distribution. Terms carry the names R gives them.
"""

import csv
import math
import pathlib
import re
import sys
import warnings

import pandas as pd
import pyfixest as pf
import scipy.stats
import statsmodels.api as sm
import statsmodels.formula.api as smf
from statsmodels.tools.sm_exceptions import SpecificationWarning

HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = [
    "model", "formula", "family", "weights", "vcov", "software", "term", "estimate", "std_error", "df",
    "statistic", "p_value", "conf_low", "conf_high", "file",
]  # fmt: skip
STATSMODELS_FAMILY = {"binomial": sm.families.Binomial(), "poisson": sm.families.Poisson()}
# Iterations are tightened so that the last digits are the model's and not the stopping rule's.
STATSMODELS_STOP = {"tol": 1e-14, "maxiter": 200}
PYFIXEST_STOP = {"demeaner": pf.MapDemeaner(fixef_tol=1e-13, fixef_maxiter=100_000)}
PYFIXEST_GLM_STOP = {**PYFIXEST_STOP, "iwls_tol": 1e-13, "iwls_maxiter": 200}


def python_formula(formula):
    """`I(x^2)` is `I(x**2)` and `factor(z)` is `C(z)` in the formula dialects of Python."""
    return re.sub(r"factor\((\w+)\)", r"C(\1)", formula.replace("^", "**"))


def r_term(name, formula):
    """The name R gives a term: `C(z)[T.b]:x1` of Python is `x1:factor(z)b` after `y ~ x1 * factor(z)`."""
    if name == "Intercept":
        return "(Intercept)"
    parts = []
    for part in name.split(":"):
        part = re.sub(r"^C\((\w+)\)\[(?:T\.)?([^\]]+)\]$", r"factor(\1)\2", part)
        part = re.sub(r"^(\w+)\[(?:T\.)?([^\]]+)\]$", r"\1\2", part)
        part = re.sub(r"\s*\*\*\s*", "^", part)
        part = re.sub(r"(\))(\d+)\.0$", r"\1\2", part)  # a level 1936.0 is 1936 to R
        variable = re.search(r"\((\w+)", part) or re.match(r"[A-Za-z_]\w*", part)
        variable = variable.group(1) if "(" in part else part
        parts.append((formula.index(variable) if variable in formula else 0, part))
    return ":".join(part for _, part in sorted(parts))


def rows(spec, software, vcov, names, estimates, errors, df):
    for name, estimate, error in zip(names, estimates, errors):
        statistic = estimate / error
        law = scipy.stats.norm if math.isinf(df) else scipy.stats.t(df)
        quantile = law.ppf(0.975)
        yield {
            **{key: spec[key] for key in ("model", "formula", "family", "weights", "file")},
            "vcov": vcov,
            "software": software,
            "term": r_term(name, spec["formula"]),
            "estimate": repr(float(estimate)),
            "std_error": repr(float(error)),
            "df": "Inf" if math.isinf(df) else int(df),
            "statistic": repr(float(statistic)),
            "p_value": repr(float(2 * law.sf(abs(statistic)))),
            "conf_low": repr(float(estimate - quantile * error)),
            "conf_high": repr(float(estimate + quantile * error)),
        }


def statsmodels_rows(spec, data):
    formula = python_formula(spec["formula"])
    weights = data[spec["weights"]] if spec["weights"] else pd.Series(1.0, index=data.index)
    linear = spec["family"] == "gaussian"
    if linear:
        model = smf.wls(formula, data, weights=weights)
        software, kinds, stop = "statsmodels WLS", ["HC0", "HC1", "HC2", "HC3"], {}
    else:
        family = STATSMODELS_FAMILY[spec["family"]]
        model = smf.glm(formula, data, family=family, var_weights=weights)
        software, kinds, stop = "statsmodels GLM", ["HC0"], STATSMODELS_STOP
    names = model.exog_names
    fit = model.fit(**stop)
    df = fit.df_resid if linear else math.inf
    yield from rows(spec, software, "iid", names, fit.params, fit.bse, df)
    for kind in kinds:
        fit = model.fit(cov_type=kind, **stop)
        yield from rows(spec, software, kind, names, fit.params, fit.bse, df)
    if spec["cluster"]:
        groups = data[spec["cluster"]].astype("category").cat.codes.to_numpy()
        fit = model.fit(cov_type="cluster", cov_kwds={"groups": groups}, **stop)
        df = groups.max() if linear else math.inf
        yield from rows(spec, software, f"CR1:{spec['cluster']}", names, fit.params, fit.bse, df)


def pyfixest_rows(spec, data):
    if spec["family"] == "binomial":
        return
    linear = spec["family"] == "gaussian"
    covariances = {"iid": "iid"} if linear else {}
    covariances["HC1"] = "hetero"
    if spec["cluster"]:
        covariances[f"CR1:{spec['cluster']}"] = {"CRV1": spec["cluster"]}
    weights = {"weights": spec["weights"]} if spec["weights"] else {}
    formula = python_formula(spec["formula"])
    for name, covariance in covariances.items():
        if linear:
            fit = pf.feols(formula, data, vcov=covariance, **weights, **PYFIXEST_STOP)
        else:
            fit = pf.fepois(formula, data, vcov=covariance, **weights, **PYFIXEST_GLM_STOP)
        df = fit._df_t if linear else math.inf
        if linear and name.startswith("CR1"):
            df = data[spec["cluster"]].nunique() - 1
        yield from rows(spec, "pyfixest", name, fit.coef().index, fit.coef(), fit.se(), df)


def compare(made, path, alias):
    """Prints the largest relative differences between `made` and a file of references."""
    known = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            error = float(row.get("std_error") or row["std.error"])
            vcov = row["vcov"].replace(" fixest default ssc", "").replace(" (expected info)", "")
            known[row["model"], vcov, row["term"]] = (float(row["estimate"]), error, row["software"])
    worst = {}
    for row in made:
        match = known.get((row["model"], row["vcov"], row["term"]))
        if match is None:
            continue
        estimate = abs(float(row["estimate"]) / match[0] - 1)
        error = abs(float(row["std_error"]) / match[1] - 1)
        key = (row["software"], match[2], row["family"], bool(row["weights"]), row["vcov"].split(":")[0])
        count, a, b = worst.get(key, (0, (0, ""), (0, "")))
        here = f"{row['model']} {row['term']}"
        worst[key] = (count + 1, max(a, (estimate, here)), max(b, (error, here)))
    for key in sorted(worst):
        count, a, b = worst[key]
        print(alias, *key, count, f"estimate {a[0]:.1e} ({a[1]})", f"error {b[0]:.1e} ({b[1]})", sep=" | ",
              file=sys.stderr)  # fmt: skip


def main(folder):
    # statsmodels says that robust errors with `var_weights` are not fully supported; they are compared with R below.
    warnings.simplefilter("ignore", SpecificationWarning)
    fixtures = pathlib.Path(folder)
    with open(HERE / "regression_models.csv", newline="") as file:
        models = list(csv.DictReader(file))
    made = []
    for spec in models:
        data = pd.read_csv(fixtures / spec["file"])
        if "|" not in spec["formula"]:
            made += statsmodels_rows(spec, data)
        made += pyfixest_rows(spec, data)
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    compare(made, fixtures / "references_r.csv", "R here")
    compare(made, fixtures / "expected.csv", "published R")


if __name__ == "__main__":
    main(sys.argv[1])

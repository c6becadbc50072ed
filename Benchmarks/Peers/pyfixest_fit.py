"""pandas reads (pyarrow engine), pyfixest fits, errors clustered. Arguments: file, family."""

import sys

import pyfixest as pf
from report import columns, pandas_frame, report

path, family = sys.argv[1:3]
y, x, cluster = columns(path)
data = pandas_frame(path, engine="pyarrow")
formula = f"{y} ~ " + " + ".join(x)
vcov = {"CRV1": cluster}
if family == "gaussian":
    fit = pf.feols(formula, data, vcov=vcov)
elif family == "poisson":
    fit = pf.fepois(formula, data, vcov=vcov)
else:
    fit = pf.feglm(formula, data, family="logit", vcov=vcov)
report(list(fit.coef().index), fit.coef().to_numpy(), fit.se().to_numpy())

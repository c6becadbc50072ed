"""pandas reads, statsmodels fits, errors clustered. Arguments: file, family."""

import sys

import statsmodels.api as sm
from report import columns, pandas_frame, report

path, family = sys.argv[1:3]
y, x, cluster = columns(path)
data = pandas_frame(path)
design = sm.add_constant(data[x])
clusters = {"cov_type": "cluster", "cov_kwds": {"groups": data[cluster].to_numpy()}}
if family == "gaussian":
    fit = sm.OLS(data[y], design).fit(**clusters)
else:
    law = {"binomial": sm.families.Binomial(), "poisson": sm.families.Poisson()}[family]
    fit = sm.GLM(data[y], design, family=law).fit(**clusters)
report(["const", *x], fit.params.to_numpy(), fit.bse.to_numpy())

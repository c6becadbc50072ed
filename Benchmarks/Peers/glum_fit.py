"""polars reads, glum fits without a penalty, errors clustered. Arguments: file, family."""

import sys

import numpy as np
from glum import GeneralizedLinearRegressor
from report import columns, polars_frame, report

path, family = sys.argv[1:3]
y, x, cluster = columns(path)
data = polars_frame(path)
design, outcome = data.select(x).to_numpy(), data[y].to_numpy()
law = {"gaussian": "normal"}.get(family, family)
fit = GeneralizedLinearRegressor(family=law, alpha=0, gradient_tol=1e-9).fit(design, outcome)
_, clusters = np.unique(data[cluster].to_numpy(), return_inverse=True)
errors = fit.std_errors(X=design, y=outcome, clusters=clusters)
report(["const", *x], [fit.intercept_, *fit.coef_], errors)

"""polars reads, scikit-learn fits without a penalty. No standard errors. Arguments: file, family."""

import sys

import numpy as np
from report import columns, polars_frame, report
from sklearn.linear_model import LinearRegression, LogisticRegression, PoissonRegressor

path, family = sys.argv[1:3]
y, x, _ = columns(path)
data = polars_frame(path)
design, outcome = data.select(x).to_numpy(), data[y].to_numpy()
if family == "gaussian":
    fit = LinearRegression().fit(design, outcome)
    report(["const", *x], np.concatenate([[fit.intercept_], fit.coef_]))
elif family == "binomial":
    fit = LogisticRegression(C=np.inf, solver="newton-cholesky").fit(design, outcome)
    report(["const", *x], np.concatenate([fit.intercept_, fit.coef_[0]]))
else:
    fit = PoissonRegressor(alpha=0, solver="newton-cholesky").fit(design, outcome)
    report(["const", *x], np.concatenate([[fit.intercept_], fit.coef_]))

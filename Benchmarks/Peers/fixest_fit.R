# data.table reads, fixest fits, errors clustered. Arguments: file, family.
suppressPackageStartupMessages({
    library(data.table)
    library(fixest)
})
arguments <- commandArgs(trailingOnly = TRUE)
data <- fread(arguments[1])
names <- names(data)
formula <- as.formula(paste(names[1], "~", paste(names[2:(length(names) - 1)], collapse = " + ")))
cluster <- as.formula(paste("~", names[length(names)]))
fit <- switch(arguments[2],
    gaussian = feols(formula, data, cluster = cluster),
    binomial = feglm(formula, data, family = binomial(), cluster = cluster),
    poisson = fepois(formula, data, cluster = cluster)
)
rows <- sprintf(
    '{"term": "%s", "estimate": %.17g, "std_error": %.17g}', names(coef(fit)), coef(fit), se(fit)
)
cat('{"coefficients": [', paste(rows, collapse = ", "), "]}", sep = "")

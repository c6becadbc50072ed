# Base R: data.table reads, lm or glm fits, sandwich clusters. Arguments: file, family.
suppressPackageStartupMessages({
    library(data.table)
    library(sandwich)
})
arguments <- commandArgs(trailingOnly = TRUE)
data <- fread(arguments[1])
names <- names(data)
formula <- as.formula(paste(names[1], "~", paste(names[2:(length(names) - 1)], collapse = " + ")))
if (arguments[2] == "gaussian") {
    fit <- lm(formula, data)
} else {
    fit <- glm(formula, family = arguments[2], data = data)
}
error <- sqrt(diag(vcovCL(fit, cluster = data[[length(names)]], type = "HC1")))
rows <- sprintf(
    '{"term": "%s", "estimate": %.17g, "std_error": %.17g}', names(coef(fit)), coef(fit), error
)
cat('{"coefficients": [', paste(rows, collapse = ", "), "]}", sep = "")

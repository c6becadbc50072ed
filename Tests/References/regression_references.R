# Fits every line of regression_models.csv with R's lm and glm, with covariances from the sandwich package.
#
#     Rscript regression_references.R ../RegressionTests/Fixtures > ../RegressionTests/Fixtures/references_r.csv
#
# Needs: r-base-core, r-cran-sandwich. Weights are R's `weights =`, that is inverse-variance weights.
# Conventions, stated in column `vcov`:
#   iid        lm: s² (X'WX)⁻¹ with n − k degrees of freedom; glm: dispersion 1, normal quantiles
#   HC0…HC3    vcovHC; t with n − k for lm, normal for glm (HC0 and HC1 only)
#   CR1        vcovCL(type = "HC1"): G/(G−1) · (n−1)/(n−k); t with G − 1 for lm, normal for glm
# A part after `|` is fitted as dummies, whose own rows are left out; its clustered errors are not written here
# because fixest counts nested effects differently (see regression_references.py).
suppressPackageStartupMessages(library(sandwich))

arguments <- commandArgs(trailingOnly = TRUE)
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
models <- read.csv(file.path(dirname(script), "regression_models.csv"), stringsAsFactors = FALSE)
digits <- function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1))

rows <- function(spec, fit, kept, vcov_name, software, covariance, df) {
    estimate <- coef(fit)[kept]
    error <- sqrt(diag(covariance))[kept]
    statistic <- estimate / error
    quantile <- if (is.finite(df)) qt(0.975, df) else qnorm(0.975)
    p <- if (is.finite(df)) 2 * pt(-abs(statistic), df) else 2 * pnorm(-abs(statistic))
    data.frame(
        model = spec$model, formula = spec$formula, family = spec$family, weights = spec$weights,
        vcov = vcov_name, software = software, term = names(estimate), estimate = digits(estimate),
        std_error = digits(error), df = if (is.finite(df)) df else "Inf", statistic = digits(statistic),
        p_value = digits(p), conf_low = digits(estimate - quantile * error),
        conf_high = digits(estimate + quantile * error), file = spec$file
    )
}

references <- function(spec) {
    data <- read.csv(file.path(arguments[1], spec$file), check.names = FALSE)
    parts <- strsplit(spec$formula, " | ", fixed = TRUE)[[1]]
    effects <- if (length(parts) > 1) strsplit(parts[2], " + ", fixed = TRUE)[[1]] else character()
    formula <- paste(c(parts[1], sprintf("factor(%s)", effects)), collapse = " + ")
    data$.weight <- if (spec$weights == "") 1 else data[[spec$weights]]
    formula <- as.formula(formula)
    if (spec$family == "gaussian") {
        fit <- lm(formula, data = data, weights = .weight)
        software <- "R stats::lm"
        df <- fit$df.residual
        types <- c("HC0", "HC1", "HC2", "HC3")
    } else {
        # R warns that a weighted number of successes is not whole; the quasi-likelihood fit is the same.
        fit <- suppressWarnings(glm(
            formula, data = data, weights = .weight, family = spec$family,
            control = glm.control(epsilon = 1e-15, maxit = 100)
        ))
        software <- "R stats::glm"
        df <- Inf
        types <- c("HC0", "HC1")
    }
    kept <- !(attr(model.matrix(fit), "assign") > length(attr(terms(fit), "term.labels")) - length(effects))
    if (length(effects) > 0) kept[1] <- FALSE
    result <- list(rows(spec, fit, kept, "iid", software, vcov(fit), df))
    for (type in types) {
        covariance <- vcovHC(fit, type = type)
        result <- c(result, list(rows(spec, fit, kept, type, "R sandwich", covariance, df)))
    }
    if (spec$cluster != "" && length(effects) == 0) {
        cluster <- data[[spec$cluster]]
        covariance <- vcovCL(fit, cluster = cluster, type = "HC1", cadjust = TRUE)
        groups <- length(unique(cluster))
        result <- c(result, list(rows(
            spec, fit, kept, paste0("CR1:", spec$cluster), "R sandwich", covariance,
            if (is.finite(df)) groups - 1 else Inf
        )))
    }
    do.call(rbind, result)
}

all <- do.call(rbind, lapply(seq_len(nrow(models)), function(i) references(models[i, ])))
write.csv(all, stdout(), row.names = FALSE, quote = FALSE)

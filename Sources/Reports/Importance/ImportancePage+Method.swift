internal import TopsliceFormats
import TopsliceVarianceShares

extension ImportancePage {
    var methodSection: [Markup] {
        let method = report.method
        let source =
            switch method.source {
            case .rows: "cross-products of the rows, in one or two passes"
            case .moments: "saved moments: cross-products of rows that were not read again"
            case .matrix: "a covariance or correlation matrix"
            }
        var entries: [(term: String, meaning: String)] = [("Computed from", source)]
        if let formula = method.formula { entries.append(("Formula", formula)) }
        let grouped = result.shares.filter { $0.columns != [$0.regressor] }
        if !grouped.isEmpty {
            entries.append(
                (
                    "Regressors of several columns, which enter and leave together",
                    grouped.map { "\($0.regressor): \($0.columns.joined(separator: ", "))" }
                        .joined(separator: "; ")
                )
            )
        }
        if !result.unions.isEmpty {
            entries.append(
                (
                    "Unions, which share before their members do (Owen 1977)",
                    result.unions.map {
                        "\($0.union): \($0.players.joined(separator: ", ")) (\(format.text($0.lmg)))"
                    }.joined(separator: "; ")
                )
            )
        }
        if !result.always.isEmpty {
            entries.append(("Always in", Words.list(result.always)))
        }
        if method.isOutOfSample {
            entries.append(
                (
                    "Test rows",
                    "R² is 1 − Σ (y − prediction)² / Σ (y − mean of the training rows)² over the test rows, "
                        + "for every subset with coefficients, intercept, levels and means of the "
                        + "training rows"
                )
            )
        }
        entries += [
            ("Subsets", effortLine),
            (
                "Intervals",
                (report.intervals == nil ? "" : "\(level), ") + report.intervalWords
            ),
            ("Weights", method.weights ?? "none: every row counts once"),
        ]
        return [
            .paragraph(
                "The question is how much of the variance of ‘\(result.response)’ each regressor "
                    + "accounts for. R² of every subset of the regressors makes a game; its Shapley "
                    + "value, the LMG measure of Lindeman, Merenda and Gold (1980), shares out the R² of "
                    + "all of them."
            ),
            .tag("pre", [:], .text(Self.formulas)),
            .definitions(entries),
        ]
    }

    private static let formulas = """
        v(S) = R² of the regression on the regressors in S (and those always in), less that of those always in
        share of k, among p regressors, summed over every S without k
          = Σ |S|! (p − |S| − 1)! / p! × [v(S and k) − v(S)]
        """

    var glossary: Markup {
        var entries = [
            (
                "Variance, R²",
                "the mean squared difference from the mean, and the part of it that a regression explains"
            ),
            ("Regressor", "a column, a factor or a group of columns that enter and leave together"),
            (
                "Share (LMG)",
                "what a regressor adds to R², averaged over every order of the regressors; also "
                    + "called Shapley value of R², dominance or general dominance statistic"
            ),
            ("First in, last in", "what a regressor explains alone, and beyond all the others"),
        ]
        if !result.conditional.isEmpty {
            entries.append(
                (
                    "Dominance",
                    "that one of two regressors adds more than the other wherever both are left out"
                )
            )
        }
        if !report.further.interactions.isEmpty {
            entries.append(
                (
                    "Interaction",
                    "how much more (above zero) or less (below) two regressors explain together than apart"
                )
            )
        }
        if !report.further.commonality.isEmpty {
            entries.append(
                (
                    "Explained in common",
                    "the part of R² that every regressor of a set explains and no other does; below zero "
                        + "where regressors bring each other out"
                )
            )
        }
        if !report.further.proportional.isEmpty {
            entries.append(
                (
                    "PMVD",
                    "the proportional marginal decomposition (Feldman 2005): an average over orders in "
                        + "which a regressor without a coefficient of its own gets nothing"
                )
            )
        }
        if !report.further.relative.isEmpty {
            entries += [
                (
                    "Genizi, relative weight",
                    "R² taken apart through uncorrelated stand-ins of the regressors (Genizi 1993; Johnson 2000)"
                ),
                (
                    "CAR",
                    "squared correlation of the response with such stand-ins (Zuber and Strimmer 2011)"
                ),
                ("Pratt", "standardised coefficient times correlation; may be negative"),
            ]
        }
        if report.intervals != nil {
            entries.append(
                (
                    "\(level) interval",
                    "a range made so that \(level) of such ranges hold the true value"
                )
            )
        }
        return .definitions(entries)
    }
}

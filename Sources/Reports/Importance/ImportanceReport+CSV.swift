package import TopsliceFormats
import TopsliceVarianceShares

extension ImportanceReport {
    /// One row an estimate: the tidy columns, then `quantity`, which says what was estimated.
    ///
    /// `quantity` is `lmg`, `share`, `first`, `last`, `genizi`, `car`, `pratt`, `beta_squared` or `pmvd` of a
    /// regressor; `interaction` or `commonality` of several, joined by `+`; `conditional_n`, what a regressor adds
    /// on average to n others; `lmg` of a union, under `union_lmg`; `r_squared` and `always_r_squared` of `total`.
    /// The LMG rows come first, in the order of the regressors. There is no statistic and no p-value: a share of
    /// explained variance cannot be below zero, so a test against zero would say nothing.
    package var table: CSVTable {
        var table = CSVTable(columns: TidyRow.columns + ["quantity"])
        func add(_ term: String, _ quantity: String, _ value: Double?) {
            guard let value else { return }
            table.append(TidyRow(term, estimate: value).cells + [.text(quantity)])
        }
        func add(_ quantity: String, _ value: (VarianceSharesResult.Share) -> Double?) {
            for share in result.shares { add(share.regressor, quantity, value(share)) }
        }
        let intervalOf = intervalOf
        for share in result.shares {
            let interval = intervalOf[share.regressor]
            table.append(
                TidyRow(
                    share.regressor,
                    estimate: share.lmg,
                    standardError: interval?.standardError,
                    confidenceLow: interval?.low,
                    confidenceHigh: interval?.high
                ).cells + [.text("lmg")]
            )
        }
        for share in result.shares {
            guard let value = share.share else { continue }
            table.append(
                TidyRow(
                    share.regressor,
                    estimate: value,
                    standardError: intervalOf[share.regressor]?.shareStandardError
                ).cells + [.text("share")]
            )
        }
        add("first") { $0.first }
        add("last") { $0.last }
        for union in result.unions { add(union.union, "union_lmg", union.lmg) }
        addFurther(to: &table)
        table.append(
            TidyRow(
                "total",
                estimate: result.rSquared,
                standardError: intervals?.rSquaredStandardError,
                confidenceLow: intervals?.rSquaredLow,
                confidenceHigh: intervals?.rSquaredHigh
            ).cells + [.text("r_squared")]
        )
        if !result.always.isEmpty { add("total", "always_r_squared", result.alwaysRSquared) }
        return table
    }

    private func addFurther(to table: inout CSVTable) {
        func add(_ term: String, _ quantity: String, _ value: Double) {
            table.append(TidyRow(term, estimate: value).cells + [.text(quantity)])
        }
        for one in further.relative { add(one.regressor, "genizi", one.genizi) }
        for one in further.relative { add(one.regressor, "car", one.car) }
        for one in further.relative { add(one.regressor, "pratt", one.pratt) }
        for one in further.relative { add(one.regressor, "beta_squared", one.betaSquared) }
        for one in further.proportional { add(one.regressor, "pmvd", one.pmvd) }
        for (size, level) in result.conditional.enumerated() {
            for (share, value) in zip(result.shares, level) {
                add(share.regressor, "conditional_\(size)", value)
            }
        }
        for pair in further.interactions {
            add(pair.first + "+" + pair.second, "interaction", pair.value)
        }
        for one in further.commonality {
            add(one.regressors.joined(separator: "+"), "commonality", one.value)
        }
    }
}

import TopsliceVarianceShares

/// Everything that is said of one regressor.
struct RegressorFigures {
    let share: VarianceSharesResult.Share
    /// Nil where nothing was known of the spread of the rows.
    let interval: ShareInterval?
    let relative: RelativeImportance?
    let pmvd: Double?

    var name: String { share.regressor }

    /// In the order of the regressors.
    static func all(_ report: ImportanceReport) -> [RegressorFigures] {
        func byName<Value>(_ values: [Value], _ name: (Value) -> String) -> [String: Value] {
            Dictionary(values.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
        }
        let intervals = byName(report.intervals?.shares ?? []) { $0.regressor }
        let relative = byName(report.further.relative) { $0.regressor }
        let proportional = byName(report.further.proportional) { $0.regressor }
        return report.result.shares.map {
            RegressorFigures(
                share: $0,
                interval: intervals[$0.regressor],
                relative: relative[$0.regressor],
                pmvd: proportional[$0.regressor]?.pmvd
            )
        }
    }
}

extension [RegressorFigures] {
    /// From the largest share to the smallest, ties in the order they were given.
    var byShare: [RegressorFigures] {
        enumerated().sorted { left, right in
            let (one, other) = (left.element.share.lmg, right.element.share.lmg)
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
    }
}

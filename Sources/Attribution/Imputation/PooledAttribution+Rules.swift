extension PooledAttribution {
    /// By other rules: contributions pooled as ever; their shares have no interval, since only the covariances of Shapley values are kept.
    func divisions(_ pooled: AttributionResult) -> [DivisionByRule] {
        results[0].divisions.enumerated().map { number, division in
            let contributions = division.contributions.indices.map { agency in
                estimate { $0.divisions[number].contributions[agency] }
            }
            let whole = pooled.total.attributable.value
            return DivisionByRule(
                kind: division.kind,
                contributions: contributions,
                shares: contributions.map {
                    whole == 0
                        ? nil
                        : ShareEstimate(
                            value: $0.value / whole,
                            standardError: nil,
                            interval: nil
                        )
                },
                worstUnsupported: results.reduce(0) {
                    $0 + $1.divisions[number].worstUnsupported
                } / Double(results.count)
            )
        }
    }
}

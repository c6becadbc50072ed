package import TopsliceAttribution
package import TopsliceFormats

extension TidyRow {
    package init(_ term: String, _ estimate: Estimate) {
        self.init(term, estimate, pValue: estimate.pValue)
    }

    /// - `pValue`: instead of the estimate's own.
    package init(_ term: String, _ estimate: Estimate, pValue: Double?) {
        self.init(
            term,
            estimate: estimate.value,
            standardError: estimate.standardError,
            statistic: estimate.standardError.map { estimate.value / $0 },
            pValue: pValue,
            confidenceLow: estimate.confidenceLow,
            confidenceHigh: estimate.confidenceHigh
        )
    }

    /// An interval that is unbounded has no ends here.
    package init(_ term: String, _ share: ShareEstimate) {
        self.init(
            term,
            estimate: share.value,
            standardError: share.standardError,
            statistic: nil,
            pValue: nil,
            confidenceLow: share.interval?.bounds?.low,
            confidenceHigh: share.interval?.bounds?.high
        )
    }
}

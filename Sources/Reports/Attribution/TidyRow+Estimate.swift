package import TopsliceAttribution
package import TopsliceFormats

extension TidyRow {
    package init(_ term: String, _ estimate: Estimate) {
        self.init(
            term,
            estimate: estimate.value,
            standardError: estimate.standardError,
            statistic: estimate.standardError > 0 ? estimate.value / estimate.standardError : nil,
            pValue: estimate.pValue,
            confidenceLow: estimate.confidenceLow,
            confidenceHigh: estimate.confidenceHigh
        )
    }
}

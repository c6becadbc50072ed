internal import TopsliceCohortData
internal import TopsliceRegression

/// The mean outcome of one person under every subset of those who served them, by fitted regressions.
struct SubsetMeans: Sendable {
    let model: AgencyModel
    let centre: [Double]
    let parts: [(family: Family, response: ResponsePart, coefficients: [Double])]
    private let terms: [(column: Int, mask: Int)]

    init(model: AgencyModel, fits: [GeneralizedLinearFit], outcome: OutcomeModel) {
        self.model = model
        centre = fits[0].centre
        parts = zip(outcome.parts, fits).map { ($0.family, $0.response, $1.centredCoefficients) }
        terms = model.terms.enumerated().compactMap { column, term in
            guard case .agencies(let mask, _) = term else { return nil }
            return (column, Int(mask))
        }
    }

    /// - Parameters:
    ///   - means: by coalition; those of subsets of `pattern` are set. `predictors`: of every part with the pattern as it is.
    ///   - logExposure: what the exposure adds to predictors.
    func find(
        _ design: DesignRows,
        _ row: Int,
        pattern: Int,
        logExposure: Double,
        scratch: inout [Double],
        predictors: inout [Double],
        means: inout [Double]
    ) {
        func value(_ column: Int) -> Double { design.base[column * design.stride + row] }
        for (number, part) in parts.enumerated() {
            var whole = logExposure
            for column in part.coefficients.indices {
                whole += part.coefficients[column] * value(column)
            }
            predictors[number] = whole
            var subset = pattern
            while true {
                scratch[subset] = 0
                if subset == 0 { break }
                subset = (subset - 1) & pattern
            }
            for term in terms where term.mask & ~pattern == 0 {
                scratch[term.mask] +=
                    part.coefficients[term.column + 1]
                    * (value(term.column + 1) + centre[term.column])
            }
            var agencies = pattern
            while agencies != 0 {
                let bit = agencies & -agencies
                agencies &= agencies - 1
                var subset = pattern
                while subset != 0 {
                    if subset & bit != 0 { scratch[subset] += scratch[subset & ~bit] }
                    subset = (subset - 1) & pattern
                }
            }
            let all = scratch[pattern]
            subset = pattern
            while true {
                let mean = part.family.meanAndSlope(whole - all + scratch[subset]).mean
                means[subset] = number == 0 ? mean : means[subset] * mean
                if subset == 0 { break }
                subset = (subset - 1) & pattern
            }
        }
    }
}

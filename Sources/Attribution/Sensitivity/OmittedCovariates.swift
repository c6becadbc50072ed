internal import TopsliceLinearAlgebra

/// How every number of a game moves where a covariate is left out of the model.
///
/// The fit without the columns J is the one step of Newton's method from the whole fit that holds β_J at zero:
/// Δβ = −H⁻¹_{·J} (H⁻¹_{JJ})⁻¹ β_J. For least squares, with or without priors, it is the fit itself; no row is read again.
struct OmittedCovariates {
    let model: AgencyModel
    let layout: GameLayout
    /// ∇F H⁻¹ of each functional F, times Σ w.
    private let pulls: Matrix
    /// Σ w.
    private let weight: Double

    init(_ model: AgencyModel, _ layout: GameLayout, _ inference: GameInference) {
        self.model = model
        self.layout = layout
        pulls = inference.pulls
        weight = inference.weight
    }

    /// By covariate of the model: what each functional is without it, less what it is with it.
    func shifts() -> [(covariate: String, shifts: [Double])] {
        model.covariateColumns.enumerated().map { place, covariate in
            let columns = columns(ofCovariate: place)
            var shifts = [Double](repeating: 0, count: pulls.rowCount)
            for part in layout.parts.indices { add(part, columns, to: &shifts) }
            return (covariate.name, shifts)
        }
    }

    /// The coefficients of a covariate in one part: its own, and those by which agencies' effects differ with it.
    private func columns(ofCovariate place: Int) -> [Int] {
        let (own, request) = (
            model.covariateColumns[place].columns, model.covariateRequests[place].request
        )
        return model.terms.indices.filter { column in
            switch model.terms[column] {
            case .fixed: return own.contains(column)
            case .agencies(_, nil): return false
            case .agencies(_, let by?):
                switch model.byColumns[by] {
                case .column(let column): return own.contains(column)
                case .request(let other): return other == request
                }
            }
        }.map { $0 + 1 }
    }

    private func add(_ part: Int, _ columns: [Int], to shifts: inout [Double]) {
        let block = layout.inverseInformation(ofPart: part).selecting(columns)
        // Columns that others determine have no row in the inverse, and no part in the fit.
        let factor = CholeskyFactor(block, tolerance: 1e-12)
        let kept = factor.kept.map { columns[$0] }
        let coefficients = layout.parts[part].centredCoefficients
        let steps = factor.solve(kept.map { -coefficients[$0] })
        for (column, step) in zip(kept, steps) {
            let place = part * layout.partSize + column
            for row in shifts.indices { shifts[row] += pulls[row, place] * step / weight }
        }
    }
}

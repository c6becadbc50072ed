import Foundation
import TopsliceAttribution
import TopsliceBenefits

/// How often the intervals of the matrix of money held the truth, over many cohorts.
struct MoneyRow {
    /// Parts of the intervals that hold the truth: of cells, of agencies' and of beneficiaries' sums, and of the whole.
    let cells: Double
    let agencies: Double
    let beneficiaries: Double
    let whole: Double
    /// Of the cell estimated worst: mean estimate less truth in standard errors of an estimate, and the standard error of that.
    let worstBias: Double
    let worstBiasError: Double
    let refused: Double

    init(_ outcomes: [MoneyDesign.Outcome]) {
        let matrices = outcomes.compactMap(\.matrix)
        let count = Double(outcomes.count)
        guard let first = outcomes.first?.truth else {
            preconditionFailure("coverage over no cohort")
        }
        // With areas the truth is that of areas at large: the mean over the areas drawn.
        let truth = first.indices.map { agency in
            first[agency].indices.map { place in
                outcomes.reduce(0) { $0 + $1.truth[agency][place] } / count
            }
        }
        func covered(
            _ entries: (MoneyMatrix) -> [MoneyMatrix.Entry],
            _ truths: [Double]
        ) -> Double {
            let all = matrices.flatMap { zip(entries($0), truths) }
            let held = all.count { entry, truth in
                entry.estimate.uncertainty.map {
                    $0.confidenceLow <= truth && truth <= $0.confidenceHigh
                } ?? false
            }
            return Double(held) / Double(max(1, all.count))
        }
        cells = covered({ $0.cells.flatMap { $0 } }, truth.flatMap { $0 })
        agencies = covered(\.rows, truth.map { $0.reduce(0, +) })
        beneficiaries = covered(
            \.columns,
            first[0].indices.map { place in truth.reduce(0) { $0 + $1[place] } }
        )
        whole = covered({ [$0.whole] }, [truth.flatMap { $0 }.reduce(0, +)])
        refused = 1 - Double(matrices.count) / count
        var worst = (bias: 0.0, error: 0.0)
        for agency in truth.indices {
            for place in truth[agency].indices {
                let values = matrices.map { $0.cells[agency][place].estimate.value }
                let mean = values.reduce(0, +) / Double(values.count)
                let spread =
                    (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                    / Double(values.count - 1)).squareRoot()
                let bias = (mean - truth[agency][place]) / spread
                if bias.magnitude > worst.bias.magnitude {
                    worst = (bias, 1 / Double(values.count).squareRoot())
                }
            }
        }
        (worstBias, worstBiasError) = worst
    }

    static let heading = """
        | design | cells | agencies | beneficiaries | whole | worst bias of a cell, in its standard errors | refused |
        |---|---:|---:|---:|---:|---:|---:|
        """

    var markdown: String {
        String(
            format: "%.1f%% | %.1f%% | %.1f%% | %.1f%% | %+.2f ± %.2f | %.0f%%",
            100 * cells,
            100 * agencies,
            100 * beneficiaries,
            100 * whole,
            worstBias,
            worstBiasError,
            100 * refused
        )
    }
}

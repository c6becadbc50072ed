import Foundation
import TopsliceAttribution

/// What one way of attributing did over many cohorts of one design.
struct TruthRow {
    /// Of the agency whose estimates lie furthest from the truth: mean estimate less truth, and the standard error of that mean.
    let bias: Double
    let biasError: Double
    /// Share of intervals that hold the truth, all agencies together.
    let coverage: Double
    /// The same of shares, by Fieller, and the part of these that are unbounded.
    let shareCoverage: Double
    let unbounded: Double
    /// Root of the mean squared error, all agencies together.
    let rootMeanSquare: Double
    /// Cohorts that were refused.
    let refused: Double
    /// Cohorts with a p-value below 0.05 for some agency: plain, and Holm's.
    let anySignificant: Double
    let anySignificantByHolm: Double
    /// Coalitions a cohort that are said to lack support though by design they do not.
    let falseGaps: Double
    /// Part of the coalitions without support by design that are said to have none; nil where there are none such.
    let gapRecall: Double?
    /// Part of the cohorts of which the verdict is "identified".
    let identified: Double
    /// Part of the cohorts of which a rule keeps the verdict from it, the most frequent rules first.
    let grounds: [(rule: Verdict.Rule, part: Double)]
    /// Part of the cohorts whose interval of the whole effect holds it, and the same of the interval that allows for a hidden confounder as
    /// strong as the strongest observed one.
    let wholeCoverage: Double
    let allowingCoverage: Double

    init(_ outcomes: [TruthDesign.Outcome]) {
        let agencies = outcomes.first?.truth.count ?? 0
        let count = Double(outcomes.count)
        // With areas the truth is that of areas at large: the mean over the areas drawn.
        let truth = (0..<agencies).map { agency in
            outcomes.reduce(0) { $0 + $1.truth[agency] } / count
        }
        let whole = truth.reduce(0, +)
        let answers = outcomes.compactMap(\.result)
        let answered = Double(answers.count)
        var worst = (bias: 0.0, error: 0.0)
        var (held, squares, shares, open) = (0.0, 0.0, 0.0, 0.0)
        for agency in 0..<agencies {
            let errors = answers.map { $0.contributions[agency].shapley.value - truth[agency] }
            let mean = errors.reduce(0, +) / answered
            let spread = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (answered - 1)
            if mean.magnitude > worst.bias.magnitude {
                worst = (mean, (spread / answered).squareRoot())
            }
            squares += errors.reduce(0) { $0 + $1 * $1 }
            for answer in answers {
                let one = answer.contributions[agency]
                if let known = one.shapley.uncertainty, known.confidenceLow <= truth[agency],
                    known.confidenceHigh >= truth[agency]
                {
                    held += 1
                }
                guard let interval = one.share?.interval else { continue }
                if whole == 0 || interval.contains(truth[agency] / whole) { shares += 1 }
                if interval.bounds == nil { open += 1 }
            }
        }
        let intervals = max(1, answered * Double(agencies))
        bias = worst.bias
        biasError = worst.error
        coverage = held / intervals
        shareCoverage = shares / intervals
        unbounded = open / intervals
        rootMeanSquare = (squares / intervals).squareRoot()
        refused = 1 - answered / count
        func significant(_ pValue: (AttributionResult.AgencyContribution) -> Double?) -> Double {
            Double(answers.count { $0.contributions.contains { (pValue($0) ?? 1) < 0.05 } })
                / max(1, answered)
        }
        anySignificant = significant(\.shapley.pValue)
        anySignificantByHolm = significant(\.holmPValue)
        (falseGaps, gapRecall) = Self.gaps(outcomes)
        identified =
            Double(answers.count { $0.verdict.standing == .identified }) / max(1, answered)
        grounds = Self.grounds(answers)
        func holds(_ ends: (AttributionResult) -> (low: Double, high: Double)?) -> Double {
            Double(
                answers.count { ends($0).map { $0.low <= whole && whole <= $0.high } ?? false }
            ) / max(1, answered)
        }
        wholeCoverage = holds {
            $0.total.attributable.uncertainty.map { ($0.confidenceLow, $0.confidenceHigh) }
        }
        allowingCoverage = holds {
            $0.sensitivity.together.allowance.map { ($0.low, $0.high) }
        }
    }

    private static func gaps(_ outcomes: [TruthDesign.Outcome]) -> (Double, Double?) {
        var (answers, wrong, right, lacking) = (0, 0, 0, 0)
        for outcome in outcomes {
            guard let result = outcome.result else { continue }
            answers += 1
            for (coalition, share) in zip(result.coalitions, outcome.unsupportedShare) {
                if share == 0 {
                    wrong += coalition.supported ? 0 : 1
                } else {
                    lacking += 1
                    right += coalition.supported ? 0 : 1
                }
            }
        }
        return (
            Double(wrong) / Double(max(1, answers)),
            lacking == 0 ? nil : Double(right) / Double(lacking)
        )
    }

    private static func grounds(
        _ answers: [AttributionResult]
    ) -> [(rule: Verdict.Rule, part: Double)] {
        Verdict.Rule.allCases.map { rule in
            let count = answers.count { $0.verdict.grounds.contains { $0.rule == rule } }
            return (rule, Double(count) / Double(max(1, answers.count)))
        }
        .filter { $0.part > 0 }
        .sorted { $0.part > $1.part }
    }

    static let columns = [
        "bias", "bias_error", "coverage", "share_coverage", "share_unbounded", "rmse", "refused",
        "any_p_below_0.05", "any_holm_below_0.05", "false_gaps", "gap_recall", "identified",
        "whole_coverage", "whole_coverage_allowing",
    ]

    var numbers: [Double?] {
        [
            bias, biasError, coverage, shareCoverage, unbounded, rootMeanSquare, refused,
            anySignificant, anySignificantByHolm, falseGaps, gapRecall, identified,
            wholeCoverage, allowingCoverage,
        ]
    }

    /// Biases and errors per 1,000 (of a number: in thousandths of its unit).
    var markdown: String {
        String(
            format:
                "%+.1f ± %.1f | %.1f%% | %.1f%% (%.0f%%) | %.1f | %.0f%% | %.0f%% / %.0f%% | %.2f",
            1_000 * bias,
            1_000 * biasError,
            100 * coverage,
            100 * shareCoverage,
            100 * unbounded,
            1_000 * rootMeanSquare,
            100 * refused,
            100 * anySignificant,
            100 * anySignificantByHolm,
            falseGaps
        ) + (gapRecall.map { String(format: " / %.3f", $0) } ?? "")
            + String(
                format: " | %.0f%% | %.1f%% / %.1f%%",
                100 * identified,
                100 * wholeCoverage,
                100 * allowingCoverage
            ) + " | "
            + grounds.map { String(format: "%@ %.1f%%", $0.rule.rawValue, 100 * $0.part) }
            .joined(separator: ", ")
    }
}

import Attribution
import Glibc

/// How the amounts of one attribution are shown to people: the same digits throughout.
///
/// Digits follow the uncertainty: enough that the smallest standard error shows, and at least two
/// significant digits of the largest amount.
struct OutcomeFormat {
    /// For mean outcomes.
    let level: NumberFormat
    /// For differences of them, with a sign.
    let change: NumberFormat
    /// For standard errors.
    let error: NumberFormat
    /// The unit of a change in a sentence: "percentage points".
    let changeUnit: String
    /// The unit of a change over a column: "points".
    let shortUnit: String
    /// The unit of a mean.
    let levelUnit: String

    init(_ report: AttributionReport) {
        let result = report.result
        let estimates = result.contributions.map(\.shapley) + [result.total.attributable]
        let isProportion = report.method.scale == .proportion
        let multiplier = isProportion ? 100.0 : 1
        let notation = Self.notation(
            errors: estimates.map { $0.standardError * multiplier },
            values: estimates.map { $0.value * multiplier }
        )
        change = NumberFormat(notation: notation, sign: .always, multiplier: multiplier)
        var finer = notation
        if case .fixed(let decimals) = notation { finer = .fixed(decimals: decimals + 1) }
        error = NumberFormat(notation: finer, multiplier: multiplier)
        switch report.method.scale {
        case .proportion:
            level = NumberFormat(notation: notation, multiplier: 100, suffix: "%")
            changeUnit = "percentage points"
            shortUnit = "points"
            levelUnit = "per cent of people"
        case .amount(let unit):
            level = NumberFormat(notation: notation)
            let words = unit.isEmpty ? "of the outcome" : unit
            changeUnit = words + " per person"
            shortUnit = unit.isEmpty ? "per person" : unit
            levelUnit = words + " per person"
        }
    }

    /// "+3.9 to +7.9".
    func interval(_ estimate: Estimate) -> String {
        change.text(estimate.confidenceLow) + " to " + change.text(estimate.confidenceHigh)
    }

    private static func notation(errors: [Double], values: [Double]) -> NumberFormat.Notation {
        let largest = values.filter(\.isFinite).map { abs($0) }.max() ?? 0
        guard largest > 0 else { return .fixed(decimals: 2) }
        let power = Int(floor(log10(largest)))
        if power < -5 || power > 11 { return .scientific(decimals: 2) }
        let smallest = errors.filter { $0 > 0 && $0.isFinite }.min() ?? largest / 100
        let ofError = -Int(floor(log10(smallest)))
        return .fixed(decimals: min(7, max(0, max(1 - power, min(ofError, 4 - power)))))
    }
}

import Glibc
import TopsliceAttribution
internal import TopsliceFormats

/// How the amounts of one attribution are shown to people: the same digits throughout.
///
/// Digits follow the uncertainty: tables show two significant digits of the smallest standard
/// error (as the Guide to the Expression of Uncertainty in Measurement advises, 7.2.6), sentences
/// one, and both at least two of the largest amount.
struct OutcomeFormat {
    /// For mean outcomes.
    let level: NumberFormat
    /// For differences of them, with a sign.
    let change: NumberFormat
    /// The same for sentences, with fewer digits.
    let roughLevel: NumberFormat
    let roughChange: NumberFormat
    /// For standard errors.
    let error: NumberFormat
    /// The unit of a change over a table or under an axis: "percentage points".
    let changeUnit: String
    /// The unit of a change after its number, where a currency already stands before it.
    let sentenceUnit: String
    /// The unit of a change where there is little room: "points".
    let shortUnit: String
    /// The same after its number, where a currency already stands before it.
    let shortUnitAfterNumber: String
    /// The unit of a mean under an axis.
    let levelUnit: String
    /// The unit of a change in a workbook, whose cells are numbers.
    let workbookUnit: String

    init(_ report: AttributionReport) {
        self.init(report.result, report.method.scale)
    }

    init(_ result: AttributionResult, _ scale: OutcomeScale) {
        let estimates = result.contributions.map(\.shapley) + [result.total.attributable]
        let multiplier =
            switch scale {
            case .proportion: 100.0
            case .amount: 1.0
            case .money(_, let parts): 1 / Double(parts)
            }
        func notation(_ digits: Int) -> NumberFormat.Notation {
            Self.notation(
                errors: estimates.compactMap(\.standardError).map { $0 * multiplier },
                values: estimates.map { $0.value * multiplier },
                digits: digits
            )
        }
        let isMoney = if case .money = scale { true } else { false }
        // Pounds are written with pence or without, never with tenths.
        func written(_ notation: NumberFormat.Notation) -> NumberFormat.Notation {
            isMoney && notation == .fixed(decimals: 1) ? .fixed(decimals: 2) : notation
        }
        let fine = written(notation(2))
        let rough = written(notation(1))
        // A currency stands before its amount, any other unit after.
        let unit =
            switch scale {
            case .proportion: ""
            case .amount(let unit), .money(let unit, _): unit
            }
        let currency = ["£", "€", "$"].contains(unit) ? unit : ""
        func signed(_ notation: NumberFormat.Notation) -> NumberFormat {
            NumberFormat(
                notation: notation,
                sign: .always,
                multiplier: multiplier,
                prefix: currency
            )
        }
        change = signed(fine)
        roughChange = signed(rough)
        error = NumberFormat(notation: fine, multiplier: multiplier)
        switch scale {
        case .proportion:
            level = NumberFormat(notation: fine, multiplier: 100, suffix: "%")
            roughLevel = NumberFormat(notation: rough, multiplier: 100, suffix: "%")
            changeUnit = "percentage points"
            sentenceUnit = changeUnit
            shortUnit = "points"
            shortUnitAfterNumber = shortUnit
            levelUnit = "per cent of people"
            workbookUnit = "percentage points, written as per cent"
        case .amount, .money:
            level = NumberFormat(notation: fine, multiplier: multiplier, prefix: currency)
            roughLevel = NumberFormat(notation: rough, multiplier: multiplier, prefix: currency)
            changeUnit = unit.isEmpty ? "per person" : unit + " per person"
            sentenceUnit = currency.isEmpty ? changeUnit : "per person"
            shortUnit = unit.isEmpty ? "per person" : unit
            shortUnitAfterNumber = currency.isEmpty ? shortUnit : "per person"
            levelUnit = changeUnit
            workbookUnit = unit.isEmpty ? "the unit of the outcome" : unit
        }
    }

    /// "+3.87 to +7.88".
    func interval(_ estimate: Estimate) -> String {
        Self.interval(estimate, change)
    }

    /// "+3.9 to +7.9".
    func roughInterval(_ estimate: Estimate) -> String {
        Self.interval(estimate, roughChange)
    }

    /// What is said in the place of an interval that the data do not give.
    static let notIdentified = "not identified"

    static func interval(_ estimate: Estimate, _ format: NumberFormat) -> String {
        estimate.uncertainty.map {
            format.text($0.confidenceLow) + " to " + format.text($0.confidenceHigh)
        } ?? notIdentified
    }

    /// "12% to 30%", and in words where it is unbounded.
    static func interval(_ share: ShareEstimate) -> String {
        let percentage = NumberFormat.percentage
        switch share.interval {
        case .bounded(let low, let high):
            return percentage.text(low) + " to " + percentage.text(high)
        case .outside(let low, let high):
            return "unbounded: below \(percentage.text(low)) or above \(percentage.text(high))"
        case .everything: return "unbounded: could be anything"
        case nil: return notIdentified
        }
    }

    /// What an interval without bounds says of its share, as the end of a sentence.
    static func sentence(_ interval: ShareInterval) -> String {
        let percentage = NumberFormat.percentage.plain
        switch interval {
        case .bounded(let low, let high):
            return "lies between \(percentage.text(low)) and \(percentage.text(high))"
        case .outside(let low, let high):
            return "could be anything but what lies between \(percentage.text(low)) and "
                + percentage.text(high)
        case .everything: return "could be anything"
        }
    }

    private static func notation(
        errors: [Double],
        values: [Double],
        digits: Int
    ) -> NumberFormat.Notation {
        // An amount of rounding beside an error that is none is written like the error.
        let largest = (values + errors).filter(\.isFinite).map { abs($0) }.max() ?? 0
        guard largest > 0 else { return .fixed(decimals: 2) }
        let power = Int(floor(log10(largest)))
        if power < -5 || power > 11 { return .scientific(decimals: 2) }
        let smallest = errors.filter { $0 > 0 && $0.isFinite }.min() ?? largest / 100
        let ofError = digits - 1 - Int(floor(log10(smallest)))
        return .fixed(decimals: min(7, max(0, max(1 - power, min(ofError, 3 + digits - power)))))
    }
}

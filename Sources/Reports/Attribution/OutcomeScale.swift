import TopsliceBenefits
import TopsliceMoney

/// How a mean outcome is shown to people; files for machines always keep the raw number.
package enum OutcomeScale: Sendable, Equatable, Codable {
    /// The outcome is 0 or 1: means are shown as percentages, differences as percentage points.
    case proportion
    /// The outcome is an amount for each person, in a unit such as "days" or "£"; an empty unit
    /// is shown as the plain number.
    case amount(unit: String)
    /// The outcome is money, shown in whole units of its currency: `sign` is "£", or the code where there is no sign, and
    /// so many of the outcome's numbers make one of them (100 for pence).
    case money(sign: String, parts: Int)

    /// That of an outcome whose unit was read before.
    ///
    /// - `words`: what the study calls the unit of its main outcome; money needs none.
    init(isProportion: Bool, _ unit: OutcomeUnit, words: String?) {
        if isProportion {
            self = .proportion
            return
        }
        switch unit {
        case .money(let currency, let isMinor):
            self = .money(
                sign: currency.symbol ?? currency.code,
                parts: isMinor ? currency.minorUnitsPerMajor : 1
            )
        case .plain(let unit): self = .amount(unit: words ?? unit)
        case .unstated, .worth: self = .amount(unit: words ?? "")
        }
    }
}

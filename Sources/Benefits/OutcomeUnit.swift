package import TopsliceMoney
internal import TopsliceOptions
internal import TopsliceStudies

/// What one of an outcome's numbers counts.
package enum OutcomeUnit: Sendable, Hashable {
    /// Nothing is said of it.
    case unstated
    /// Something that is not money, such as days.
    case plain(String)
    /// Pounds, or where `isMinor` pence.
    case money(Currency, isMinor: Bool)

    /// What the small coins of a currency may be called.
    private static let minorNames = ["pence", "cents", "minor"]

    /// Reads a unit as a study writes it: three capital letters begin a currency, any other word is a plain unit.
    init(_ worth: OutcomeWorth) throws(BenefitError) {
        guard let stated = worth.unit else {
            self = .unstated
            return
        }
        let parts = stated.value.split(separator: "-", omittingEmptySubsequences: false)
        let code = parts.first.map(String.init) ?? ""
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
            self = .plain(stated.value)
            return
        }
        guard let currency = try? Currency(code: code), parts.count <= 2,
            parts.count == 1 || Self.minorNames.contains(String(parts[1]))
        else {
            throw .unknownUnit(outcome: worth.outcome, unit: stated.value, place: stated.place)
        }
        self = .money(currency, isMinor: parts.count == 2)
    }

    package var currency: Currency? {
        if case .money(let currency, _) = self { currency } else { nil }
    }

    /// Minor units in one of it; nil where it is not money.
    var minorUnits: Int? {
        if case .money(let currency, let isMinor) = self {
            isMinor ? 1 : currency.minorUnitsPerMajor
        } else {
            nil
        }
    }
}

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
    /// Something that is not money and of which one is worth so much.
    case worth(Money)

    /// What the small coins of a currency may be called.
    private static let minorNames = ["pence", "cents", "minor"]

    /// Reads a unit as a study writes it: three capital letters begin a currency, any other word is a plain unit.
    init(_ worth: OutcomeWorth) throws(BenefitError) {
        let unit = try Self(unitOf: worth)
        guard let stated = worth.worth else {
            self = unit
            return
        }
        guard unit.currency == nil else {
            throw .worthOfMoney(outcome: worth.outcome, place: stated.place)
        }
        let code = stated.value.prefix(3)
        guard let currency = try? Currency(code: String(code)),
            let amount = try? Money(parsing: stated.value, currency: currency), amount.isPositive
        else {
            throw .unknownWorth(outcome: worth.outcome, worth: stated.value, place: stated.place)
        }
        self = .worth(amount)
    }

    private init(unitOf worth: OutcomeWorth) throws(BenefitError) {
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
        switch self {
        case .money(let currency, _): currency
        case .worth(let amount): amount.currency
        case .unstated, .plain: nil
        }
    }

    /// Minor units in one of it; nil where it is not money.
    var minorUnits: Int? {
        switch self {
        case .money(let currency, let isMinor): isMinor ? 1 : currency.minorUnitsPerMajor
        case .worth(let amount): amount.minorUnits
        case .unstated, .plain: nil
        }
    }
}

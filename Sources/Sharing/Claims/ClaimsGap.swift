package import TopsliceApportionment

/// Why a rule divides nothing among the claims at hand.
package enum ClaimsGap: Error, Sendable, CustomStringConvertible {
    case claims(ClaimsError)
    case money(MoneyGap)

    package var description: String {
        switch self {
        case .claims(let error): error.description
        case .money(let gap): gap.description
        }
    }
}

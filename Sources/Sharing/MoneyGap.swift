package import TopsliceApportionment
package import TopsliceMoney

/// Why money cannot follow shares.
package enum MoneyGap: Error, Sendable, Hashable, CustomStringConvertible {
    case shares(GridError)
    case division(ApportionmentError)
    case journal(MoneyError)

    package var description: String {
        switch self {
        case .shares(let error): error.description
        case .division(let error): error.description
        case .journal(let error): error.description
        }
    }
}

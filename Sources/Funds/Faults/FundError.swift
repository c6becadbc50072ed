package import TopsliceApportionment
package import TopsliceMoney

/// Why a sound agreement cannot be settled on the actuals given.
package enum FundError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A clause shares by contributions and there are none.
    case noContributions(clause: String)
    /// A clause shares by weights that are all zero.
    case noWeights(clause: String)
    /// A clause shares by savings and nobody has any.
    case noBenefits(clause: String)
    case tooLarge(what: String)
    /// Two settlements whose amounts cannot be compared.
    case currencies(first: Currency, second: Currency)
    /// A clause was asked for something that its own checks rule out.
    case indivisible(clause: String, reason: ApportionmentError)

    /// The matrix of savings cannot be rounded with its totals kept.
    case savingsIndivisible(TableRoundingError)

    package var description: String {
        switch self {
        case .noContributions(let clause):
            "\(clause) shares in proportion to contributions, and there are none"
        case .noWeights(let clause):
            "\(clause) shares by weights that are all zero, so nothing says who bears what"
        case .noBenefits(let clause):
            "\(clause) shares in proportion to savings, and nobody's budget has any"
        case .tooLarge(let what):
            "\(what) exceeds the largest amount, 9,223,372,036,854,775,807 minor units of its currency"
        case .currencies(let first, let second):
            "the first agreement is in \(first.code), the second in \(second.code); amounts are compared in one currency"
        case .indivisible(let clause, let reason):
            "\(clause) cannot be divided: \(reason)"
        case .savingsIndivisible(let reason):
            "the matrix of savings cannot be divided: \(reason)"
        }
    }
}

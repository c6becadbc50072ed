import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney

extension ContributionWorking {
    /// How a contribution was worked out, as a statement says it.
    var words: String {
        switch self {
        case .stated(let isUplifted): isUplifted ? "stated amount with uplift" : "stated amount"
        case .share(let basis): "by \(basis.words)"
        case .minimum: "the minimum"
        case .lines(let count):
            "the shares of \(count == 1 ? "the line" : "\(count) lines"), each in whole pence"
        case .slice(let slice, let budget, let isLifted):
            slice.words(of: budget) + (isLifted ? ", lifted to the minimum" : "")
        case .personalBudget(let person): "personal budget '\(person)'"
        }
    }
}

extension TopSlice.Slice {
    fileprivate func words(of budget: Money) -> String {
        switch self {
        case .part(let part): "\((part * 100).decimalOrFraction)% of \(budget.formatted())"
        case .amount: "a stated amount of \(budget.formatted())"
        }
    }
}

extension ContributionKind {
    /// One word or two for a statement.
    var words: String {
        switch self {
        case .fixed: "fixed"
        case .shared(.percentage): "percentage"
        case .shared(.benefit): "in proportion to benefit"
        case .shared(.ability): "in proportion to ability"
        case .shared(.formula): "formula"
        case .sharesOfLines: "shares of each line"
        case .topSlice: "top-slice"
        case .personalBudget: "personal budget"
        }
    }
}

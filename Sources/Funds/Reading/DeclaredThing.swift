/// What an identifier may refer to, and where it is declared.
enum DeclaredThing {
    case partner
    case line
    case phase
    case risk
    case savingsShare
    case saving
    case outcome
    case contribution
    case allocation
    case costCompensation
    case incomeCompensation

    var words: String {
        switch self {
        case .partner: "a partner"
        case .line: "a line"
        case .phase: "a phase"
        case .risk: "a risk clause"
        case .savingsShare: "a savings share"
        case .saving: "a saving"
        case .outcome: "an outcome"
        case .contribution: "a contribution or outcome payment"
        case .allocation: "an allocation"
        case .costCompensation: "a compensation that counts costs"
        case .incomeCompensation: "a compensation that counts income"
        }
    }

    /// The keys of the agreement that declare it.
    var sections: [String] {
        switch self {
        case .partner: ["partners", "partners_file"]
        case .line: ["lines", "lines_file"]
        case .phase: ["phases"]
        case .risk: ["risk"]
        case .savingsShare: ["savings_shares"]
        case .saving: ["savings"]
        case .outcome: ["outcomes"]
        case .contribution: ["contributions", "contributions_file", "outcome_payments"]
        case .allocation: ["allocations"]
        case .costCompensation, .incomeCompensation: ["compensation"]
        }
    }
}

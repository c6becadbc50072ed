import TopsliceFormats

/// What clauses that are written as formulas pay, beside over- and underspends and savings.
struct FollowedClauses {
    /// What a payee is paid for outcomes.
    var outcomes: [String: [WorkbookFormula]] = [:]
    /// Of figures of a partner's statement, in pence, what formulas make instead.
    var settledOutcomes: [String: Int] = [:]
    var settledAllocation: [String: Int] = [:]
    var settledCompensation: [String: Int] = [:]
    var settledSupplyChain: [String: Int] = [:]
    var settledBefore: [String: Int] = [:]
    /// What owners of aligned lines have of others for overspends, less what they give them of underspends.
    var heldDifferences: [String: [WorkbookFormula]] = [:]
    /// What the pool pays for outcomes, by the place of the line that bears it.
    var charged: [Int: Charge] = [:]
    /// What members pay in for allocations.
    var receipts: [String: [WorkbookFormula]] = [:]
    /// What payers handed to payees of outcome payments, above zero for whoever handed it over.
    var advances: [String: [WorkbookFormula]] = [:]
    /// What is passed on in supply chains, above zero for whoever receives it.
    var passedOn: [String: [WorkbookFormula]] = [:]
    /// What must not fall below zero, because other formulas would hold then.
    var pools: [(clause: String, amount: WorkbookFormula)] = []
    /// How many roundings of savings in several budgets cannot be had, which must be none.
    var roundings: [WorkbookFormula] = []
    /// What one partner pays another, so that every two can settle with each other.
    var flows: [Flow] = []

    struct Charge {
        var now: [WorkbookFormula] = []
        /// In pence.
        var settled = 0
    }

    struct Flow {
        let payer: String
        let payee: String
        let now: WorkbookFormula
        /// As settled, in pence.
        let before: Int
    }
}

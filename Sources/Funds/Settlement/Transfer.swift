public import Money

/// Who pays whom, under which clause, when everything is settled. `pool` is a party of its own: the host
/// holds it for all.
public struct Transfer: Sendable, Hashable {
    public let from: String
    public let to: String
    /// In pence, above zero.
    public let amount: Int
    public let clause: String
}

/// One equation that must hold; `difference` is zero where it does.
public struct SettlementCheck: Sendable, Hashable {
    public let name: String
    /// In pence.
    public let expected: Int
    /// In pence.
    public let actual: Int

    public var difference: Int { actual - expected }
    public var holds: Bool { actual == expected }
}

/// One partner's statement. Amounts in pence.
///
/// `net = receives − pays`, and also
/// `net = − contribution − riskShare + savings − savingsHeld + outcomePayments + compensation
/// + supplyChain + reimbursements + refunds + alreadySettled`.
public struct PartnerStatement: Sendable, Hashable {
    public let partner: String
    /// What it owes to the pool.
    public internal(set) var contribution = 0
    /// Its own money that is counted beside the pool.
    public internal(set) var aligned = 0
    /// Above zero: its part of overspends. Below zero: its part of underspends given back.
    public internal(set) var riskShare = 0
    /// Its share of the cashable savings of all.
    public internal(set) var savings = 0
    /// Of the shared savings, what fell in its own budget.
    public internal(set) var savingsHeld = 0
    /// Above zero: it is paid for outcomes. Below zero: it pays.
    public internal(set) var outcomePayments = 0
    /// Above zero: it is compensated. Below zero: it compensates.
    public internal(set) var compensation = 0
    /// What subcontractors receive from their primes (above zero) and primes pass on (below zero).
    public internal(set) var supplyChain = 0
    /// What it spent for the pool and gets back.
    public internal(set) var reimbursements = 0
    /// Contributions given back: reversed top-slices and unused personal budgets.
    public internal(set) var refunds = 0
    /// What it handed over (above zero) or received (below zero) before the settlement.
    public internal(set) var alreadySettled = 0
    /// What it was paid for delivering lines, outside the settlement.
    public internal(set) var delivered = 0
    public internal(set) var pays = 0
    public internal(set) var receives = 0

    init(partner: String) {
        self.partner = partner
    }

    public var net: Int { receives - pays }

    /// The net position by clauses, which must equal the one by transfers.
    func entitlement() throws(FundError) -> Int {
        try Pence.sum(
            -contribution,
            -riskShare,
            savings,
            -savingsHeld,
            outcomePayments,
            compensation,
            supplyChain,
            reimbursements,
            refunds,
            alreadySettled
        )
    }
}

/// One partner's entry in one contribution.
public struct ContributionEntry: Sendable, Hashable {
    public let contribution: String
    public let clause: String
    public let rule: String
    public let isAligned: Bool
    public let fundSource: String
    /// Nil for the whole term.
    public let phase: String?
    public let date: CalendarDate
    public let share: ContributionShare
    public let source: String
}

/// A line's budget and spending in one phase.
public struct LineOutturn: Sendable, Hashable {
    public let line: FundLine
    /// Nil for the whole term.
    public let phase: String?
    /// In pence.
    public let budget: Int
    /// In pence.
    public let spend: Int
    /// The clause that shares the variance; nil where the owner bears it.
    public let risk: String?
    /// How many rows of the actuals the spending is the sum of.
    public let rowCount: Int
    /// The places of the first and last of them, or of the line where there are none.
    public let source: String

    /// Above zero for an overspend, in pence.
    public var variance: Int { spend - budget }
}

/// How an over- or underspend was divided.
public struct RiskDivision: Sendable, Hashable {
    public let id: String
    public let clause: String
    /// The schedule's name.
    public let schedule: String
    public let isOverspend: Bool
    public let phase: String?
    public let lines: [String]
    /// In pence.
    public let amount: Int
    /// The exact working.
    public let steps: [RiskStep]
    /// Whole pence by party, which sum to the amount.
    public let parts: [Part]
    /// For underspends: what becomes of the money.
    public let destination: RiskClause.Destination
    public let source: String

    public struct Part: Sendable, Hashable {
        public let party: String
        /// In pence.
        public let amount: Int
    }
}

/// A saving as it came out.
public struct SavingOutturn: Sendable {
    public let stream: SavingStream
    /// In pence.
    public let realised: Int
    public let amounts: SavingRelease.Amounts
    /// What was paid out on the forecast, in pence; nil where payment waits for the actuals.
    public let paidOnForecast: Int?
    public let source: String
}

/// A payment for an outcome as it came out.
public struct OutcomeOutturn: Sendable {
    public let payment: OutcomePayment
    public let results: OutcomeResults
    public let paid: OutcomePaid
    /// In pence.
    public let amount: Int
    /// Whole pence by payer, which sum to the amount.
    public let payers: [RiskDivision.Part]
    public let source: String
}

/// The pool at the end of one day, in pence; in = out + balance.
public struct PoolBalance: Sendable, Hashable {
    public let date: CalendarDate
    /// All that has come in up to this day.
    public let moneyIn: Int
    /// All that has gone out.
    public let moneyOut: Int
    public let balance: Int
}

/// A line that spending is passing by more than its tolerance.
public struct EarlyWarning: Sendable, Hashable {
    public let line: String
    /// The month, as `2025-11`.
    public let month: String
    /// Whether the month lies after the last row, so that it was projected.
    public let isProjected: Bool
    /// Spending up to that month, in pence.
    public let spend: Int
    /// Budget and tolerance, in pence.
    public let limit: Int
}

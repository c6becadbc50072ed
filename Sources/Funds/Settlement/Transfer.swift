package import TopsliceMoney

/// Who pays whom, under which clause, when everything is settled. `pool` is a party of its own: the host
/// holds it for all.
package struct Transfer: Sendable, Hashable {
    package let from: String
    package let to: String
    /// In pence, above zero.
    package let amount: Int
    package let clause: String
}

/// One equation that must hold; `difference` is zero where it does.
package struct SettlementCheck: Sendable, Hashable {
    package let name: String
    /// In pence.
    package let expected: Int
    /// In pence.
    package let actual: Int

    package var difference: Int { actual - expected }
    package var holds: Bool { actual == expected }
}

/// One partner's statement. Amounts in pence.
///
/// `net = receives − pays`, and also
/// `net = − contribution − riskShare + savings − savingsHeld + outcomePayments + compensation
/// + supplyChain + reimbursements + refunds + alreadySettled`.
package struct PartnerStatement: Sendable, Hashable {
    package let partner: String
    /// What it owes to the pool.
    package internal(set) var contribution = 0
    /// Its own money that is counted beside the pool.
    package internal(set) var aligned = 0
    /// Above zero: its part of overspends. Below zero: its part of underspends given back.
    package internal(set) var riskShare = 0
    /// Its share of the cashable savings of all.
    package internal(set) var savings = 0
    /// Of the shared savings, what fell in its own budget.
    package internal(set) var savingsHeld = 0
    /// Above zero: it is paid for outcomes. Below zero: it pays.
    package internal(set) var outcomePayments = 0
    /// Above zero: it is compensated. Below zero: it compensates.
    package internal(set) var compensation = 0
    /// What subcontractors receive from their primes (above zero) and primes pass on (below zero).
    package internal(set) var supplyChain = 0
    /// What it spent for the pool and gets back.
    package internal(set) var reimbursements = 0
    /// Contributions given back: reversed top-slices and unused personal budgets.
    package internal(set) var refunds = 0
    /// What it handed over (above zero) or received (below zero) before the settlement.
    package internal(set) var alreadySettled = 0
    /// What it was paid for delivering lines, outside the settlement.
    package internal(set) var delivered = 0
    package internal(set) var pays = 0
    package internal(set) var receives = 0

    init(partner: String) {
        self.partner = partner
    }

    package var net: Int { receives - pays }

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
package struct ContributionEntry: Sendable, Hashable {
    package let contribution: String
    package let clause: String
    package let rule: String
    package let isAligned: Bool
    package let fundSource: String
    /// Nil for the whole term.
    package let phase: String?
    package let date: CalendarDate
    package let share: ContributionShare
    package let source: String
}

/// A line's budget and spending in one phase.
package struct LineOutturn: Sendable, Hashable {
    package let line: FundLine
    /// Nil for the whole term.
    package let phase: String?
    /// In pence.
    package let budget: Int
    /// In pence.
    package let spend: Int
    /// The clause that shares the variance; nil where the owner bears it.
    package let risk: String?
    /// How many rows of the actuals the spending is the sum of.
    package let rowCount: Int
    /// The places of the first and last of them, or of the line where there are none.
    package let source: String

    /// Above zero for an overspend, in pence.
    package var variance: Int { spend - budget }
}

/// How an over- or underspend was divided.
package struct RiskDivision: Sendable, Hashable {
    package let id: String
    package let clause: String
    /// The schedule's name.
    package let schedule: String
    package let isOverspend: Bool
    package let phase: String?
    package let lines: [String]
    /// In pence.
    package let amount: Int
    /// The exact working.
    package let steps: [RiskStep]
    /// Whole pence by party, which sum to the amount.
    package let parts: [Part]
    /// For underspends: what becomes of the money.
    package let destination: RiskClause.Destination
    package let source: String

    package struct Part: Sendable, Hashable {
        package let party: String
        /// In pence.
        package let amount: Int
    }
}

/// A saving as it came out.
package struct SavingOutturn: Sendable {
    package let stream: SavingStream
    /// In pence.
    package let realised: Int
    package let amounts: SavingRelease.Amounts
    /// What was paid out on the forecast, in pence; nil where payment waits for the actuals.
    package let paidOnForecast: Int?
    package let source: String
}

/// A payment for an outcome as it came out.
package struct OutcomeOutturn: Sendable {
    package let payment: OutcomePayment
    package let results: OutcomeResults
    package let paid: OutcomePaid
    /// In pence.
    package let amount: Int
    /// Whole pence by payer, which sum to the amount.
    package let payers: [RiskDivision.Part]
    package let source: String
}

/// The pool at the end of one day, in pence; in = out + balance.
package struct PoolBalance: Sendable, Hashable {
    package let date: CalendarDate
    /// All that has come in up to this day.
    package let moneyIn: Int
    /// All that has gone out.
    package let moneyOut: Int
    package let balance: Int
}

/// A line that spending is passing by more than its tolerance.
package struct EarlyWarning: Sendable, Hashable {
    package let line: String
    /// The month, as `2025-11`.
    package let month: String
    /// Whether the month lies after the last row, so that it was projected.
    package let isProjected: Bool
    /// Spending up to that month, in pence.
    package let spend: Int
    /// Budget and tolerance, in pence.
    package let limit: Int
}

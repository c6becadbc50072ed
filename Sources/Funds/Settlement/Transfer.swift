package import TopsliceExactArithmetic
package import TopsliceMoney

/// Who pays whom, under which clause, when everything is settled. `pool` is a party of its own: the host
/// holds it for all.
package struct Transfer: Sendable, Hashable {
    package let from: Account
    package let to: Account
    /// In pence, above zero.
    package let amount: Money
    package let subject: JournalSubject
}

/// One partner's statement. Amounts in pence.
///
/// `net = receives − pays`, and also
/// `net = − contribution − riskShare + savings − savingsHeld + outcomePayments + compensation + allocation
/// + supplyChain + reimbursements + refunds + alreadySettled`.
package struct PartnerStatement: Sendable, Hashable {
    package let partner: String
    /// What it owes to the pool.
    package internal(set) var contribution: Money
    /// Its own money that is counted beside the pool.
    package internal(set) var aligned: Money
    /// Above zero: its part of overspends. Below zero: its part of underspends given back.
    package internal(set) var riskShare: Money
    /// Its share of the cashable savings of all.
    package internal(set) var savings: Money
    /// Of the shared savings, what fell in its own budget.
    package internal(set) var savingsHeld: Money
    /// Above zero: it is paid for outcomes. Below zero: it pays.
    package internal(set) var outcomePayments: Money
    /// Above zero: it is compensated. Below zero: it compensates.
    package internal(set) var compensation: Money
    /// What it gets from pools that are paid out, less what it paid into them.
    package internal(set) var allocation: Money
    /// What subcontractors receive from their primes (above zero) and primes pass on (below zero).
    package internal(set) var supplyChain: Money
    /// What it spent for the pool and gets back.
    package internal(set) var reimbursements: Money
    /// Contributions given back: reversed top-slices and unused personal budgets.
    package internal(set) var refunds: Money
    /// What it handed over (above zero) or received (below zero) before the settlement.
    package internal(set) var alreadySettled: Money
    /// What it was paid for delivering lines, outside the settlement.
    package internal(set) var delivered: Money
    package internal(set) var pays: Money
    package internal(set) var receives: Money

    /// Nothing of anything.
    init(partner: String, currency: Currency) {
        self.partner = partner
        let none = Money.zero(currency)
        contribution = none
        aligned = none
        riskShare = none
        savings = none
        savingsHeld = none
        outcomePayments = none
        compensation = none
        allocation = none
        supplyChain = none
        reimbursements = none
        refunds = none
        alreadySettled = none
        delivered = none
        pays = none
        receives = none
        net = none
    }

    /// What it receives less what it pays.
    package internal(set) var net: Money

    /// The net position by clauses, which must equal the one by transfers.
    func entitlement() throws(FundError) -> Money {
        let towards = try Money.total(
            savings,
            outcomePayments,
            compensation,
            allocation,
            supplyChain,
            reimbursements,
            refunds,
            alreadySettled
        )
        return try towards.minus(try Money.total(contribution, riskShare, savingsHeld))
    }
}

/// One partner's entry in one contribution.
package struct ContributionEntry: Sendable, Hashable {
    package let contribution: String
    package let clause: String
    package let rule: ContributionKind
    /// Whether it is the budget of a single person, whom not every audience may see.
    package let isOfOnePerson: Bool
    package let isAligned: Bool
    /// Whether the pool sets it aside in the risk pool.
    package let isIntoRiskPool: Bool
    package let band: MoneyBand
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
    /// In pence, as it was agreed first.
    package let original: Money
    /// In pence, of the whole period, with what was moved since.
    package let revised: Money
    /// In pence: what spending is compared with, the revised budget or its part up to a day.
    package let budget: Money
    /// In pence.
    package let spend: Money
    /// Of the spending, what was accrued without an invoice.
    package let accrued: Money
    /// Of the spending, what is expected and not recorded.
    package let foreseen: Money
    /// Of the budget, what is held back because of months nobody has spoken for.
    package let held: Money
    /// The most that would be held back, whatever was spent.
    package let mostHeld: Money
    /// Spending less what of the budget is not held back: above zero for an overspend.
    package let variance: Money
    /// The clause that shares the variance; nil where the owner bears it.
    package let risk: String?
    /// How many rows of the actuals the spending is the sum of.
    package let rowCount: Int
    /// The places of the first and last of them, or of the line where there are none.
    package let source: String

    /// What is left of the budget; nothing where it was overspent.
    let underspend: Money
    var overspend: Money { variance.isPositive ? variance : .zero(variance.currency) }

    init(
        line: FundLine,
        allotment: FundLine.Allotment,
        spend: Money,
        held: Money,
        mostHeld: Money,
        accrued: Money,
        foreseen: Money,
        rowCount: Int,
        source: String
    ) throws(FundError) {
        self.line = line
        phase = allotment.phase
        original = allotment.original
        revised = allotment.revised
        budget = allotment.budget
        self.held = held
        self.mostHeld = mostHeld
        self.accrued = accrued
        self.foreseen = foreseen
        self.spend = spend
        risk = allotment.risk
        self.rowCount = rowCount
        self.source = source
        variance = try spend.minus(allotment.budget.minus(held))
        underspend = variance.isNegative ? try variance.opposite() : .zero(variance.currency)
    }
}

/// How an over- or underspend was divided.
package struct RiskDivision: Sendable, Hashable {
    package let id: String
    package let clause: String
    package let schedule: RiskScheduleKind
    package let isOverspend: Bool
    package let phase: String?
    package let lines: [String]
    /// In pence.
    package let amount: Money
    /// The exact working.
    package internal(set) var steps: [RiskStep]
    /// Whole pence by party, which sum to the amount.
    package internal(set) var parts: [Part]
    /// For underspends: what becomes of the money.
    package let destination: RiskClause.Destination
    package let source: String

    package struct Part: Sendable, Hashable {
        package let party: Account
        /// In pence.
        package let amount: Money
    }
}

/// A saving as it came out.
package struct SavingOutturn: Sendable {
    package let stream: SavingStream
    /// In pence.
    package let realised: Money
    package let amounts: SavingRelease.Amounts
    /// What was paid out on the forecast, in pence; nil where payment waits for the actuals.
    package let paidOnForecast: Money?
    package let source: String
}

/// A payment for an outcome as it came out.
package struct OutcomeOutturn: Sendable {
    package let payment: OutcomePayment
    package let results: OutcomeResults
    package let paid: OutcomePaid
    /// In pence.
    package let amount: Money
    /// Whole pence by payer, which sum to the amount.
    package let payers: [RiskDivision.Part]
    package let source: String
}

/// The pool at the end of one day, in pence; in = out + balance.
package struct PoolBalance: Sendable, Hashable {
    package let date: CalendarDate
    /// All that has come in up to this day.
    package let moneyIn: Money
    /// All that has gone out.
    package let moneyOut: Money
    package let balance: Money
}

/// A line that spending is passing by more than its tolerance.
package struct EarlyWarning: Sendable, Hashable {
    package let line: String
    /// As a part of the budget.
    package let tolerance: Rational
    /// The month, as `2025-11`.
    package let month: String
    /// Whether the month lies after the last row, so that it was projected.
    package let isProjected: Bool
    /// Spending up to that month, in pence.
    package let spend: Money
    /// Budget and tolerance, in pence.
    package let limit: Money
}

package import TopsliceMoney
import TopsliceRecords

/// What an agreement leaves open though it can be settled: said before anybody signs it rather than after.
package struct AgreementReview: Sendable {
    /// What is missing, in the order in which it is said.
    package let openPoints: [OpenPoint]
    /// What its settlement warns of, such as what was assumed.
    package let warnings: [SettlementWarning]

    /// Settles the agreement to see whether it can be.
    ///
    /// - Throws: why it cannot.
    package init(_ input: FundInput) throws(FundError) {
        let agreement = input.agreement
        let settlement = try Settlement(input)
        var points = settlement.checks.filter { !$0.holds }.map {
            OpenPoint.notReconciled($0.equation)
        }
        for outcome in agreement.outcomes where outcome.recordedDigest == nil {
            points.append(.noDigest(outcome: outcome.id, digest: try? outcome.digest()))
        }
        if agreement.functions.isEmpty { points.append(.noFunctions) }
        if let gap = try Self.fundingGap(settlement) { points.append(gap) }
        openPoints = points
        warnings = settlement.warnings
    }

    /// What goes into the pool against what its lines may spend.
    private static func fundingGap(_ settlement: Settlement) throws(FundError) -> OpenPoint? {
        let agreement = settlement.agreement
        let pooled = settlement.contributions.filter { !$0.isAligned }
        let contributed = try Money.total(pooled.map(\.share.amount), in: agreement.currency)
        let refunds = try Money.total(settlement.statements.map(\.refunds), in: agreement.currency)
        let brought = agreement.broughtForward
        let paidIn = try brought.plus(contributed).minus(refunds)
        let budgets = try Money.total(
            settlement.lines.filter { $0.line.kind != .aligned }.map(\.revised),
            in: agreement.currency
        )
        guard !settlement.lines.isEmpty, paidIn != budgets else { return nil }
        return .budgetsNotCovered(
            paidIn: paidIn,
            budgets: budgets,
            gap: try max(paidIn, budgets).minus(min(paidIn, budgets)),
            hasBroughtForward: !brought.isZero
        )
    }
}

/// What an agreement leaves open. Words for it are made in reports.
package enum OpenPoint: Sendable, Hashable {
    case notReconciled(SettlementCheck.Equation)
    /// An outcome whose definition could change unseen, with the digest to write; nil where there is nothing to digest.
    case noDigest(outcome: String, digest: String?)
    /// Nobody is named who answers for commissioning, audit or data.
    case noFunctions
    /// What goes into the pool and what its lines may spend differ.
    case budgetsNotCovered(paidIn: Money, budgets: Money, gap: Money, hasBroughtForward: Bool)
}

import TopsliceMoney
import TopsliceRecords

/// What an agreement leaves open though it can be settled: said before anybody signs it rather than after.
package struct AgreementReview: Sendable {
    /// Each a sentence that says what is missing and what to write.
    package let openPoints: [String]
    /// What its settlement warns of, such as what was assumed.
    package let warnings: [SettlementWarning]

    /// Settles the agreement to see whether it can be.
    ///
    /// - Throws: why it cannot.
    package init(_ input: FundInput) throws(FundError) {
        let agreement = input.agreement
        let settlement = try Settlement(input)
        var points = settlement.checks.filter { !$0.holds }.map {
            "the settlement does not reconcile: \($0.name)"
        }
        for outcome in agreement.outcomes where outcome.recordedDigest == nil {
            let digest = (try? outcome.digest()).map { "; write\n    sha256: \($0)" } ?? ""
            points.append(
                "the definition of outcome '\(outcome.id)' has no digest, so that a later change could not "
                    + "be seen\(digest)"
            )
        }
        if agreement.functions.isEmpty {
            points.append(
                "no functions are named, so nobody is seen to answer for commissioning, audit or data; "
                    + "list them with their owners under 'functions'"
            )
        }
        if let gap = try Self.fundingGap(settlement) { points.append(gap) }
        openPoints = points
        warnings = settlement.warnings
    }

    /// What goes into the pool against what its lines may spend.
    private static func fundingGap(_ settlement: Settlement) throws(FundError) -> String? {
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
        let whole = brought.isZero ? " of" : " and what is brought forward, together"
        let gap = try max(paidIn, budgets).minus(min(paidIn, budgets))
        return
            "contributions\(whole) \(paidIn.formatted()) are \(gap.formatted()) "
            + (paidIn < budgets ? "below" : "above")
            + " the budgets of the pool, \(budgets.formatted())"
    }
}

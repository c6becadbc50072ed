import TopsliceFunds
import TopsliceMoney
import Testing

/// What savings clauses do below zero: losses are shared only where a clause says so.
struct LossTests {
    private func settle(_ share: String, _ pounds: Int) throws -> Settlement {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                savings_shares:
                  - {id: s, \(share)}
                savings:
                  - {id: care, beneficiary: c, forecast: 100000.00, share: s}
                """,
            ["2026-03-31,saving,care,,\(pounds).00,,"]
        )
        #expect(settlement.isReconciled)
        return settlement
    }

    private static let oneSided =
        "schedule: {rule: one-sided, trigger_percent: 2, reach: first-pound, below: c, "
        + "then: {rule: proportional, shares: {a: 80, c: 20}}}"

    /// 42 CFR 425.600 and 425.605: an ACO in the BASIC track's levels A and B shares gains and no losses.
    @Test func aOneSidedContractPaysNothingOnALoss() throws {
        let gain = try settle(Self.oneSided, 10_000)
        #expect(["a", "c"].map { gain[$0].net.minorUnits } == [800_000, -800_000])
        let loss = try settle(Self.oneSided, -6_000)
        #expect(loss.transfers.isEmpty)
        #expect(loss.statements.allSatisfy { $0.net == 0 })
        #expect(
            loss.warnings.contains(
                .lossKept(clause: "saving 'care'", saving: "care", loss: 600_000, beneficiary: "c")
            )
        )
    }

    /// Whoever is to be repaid first out of a gain, or restored out of it, pays nothing where there is none.
    @Test(arguments: [
        "schedule: {rule: first-loss, bearer: b, up_to: 5000.00, then: {rule: proportional, shares: {a: 100}}}",
        "schedule: {rule: restore, losses: {b: 5000.00}, by: equally, among: [a, b]}",
        "schedule: {rule: tiers, bands: [{up_to: 5000.00, shares: {b: 100}}, {shares: {a: 100}}]}",
        "schedule: {rule: capped, caps: {b: 100.00}, by: equally, among: [a, b]}",
        "schedule: {rule: fixed, bearer: b}", "agreed: {a: 50, b: 50}",
        "measured: {shares: {a: 1, b: 1}}",
    ])
    func noScheduleBillsAnybodyForALossByItself(share: String) throws {
        let loss = try settle(share, -8_000)
        #expect(loss.transfers.isEmpty)
        #expect(loss["c"].savings == -800_000)
    }

    /// A two-sided contract: 30% of a loss beyond 2% of the forecast is a's, the rest stays with c. Of £10,000.00
    /// the first £2,000.00 are c's, of £8,000.00 a bears £2,400.00.
    @Test func aClauseMaySayHowLossesAreShared() throws {
        let share =
            Self.oneSided + ", losses: {rule: one-sided, trigger_percent: 2, reach: above-trigger, "
            + "below: c, then: {rule: proportional, shares: {a: 30, c: 70}}}"
        let loss = try settle(share, -10_000)
        #expect(loss.paid(from: "a", to: "c") == 240_000)
        #expect(loss.transfers.count == 1)
    }

    @Test func sharesMayBeThoseOfAGain() throws {
        let loss = try settle("agreed: {a: 25, c: 75}, losses: shared", -8_000)
        #expect(loss.paid(from: "a", to: "c") == 200_000)
    }

    /// Tiers of a gain say nothing that could be turned round for `restore`, `first-loss` and `one-sided`.
    @Test(arguments: [Self.oneSided, "schedule: {rule: restore, losses: {b: 5.00}, by: equally}"])
    func aGainScheduleIsNotTurnedRound(share: String) throws {
        let faults = try TemporaryFund.faults(
            AgreementText.year + "savings_shares:\n  - {id: s, \(share), losses: shared}\n"
                + "savings:\n  - {id: care, beneficiary: c, forecast: 100000.00, share: s}\n"
        )
        #expect(faults.count == 1)
        #expect(faults.first?.contains("says nothing of losses") == true)
    }

    /// Nobody is restored out of an overspend: £600.00 are a's and b's in halves, and b, who lost, pays no more.
    @Test func anOverspendRestoresNobody() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                lines:
                  - {id: care, owner: a, budget: 1000.00, risk: r}
                contributions:
                  - {id: c, rule: fixed, partner: a, amount: 1000.00}
                risk:
                  - {id: r, both: {rule: restore, losses: {b: 200.00}, by: equally, among: [a, b]}}
                """,
            ["2026-03-31,spend,care,,1600.00,,"]
        )
        #expect(["a", "b"].map { settlement[$0].riskShare.minorUnits } == [30_000, 30_000])
    }

    /// Together £300.00 worse off: a gained £100.00, b lost £400.00. a gives up £100.00 and no more, and b is left
    /// £300.00 worse off.
    @Test func theOnlyGainerNeverPaysMoreThanItsGain() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                compensation:
                  - {id: k, before: {a: 1000.00, b: 1000.00}, by: equally, among: [a, b]}
                """,
            ["2026-03-31,cost,k,a,900.00,,", "2026-03-31,cost,k,b,1400.00,,"]
        )
        let result = try #require(settlement.compensations.first)
        #expect(result.positions.map(\.transfer.minorUnits) == [-10_000, 10_000])
        #expect(result.positions.map(\.final.minorUnits) == [0, -30_000])
        let shared = try TemporaryFund.settle(
            AgreementText.year + """
                compensation:
                  - {id: k, losses: shared, before: {a: 1000.00, b: 1000.00}, by: equally, among: [a, b]}
                """,
            ["2026-03-31,cost,k,a,900.00,,", "2026-03-31,cost,k,b,1400.00,,"]
        )
        #expect(
            try #require(shared.compensations.first).positions.map(\.final.minorUnits)
                == [-15_000, -15_000]
        )
    }
}

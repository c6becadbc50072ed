import TopsliceFunds
import TopsliceGeneratedFunds
import TopsliceMoney
import Testing

/// Pools that are paid out, and shares that stand once.
struct AllocationTests {
    private static let parts = """
          parts:
            - {name: kept, percent: 20, keep: risk-pool}
            - {name: growth, percent: 50, by: receipts}
            - {name: need, percent: 30, weights: {a: 1, c: 2}}

        """

    private func settle(_ allocation: String, _ rows: [String], _ more: String = "") throws
        -> Settlement
    {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + "allocations:\n  - id: p\n    clause: \"4\"\n"
                + allocation.split(separator: "\n").map { "  \($0)\n" }.joined() + more,
            rows
        )
        #expect(settlement.brokenEquations == [])
        return settlement
    }

    /// £900.00 come in: £100.00 of administration to a first; of £800.00 £160.00 are set aside, £400.00 go by what came
    /// in (600 : 300), £240.00 by need (1 : 2).
    @Test func aPoolIsPaidOutInSteps() throws {
        let settlement = try settle(
            "  first:\n    - {name: administration, amounts: {a: 100.00}}\n" + Self.parts,
            ["2026-03-31,receipt,p,a,600.00,,", "2026-03-31,receipt,p,b,300.00,,"]
        )
        let outturn = try #require(settlement.allocations.first)
        #expect(outturn.amount == 90_000)
        // a: 100 + 266.67 + 80; b: 133.33; c: 160.
        #expect(
            outturn.paid.map { "\($0.party.identifier) \($0.amount.minorUnits)" }
                == ["a 44667", "b 13333", "c 16000", "risk-pool 16000"]
        )
        #expect(
            ["a", "b", "c"].map { settlement[$0].net.minorUnits } == [-15_333, -16_667, 16_000]
        )
        #expect(settlement.accounts.first { $0.account == .riskPool }?.closing == 16_000)
    }

    /// More is asked for first than there is: all get the same proportion, and nothing is left.
    @Test func whatComesFirstGoesAsFarAsThereIs() throws {
        let settlement = try settle(
            "  first:\n    - {name: safety net, amounts: {b: 300.00, c: 100.00}}\n" + Self.parts,
            ["2026-03-31,receipt,p,a,200.00,,"]
        )
        #expect(["b", "c"].map { settlement[$0].allocation.minorUnits } == [15_000, 5_000])
    }

    /// a has 100 more and b 300 less: a gives up its 100 and no more, b is made good by it.
    @Test func aPoolThatIsShortTakesNoMoreThanWhatWasGained() throws {
        let rows = ["2026-03-31,receipt,p,a,100.00,,", "2026-03-31,receipt,p,b,-300.00,,"]
        let kept = try settle(Self.parts, rows)
        #expect(["a", "b", "c"].map { kept[$0].net.minorUnits } == [-10_000, 10_000, 0])
        let shared = try settle(
            "  losses: shared\n  parts:\n    - {name: need, percent: 100, weights: {a: 1, c: 3}}\n",
            rows
        )
        // 200 short: a bears 50 and c 150.
        #expect(["a", "b", "c"].map { shared[$0].net.minorUnits } == [-15_000, 30_000, -15_000])
    }

    /// A grant that the pool holds is divided by need.
    @Test func aStatedAmountOfThePoolIsDivided() throws {
        let settlement = try settle(
            "  amount: 90.00\n  parts:\n    - {name: need, weight: 2, weights: {b: 1}}\n"
                + "    - {name: rest, weight: 1, keep: pool}\n",
            [],
            "contributions:\n  - {id: c, rule: fixed, partner: a, amount: 90.00}\n"
        )
        #expect(settlement["b"].net == 6_000)
        #expect(settlement.balances.last?.balance == 3_000)
        #expect(settlement.isReconciled)
    }

    @Test(arguments: [
        ("{name: x, percent: 90, keep: pool}", "sum to 90 percent"),
        ("{name: x, percent: 100, keep: pool, weights: {a: 1}}", "exclude each other"),
        ("{name: x, percent: 100}", "nothing says who shares"),
    ])
    func partsThatDoNotMakeAWholeAreRefused(part: String, words: String) throws {
        let faults = try TemporaryFund.faults(
            AgreementText.year + "allocations:\n  - id: p\n    parts:\n      - \(part)\n"
        )
        #expect(faults.contains { $0.contains(words) }, "\(faults)")
    }

    private static let services =
        AgreementText.year + """
            share_sets:
              even: {shares: {a: 50, b: 50}}
            lines:
              - {id: legal, owner: a, budget: 100.01, shares: even, risk: r}
              - {id: audit, owner: a, budget: 50.00, shares: {a: 20, b: 80}, risk: r}
            contributions:
              - {id: c, rule: line-shares}
            risk:
              - {id: r, both: {rule: line-shares}}

            """

    /// £100.01 in halves (the odd penny to a, first by its identifier) and £50.00 as 20 : 80; legal is £10.00 over, audit
    /// £5.00 under, each in its own shares.
    @Test func eachLineHasItsSharesOnce() throws {
        let settlement = try TemporaryFund.settle(
            Self.services,
            ["2026-03-31,spend,legal,,110.01,,", "2026-03-31,spend,audit,,45.00,,"]
        )
        #expect(["a", "b"].map { settlement[$0].contribution.minorUnits } == [6_001, 9_000])
        #expect(["a", "b"].map { settlement[$0].riskShare.minorUnits } == [400, 100])
        #expect(settlement.isReconciled)
    }

    @Test func aLineWithoutSharesIsNotDividedByThem() throws {
        let faults = try TemporaryFund.faults(
            Self.services.replacing("shares: even, ", with: "")
        )
        #expect(faults.contains { $0.contains("has no 'shares'") })
        let unknown = try TemporaryFund.faults(
            Self.services.replacing("shares: even", with: "shares: evne")
        )
        #expect(unknown.contains { $0.contains("is no share set") })
    }
}

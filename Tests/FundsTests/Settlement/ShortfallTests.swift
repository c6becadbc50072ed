import TopsliceFunds
import TopsliceMoney
import Testing

/// No account of the fund pays what it does not hold, on any day.
struct ShortfallTests {
    private static func ghost(_ more: String) -> String {
        """
        agreement: A risk pool
        term: {from: 2025-04-01, to: 2026-03-31}
        \(more)
        partners:
          - {id: council, role: host}
          - {id: icb, role: funder}
        lines: [{id: l, owner: council, budget: 100000.00, risk: r}]
        risk:
          - id: r
            overspend: {rule: waterfall, sources: [{risk_pool: 50000.00}], then: {rule: proportional, by: equally}}
            underspend: {rule: proportional, by: equally}

        """
    }

    private static let paidIn =
        "contributions:\n  - {id: c, rule: percentage, total: 100000.00, by: equally}\n"
    private static let over = ["2026-03-31,spend,l,,140000.00,,"]

    /// A risk pool that nobody paid into meets nothing of £40,000.00: the two partners bear £20,000.00 each, the
    /// account stays at nothing, what is missing is its shortfall, and the settlement does not reconcile.
    @Test func aRiskPoolThatNobodyPaidIntoMeetsNothing() throws {
        let settlement = try TemporaryFund.settle(Self.ghost("") + Self.paidIn, Self.over)
        #expect(settlement.statements.map(\.riskShare.minorUnits) == [2_000_000, 2_000_000])
        #expect(
            settlement.banners == [
                .riskPoolShort(clause: "risk clause 'r'", missing: 4_000_000)
            ]
        )
        #expect(settlement.journal.allSatisfy { $0.credit != .riskPool && $0.debit != .riskPool })
        #expect(settlement.balances.last?.balance == 0)
        #expect(settlement.shortfalls.map(\.account) == [.riskPool])
        #expect(settlement.shortfalls.map(\.amount) == [4_000_000])
        #expect(settlement.shortfalls.map(\.cause) == [.asked])
        #expect(!settlement.isReconciled)
        #expect(
            settlement.checks.filter { !$0.holds }.map(\.equation)
                == [.accountHoldsWhatIsDrawn(.riskPool)]
        )
    }

    /// Inside a schedule of tiers it is no different: of £40,000.00 the first £10,000.00 are the council's.
    @Test func aRiskPoolAskedWithinTiersIsMissedTheSame() throws {
        let settlement = try TemporaryFund.settle(
            Self.ghost("").replacing(
                "overspend: {rule: waterfall, sources: [{risk_pool: 50000.00}], then: {rule: proportional, by: equally}}",
                with:
                    "overspend: {rule: tiers, bands: [{up_to: 10000.00, shares: {council: 100}}, {then: "
                    + "{rule: waterfall, sources: [{risk_pool: 50000.00}], then: {rule: proportional, by: equally}}}]}"
            ) + Self.paidIn,
            Self.over
        )
        #expect(settlement.statements.map(\.riskShare.minorUnits) == [2_500_000, 1_500_000])
        #expect(settlement.shortfalls.map(\.amount) == [3_000_000])
        #expect(!settlement.isReconciled)
    }

    /// Two clauses that draw on one pool of £50,000.00 that is not there miss £50,000.00 between them, not each.
    @Test func whatTwoClausesAskOfOnePoolIsMissedOnce() throws {
        let waterfall =
            "{rule: waterfall, sources: [{risk_pool: 50.00}], then: {rule: proportional, by: equally}}"
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                lines:
                  - {id: one, owner: a, budget: 100.00, risk: r}
                  - {id: two, owner: a, budget: 100.00, risk: s}
                contributions:
                  - {id: c, rule: fixed, partner: a, amount: 200.00}
                risk:
                  - {id: r, both: \(waterfall)}
                  - {id: s, both: \(waterfall)}
                """,
            ["2026-03-31,spend,one,,140.00,,", "2026-03-31,spend,two,,130.00,,"]
        )
        #expect(settlement.shortfalls.map(\.amount) == [5_000])
        #expect(settlement.statements.map(\.riskShare).reduce(0, +) == 7_000)
    }

    /// `risk_pool` without an amount is whatever it holds, and nothing is missed: £15,000.00 of £40,000.00.
    @Test func aRiskPoolThatIsDrawnOnAsFarAsItGoesIsNotShort() throws {
        let settlement = try TemporaryFund.settle(
            Self.ghost("opening: {risk_pool: 15000.00}").replacing(
                "sources: [{risk_pool: 50000.00}]",
                with: "sources: [risk_pool]"
            ) + Self.paidIn,
            Self.over
        )
        #expect(settlement.statements.map(\.riskShare.minorUnits) == [1_250_000, 1_250_000])
        #expect(settlement.shortfalls.isEmpty)
        #expect(settlement.isReconciled)
    }

    /// An opening below zero is a shortfall from the first day: £30.00 that nobody makes good.
    @Test(arguments: ["pool", "risk_pool"]) func anAccountThatOpensBelowZeroIsShort(account: String)
        throws
    {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                opening: {\(account): -30.00}
                lines:
                  - {id: care, owner: a, budget: 100.00}
                contributions:
                  - {id: c, rule: fixed, partner: a, amount: 100.00}
                """,
            ["2026-03-31,spend,care,,100.00,,"]
        )
        #expect(settlement.shortfalls.map(\.amount) == [3_000])
        #expect(settlement.shortfalls.map(\.until) == [nil])
        #expect(!settlement.isReconciled)
    }

    /// What partners carry into a risk pool that was left below zero meets that first.
    @Test func aRiskPoolThatIsPaidUpAgainWasShortUntilThen() throws {
        let settlement = try TemporaryFund.settle(
            """
            agreement: Paid up
            term: {from: 2025-04-01, to: 2026-03-31}
            phases:
              - {id: first, from: 2025-04-01, to: 2025-09-30}
              - {id: second, from: 2025-10-01, to: 2026-03-31}
            opening: {risk_pool: -30.00}
            partners: [{id: a, role: host}, {id: b, role: funder}]
            contributions:
              - {id: c, rule: fixed, partner: b, amount: 40.00, into: risk-pool, phases: [second]}
            """,
            []
        )
        let shortfall = try #require(settlement.shortfalls.first)
        #expect(shortfall.account == .riskPool)
        #expect("\(shortfall.from)" == "2025-04-01")
        #expect(shortfall.until.map { "\($0)" } == "2025-10-01")
        #expect(shortfall.amount == 3_000)
        #expect(!settlement.isReconciled)
    }

    /// A grant of £60.00 for one purpose lies in the pool while others' £100.00 are all spent and £20.00 more: the pool
    /// holds £40.00, but of its other money £20.00 are missing.
    @Test func moneyThatIsSetAsideDoesNotPayForOthers() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                lines:
                  - {id: care, owner: a, budget: 120.00}
                  - {id: homes, owner: a, budget: 60.00, ring_fenced: homes, risk: keep}
                contributions:
                  - {id: c, rule: fixed, partner: a, amount: 100.00}
                  - {id: grant, rule: fixed, partner: b, amount: 60.00, ring_fenced: homes}
                risk:
                  - {id: keep, both: {rule: proportional, by: equally}, destination: carry-forward}
                """,
            ["2025-06-30,spend,care,,120.00,,", "2026-03-31,spend,homes,,60.00,,"]
        )
        // In the end the grant is spent as well, and the pool itself is short of the same.
        #expect(settlement.shortfalls.map(\.account) == [.pool, .band(.general)])
        #expect(settlement.shortfalls.map { "\($0.from)" } == ["2026-03-31", "2025-06-30"])
        #expect(settlement.shortfalls.map(\.amount) == [2_000, 2_000])
        #expect(!settlement.isReconciled)
    }

    /// The same, of which half of the grant is still there at the end: the pool is never below zero, and only what is
    /// not set aside is short.
    @Test func whatIsNotSetAsideIsShortThoughThePoolIsNot() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                lines:
                  - {id: care, owner: a, budget: 120.00}
                contributions:
                  - {id: c, rule: fixed, partner: a, amount: 100.00}
                  - {id: grant, rule: fixed, partner: b, amount: 60.00, ring_fenced: homes}
                """,
            ["2025-06-30,spend,care,,120.00,,"]
        )
        #expect(settlement.shortfalls.map(\.account) == [.band(.general)])
        #expect(settlement.shortfalls.map(\.amount) == [2_000])
        #expect(settlement.shortfalls.map { "\($0.from)" } == ["2025-06-30"])
        let closing = settlement.accounts.map {
            "\($0.account.identifier) \($0.closing.minorUnits)"
        }
        #expect(closing == ["pool 4000", "band:revenue -2000", "band:revenue:homes 6000"])
        #expect(!settlement.isReconciled)
    }

    /// General money may pay for any purpose: £60.00 of a grant and £40.00 beside it.
    @Test func generalMoneyMayMeetWhatAGrantDoesNot() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                lines:
                  - {id: homes, owner: a, budget: 100.00, nature: capital}
                contributions:
                  - {id: c, rule: fixed, partner: a, amount: 40.00}
                  - {id: grant, rule: fixed, partner: b, amount: 60.00, nature: capital}
                """,
            ["2025-06-30,spend,homes,,100.00,,"]
        )
        #expect(settlement.shortfalls.isEmpty)
        #expect(settlement.isReconciled)
    }

    /// £30,000.00 set aside by a contribution meet £30,000.00; the other £10,000.00 are borne in halves. The clause
    /// says that £50,000.00 are there, so that £10,000.00 are missing.
    @Test func aRiskPoolMeetsWhatWasPaidIntoIt() throws {
        let settlement = try TemporaryFund.settle(
            Self.ghost("") + Self.paidIn
                + "  - {id: reserve, rule: fixed, partner: icb, amount: 30000.00, into: risk-pool}\n",
            Self.over
        )
        #expect(settlement.statements.map(\.riskShare.minorUnits) == [500_000, 500_000])
        let reserve = try #require(settlement.accounts.first { $0.account == .riskPool })
        #expect(
            [reserve.opening, reserve.moneyIn, reserve.moneyOut, reserve.closing]
                == [0, 3_000_000, 3_000_000, 0]
        )
        #expect(reserve.shortfall?.amount == 1_000_000)
        #expect(reserve.shortfall?.cause == .asked)
        #expect(!settlement.isReconciled)
    }

    @Test func aRiskPoolMeetsWhatItHeldOnTheFirstDay() throws {
        let settlement = try TemporaryFund.settle(
            Self.ghost("opening: {risk_pool: 45000.00}") + Self.paidIn,
            Self.over
        )
        #expect(settlement.statements.map(\.riskShare.minorUnits) == [0, 0])
        let reserve = try #require(settlement.accounts.first { $0.account == .riskPool })
        #expect([reserve.opening, reserve.closing] == [4_500_000, 500_000])
        #expect(settlement.isReconciled)
    }

    /// Contributions of £60,000.00 for £100,000.00 that were spent: the pool is £40,000.00 short from the day it is
    /// spent to the end, and that never reconciles.
    @Test func aPoolThatPaysWhatItDoesNotHoldIsShort() throws {
        let settlement = try TemporaryFund.settle(
            Self.ghost("")
                + "contributions:\n  - {id: c, rule: percentage, total: 60000.00, by: equally}\n",
            ["2025-06-30,spend,l,,50000.00,,", "2025-12-31,spend,l,,50000.00,,"]
        )
        #expect(!settlement.isReconciled)
        let shortfall = try #require(settlement.shortfalls.first)
        #expect(shortfall.account == .pool)
        #expect("\(shortfall.from) \(shortfall.worst)" == "2025-12-31 2025-12-31")
        #expect(shortfall.until == nil)
        #expect(shortfall.amount == 4_000_000)
        #expect(settlement.banners == [.shortfall(shortfall)])
    }

    /// Money that comes in October cannot be spent in June, though the year as a whole adds up.
    @Test func aPoolThatIsShortForMonthsIsNamedThoughItEndsAtNothing() throws {
        let settlement = try TemporaryFund.settle(
            """
            agreement: Late money
            term: {from: 2025-04-01, to: 2026-03-31}
            phases:
              - {id: first, from: 2025-04-01, to: 2025-09-30}
              - {id: second, from: 2025-10-01, to: 2026-03-31}
            partners:
              - {id: council, role: host}
            lines: [{id: l, owner: council, budget: 100.00}]
            contributions:
              - {id: c, rule: fixed, partner: council, amount: 50.00, due: phase}
            """,
            ["2025-06-30,spend,l,,80.00,,", "2026-03-31,spend,l,,20.00,,"]
        )
        let shortfall = try #require(settlement.shortfalls.first)
        #expect("\(shortfall.from)" == "2025-06-30")
        #expect(shortfall.until.map { "\($0)" } == "2025-10-01")
        #expect(shortfall.amount == 3_000)
        #expect(settlement.balances.last?.balance == 0)
        #expect(!settlement.isReconciled)
    }

    /// An overspend that partners have agreed to bear is owed as it arises, so the pool is not short of it.
    @Test func whatPartnersOweForAnOverspendIsNoShortfall() throws {
        let settlement = try TemporaryFund.settle(
            Self.ghost("").replacing(
                "overspend: {rule: waterfall, sources: [{risk_pool: 50000.00}], then: {rule: proportional, by: equally}}",
                with: "overspend: {rule: proportional, by: equally}"
            ) + Self.paidIn,
            ["2025-06-30,spend,l,,140000.00,,"]
        )
        #expect(settlement.shortfalls.isEmpty)
        #expect(settlement.isReconciled)
    }

    /// Caps that leave £40.00 of an overspend to nobody leave it unpaid.
    @Test func whatNobodyBearsIsAShortfall() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + """
                lines:
                  - {id: care, owner: a, budget: 100.00, risk: r}
                contributions:
                  - {id: c, rule: fixed, partner: a, amount: 100.00}
                risk:
                  - {id: r, both: {rule: capped, shares: {a: 50, b: 50}, caps: {a: 10.00, b: 10.00}}}
                """,
            ["2026-03-31,spend,care,,160.00,,"]
        )
        #expect(settlement.shortfalls.map(\.account) == [.unfunded])
        #expect(settlement.shortfalls.map(\.amount.minorUnits) == [4_000])
        #expect(!settlement.isReconciled)
    }
}

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
    /// account stays at nothing, and the report says what was missing.
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
    }

    /// £30,000.00 set aside by a contribution meet £30,000.00; the other £10,000.00 are borne in halves.
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
        #expect(reserve.shortfall == nil)
        #expect(settlement.isReconciled)
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

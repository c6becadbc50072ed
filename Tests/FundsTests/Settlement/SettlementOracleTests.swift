import TopsliceFunds
import Testing

/// Whole settlements whose figures are known from outside.
struct SettlementOracleTests {
    private func head(_ partners: String) -> String {
        """
        agreement: Test
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
        \(partners)

        """
    }

    /// The form of Luton's section 75 agreement: every line has a fixed or variable share profile; on fixed
    /// lines what the host spends above or below does not alter the other's contribution. By hand:
    /// contributions of the board 600,000 + 200,000 + 0 + 50,000; its parts of the variances 36,000 − 7,500.
    @Test func fixedLinesLeaveTheOthersContributionsAlone() throws {
        let settlement = try TemporaryFund.settle(
            head("  - {id: council, role: host}\n  - {id: icb, role: funder}") + """
                lines:
                  - {id: reablement, owner: council, budget: 1000000.00, risk: r60}
                  - {id: equipment, owner: council, budget: 400000.00, risk: host}
                  - {id: dfg, owner: council, budget: 300000.00, risk: host}
                  - {id: carers, owner: council, budget: 200000.00, risk: r25}
                contributions:
                  - {id: c1, rule: percentage, total_of: [reablement], shares: {icb: 60, council: 40}}
                  - {id: c2, rule: percentage, total_of: [equipment], shares: {icb: 50, council: 50}}
                  - {id: c3, rule: percentage, total_of: [dfg], shares: {council: 100}}
                  - {id: c4, rule: percentage, total_of: [carers], shares: {icb: 25, council: 75}}
                risk:
                  - {id: r60, both: {rule: proportional, shares: {icb: 60, council: 40}}}
                  - {id: r25, both: {rule: proportional, shares: {icb: 25, council: 75}}}
                  - {id: host, both: {rule: fixed, bearer: council}}
                """,
            [
                "2026-03-31,spend,reablement,,1060000.00,,",
                "2026-03-31,spend,equipment,,430000.00,,",
                "2026-03-31,spend,dfg,,280000.00,,",
                "2026-03-31,spend,carers,,170000.00,,",
            ]
        )
        #expect(-settlement["icb"].net == 87_850_000)
        #expect(-settlement["council"].net == 106_150_000)
        #expect(settlement["icb"].riskShare == 2_850_000)
        #expect(settlement.isReconciled)
        #expect(settlement.balances.last?.balance == 0)
    }

    /// Over- and underspends "in the same proportion as the contributions made by both parties", to the
    /// penny by largest remainders: £153,364.18 and £96,635.83 of £250,000.01.
    @Test func overspendsFollowContributionsToThePenny() throws {
        let settlement = try TemporaryFund.settle(
            head("  - {id: a, role: host}\n  - {id: b, role: funder}") + """
                lines:
                  - {id: care, owner: a, budget: 10000000.00, risk: both}
                contributions:
                  - {id: ca, rule: fixed, partner: a, amount: 6134567.11}
                  - {id: cb, rule: fixed, partner: b, amount: 3865432.89}
                risk:
                  - {id: both, both: {rule: proportional, by: contributions}}
                """,
            ["2026-03-31,spend,care,,10250000.01,,"]
        )
        #expect(settlement["a"].riskShare == 15_336_418)
        #expect(settlement["b"].riskShare == 9_663_583)
    }

    /// A gain from pooling business rates split in proportion to the levy each would have paid alone:
    /// 420,000, 0 and 180,000 of 500,000.
    @Test func aPoolingGainFollowsTheLevyAvoided() throws {
        let settlement = try TemporaryFund.settle(
            head(
                "  - {id: a, role: host}\n  - {id: b, role: funder}\n  - {id: c, role: funder}"
            ) + """
                savings_shares:
                  - {id: levy, agreed_weights: {a: 420000, b: 0, c: 180000}}
                savings:
                  - {id: gain, beneficiary: pool, share: levy}
                """,
            ["2026-03-31,saving,gain,,500000.00,,"]
        )
        #expect(settlement.statements.map(\.savings) == [35_000_000, 0, 15_000_000])
        #expect(settlement.paid(from: "pool", to: "c") == 15_000_000)
        #expect(settlement.balances.last?.balance == 0)
    }

    /// A quarter of a £3,200,000 saving on AME switched to DEL: £800,000 released, £2,400,000 kept; and
    /// less where less is attributable.
    @Test func aSwitchReleasesItsPartOfASavingOnAME() throws {
        func settle(_ limit: String) throws -> Settlement {
            try TemporaryFund.settle(
                head("  - {id: council, role: host}\n  - {id: treasury, role: funder}") + """
                    savings_shares:
                      - {id: local, agreed: {council: 100}}
                    savings:
                      - id: benefits
                        budget: AME
                        beneficiary: treasury
                        switch_percent: 25
                        \(limit)
                        share: local
                    """,
                ["2026-03-31,saving,benefits,,3200000.00,,"]
            )
        }
        let full = try settle("attributable_percent: 50")
        #expect(full.paid(from: "treasury", to: "council") == 80_000_000)
        #expect(full.savings[0].amounts.retained == 240_000_000)
        let limited = try settle("attributable: 700000.00")
        #expect(limited.paid(from: "treasury", to: "council") == 70_000_000)
        #expect(limited.savings[0].amounts.withheld == 10_000_000)
        #expect(
            limited.warnings.contains {
                if case .withheld(_, 10_000_000) = $0 { true } else { false }
            }
        )
        #expect(limited.isReconciled)
    }

    /// Oldham Council and Clinical Commissioning Group, section 75 outturn 2018-19 (committees.oldham.gov.uk,
    /// document 33640), £ million: 124.986 + 1.447 + 9.192 = 135.625.
    @Test func theCompositionOfAPoolAddsUp() throws {
        let settlement = try TemporaryFund.settle(
            head("  - {id: council, role: host}\n  - {id: ccg, role: funder}") + """
                lines:
                  - {id: aligned, kind: aligned, owner: ccg, budget: 124986000.00}
                  - {id: pooled, owner: council, budget: 1447000.00}
                  - {id: transformation, kind: lead-commissioned, owner: ccg, budget: 9192000.00}
                contributions:
                  - {id: c1, rule: fixed, kind: aligned, partner: ccg, amount: 124986000.00}
                  - {id: c2, rule: fixed, partner: council, amount: 10639000.00}
                """,
            [
                "2026-03-31,spend,aligned,,124986000.00,,", "2026-03-31,spend,pooled,,1447000.00,,",
                "2026-03-31,spend,transformation,,9192000.00,,",
            ]
        )
        let spend = Dictionary(grouping: settlement.lines, by: \.line.kind)
            .mapValues { $0.map(\.spend) }
        #expect(spend[.pooled] == [144_700_000])
        #expect(spend[.aligned] == [12_498_600_000])
        #expect(spend[.leadCommissioned] == [919_200_000])
        // What the commissioning group spent as lead is paid back; the aligned money moves nothing.
        #expect(settlement.paid(from: "pool", to: "ccg") == 919_200_000)
        #expect(settlement["ccg"].net == 919_200_000)
    }

    @Test func theTrueUpPaysTheDifferenceByTheSameRule() throws {
        let agreement =
            head("  - {id: a, role: host}\n  - {id: b, role: funder}") + """
                savings_shares:
                  - {id: split, agreed: {a: 75, b: 25}}
                savings:
                  - {id: beds, beneficiary: b, forecast: 1000.00, paid_on: forecast, share: split}
                """
        let settlement = try TemporaryFund.settle(
            agreement,
            ["2026-03-31,saving,beds,,900.00,,"]
        )
        // Paid 750.00 on the forecast, due 675.00.
        #expect(settlement.paid(from: "a", to: "b") == 7_500)
        #expect(settlement["a"].savings == 67_500)
        #expect(settlement["a"].alreadySettled == -75_000)
        #expect(settlement.isReconciled)
        let forecast = try TemporaryFund.settle(agreement, [], scenario: "forecast")
        #expect(forecast.transfers.isEmpty)
        #expect(forecast["a"].savings == 75_000)
    }

    @Test func anEarlyWarningNamesTheMonthOfTheBreach() throws {
        let agreement =
            head("  - {id: a, role: host}") + """
                lines:
                  - {id: care, owner: a, budget: 1200.00, tolerance_percent: 5}
                """
        // 120 a month: 1,320 in the eleventh month is above 1,260, 1,200 in the tenth is not.
        let months = (4...8).map { "2025-0\($0)-28,spend,care,,120.00,," }
        let early = try TemporaryFund.settle(agreement, months)
        #expect(early.earlyWarnings.map(\.month) == ["2026-02"])
        #expect(early.earlyWarnings.map(\.isProjected) == [true])
        let forecast = try TemporaryFund.settle(
            agreement,
            months + ["2025-11-30,spend,care,,700.00,,forecast"],
            scenario: "forecast"
        )
        #expect(forecast.earlyWarnings.map(\.month) == ["2025-11"])
        #expect(forecast.earlyWarnings.map(\.isProjected) == [false])
    }

    @Test func aChangedDefinitionPutsABannerOnTheReport() throws {
        func settle(_ definition: String, digest: String) throws -> Settlement {
            try TemporaryFund.settle(
                head("  - {id: a, role: host}") + """
                    outcomes:
                      - id: home
                        definition: \(definition)
                        unit: people
                        recorded: 2025-04-01
                        sha256: \(digest)
                        owner: a
                    """,
                ["2026-03-31,outcome,home,,,5,"]
            )
        }
        // printf 'home\\npeople\\n2025-04-01\\nin a home for 26 weeks\\n' | sha256sum
        let digest = "1b028dd07acc4d39a031e0c65cb4108fea6788fbf09369801ea2194c0b309e9f"
        #expect(try settle("in a home for 26 weeks", digest: digest).banners.isEmpty)
        #expect(try settle("in a home for 13 weeks", digest: digest).banners.count == 1)
    }

    @Test func aWaterfallUsesUnderspendsOnce() throws {
        let settlement = try TemporaryFund.settle(
            head("  - {id: a, role: host}\n  - {id: b, role: funder}") + """
                lines:
                  - {id: first, owner: a, budget: 1000.00, risk: w}
                  - {id: second, owner: b, budget: 1000.00, risk: w}
                contributions:
                  - {id: ca, rule: fixed, partner: a, amount: 1000.00}
                  - {id: cb, rule: fixed, partner: b, amount: 1000.00}
                opening: {risk_pool: 50.00}
                risk:
                  - id: w
                    overspend:
                      rule: waterfall
                      sources: [underspends, {risk_pool: 50.00}]
                      then: {rule: proportional, by: contributions}
                    underspend: {rule: proportional, by: contributions}
                """,
            ["2026-03-31,spend,first,,1300.00,,", "2026-03-31,spend,second,,900.00,,"]
        )
        // 300 over: 100 from the other line, 50 from the risk pool, 75 from each partner; nothing of the
        // underspend is left to give back.
        #expect(settlement.risks.count == 1)
        #expect(settlement["a"].riskShare == 7_500)
        #expect(settlement["b"].riskShare == 7_500)
        #expect(settlement.balances.last?.balance == 0)
        #expect(settlement.isReconciled)
    }
}

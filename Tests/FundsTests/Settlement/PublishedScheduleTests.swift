import TopsliceFunds
import TopsliceMoney
import Testing

/// Published and constructed arrangements, written as agreements and settled to the penny.
struct PublishedScheduleTests {
    private func settle(_ partners: String, _ clauses: String, _ rows: [String]) throws
        -> Settlement
    {
        let settlement = try TemporaryFund.settle(AgreementText.year(partners) + clauses, rows)
        #expect(settlement.isReconciled)
        return settlement
    }

    /// First loss to the lead, then stepped shares, a common form of section 75 schedules. At £1,250,000.55
    /// the council bears 200,000 + 150,000 + 175,000 + 62,500.1375; the penny goes to the larger remainder.
    @Test(arguments: [
        ("150000.00", 15_000_000, 0), ("200000.00", 20_000_000, 0),
        ("430000.00", 31_500_000, 11_500_000), ("1250000.55", 58_750_014, 66_250_041),
    ])
    func steppedSharesOfASection75Schedule(over: String, council: Int, icb: Int) throws {
        let settlement = try settle(
            "  - {id: council, role: host}\n  - {id: icb, role: funder}",
            """
            lines:
              - {id: care, owner: council, budget: 0.00, risk: steps}
            risk:
              - id: steps
                overspend:
                  rule: tiers
                  bands:
                    - {up_to: 200000.00, shares: {council: 100}}
                    - {up_to: 500000.00, shares: {council: 50, icb: 50}}
                    - {up_to: 1000000.00, shares: {council: 35, icb: 65}}
                    - {shares: {council: 25, icb: 75}}
            """,
            ["2026-03-31,spend,care,,\(over),,"]
        )
        #expect(settlement["council"].riskShare.minorUnits == council)
        #expect(settlement["icb"].riskShare.minorUnits == icb)
    }

    /// Target £500,000. Gain: 25% between 80 and 100% of the target, nothing below (Built Intelligence
    /// ReachBack 18505: spend £200,000 gives £25,000). Pain: 40% up to 110%, 60% above; at £580,000
    /// 20,000 + 18,000.
    @Test(arguments: [
        ("200000.00", -2_500_000), ("450000.00", -1_250_000), ("580000.00", 3_800_000),
    ])
    func aTargetContractSharesPainAndGain(spend: String, contractor: Int) throws {
        let settlement = try settle(
            "  - {id: client, role: host}\n  - {id: contractor, role: provider}",
            """
            lines:
              - {id: works, owner: client, budget: 500000.00, risk: ranges}
            contributions:
              - {id: c, rule: fixed, partner: client, amount: 500000.00}
            risk:
              - id: ranges
                underspend:
                  rule: tiers
                  bands:
                    - {up_to_percent: 20, shares: {client: 75, contractor: 25}}
                    - {shares: {client: 100}}
                overspend:
                  rule: tiers
                  bands:
                    - {up_to_percent: 10, shares: {client: 60, contractor: 40}}
                    - {shares: {client: 40, contractor: 60}}
            """,
            ["2026-03-31,spend,works,,\(spend),,"]
        )
        #expect(settlement["contractor"].riskShare.minorUnits == contractor)
        #expect(settlement.balances.last?.balance == 0)
    }

    /// Benchmark £100m. Kaufman and Canoles (2011): spend 94m, threshold 2%, 80% from the first pound, 4.8m.
    @Test func anAccountableCareOrganisationSharesFromTheFirstPound() throws {
        let settlement = try settle(
            "  - {id: payer, role: host}\n  - {id: aco, role: provider}",
            """
            lines:
              - {id: benchmark, owner: payer, budget: 100000000.00, risk: savings}
            contributions:
              - {id: c, rule: fixed, partner: payer, amount: 100000000.00}
            risk:
              - id: savings
                underspend:
                  rule: one-sided
                  trigger_percent: 2
                  below: payer
                  then: {rule: proportional, shares: {aco: 80, payer: 20}}
                overspend: {rule: fixed, bearer: payer}
            """,
            ["2026-03-31,spend,benchmark,,94000000.00,,"]
        )
        #expect(settlement.paid(from: "pool", to: "aco") == 480_000_000)
    }

    /// 12,000 beneficiaries ask for 2.879975995…% (42 CFR 425.604(b)), £2,879,976.00 of £100m. Above it half
    /// of all times a quality score of 90% is shared, at most 10% of the benchmark; losses from 2% on at 55%,
    /// at most 5%.
    @Test(arguments: [
        ("97000000.00", -135_000_000), ("97120024.01", 0), ("97120024.00", -129_598_920),
        ("70000000.00", -1_000_000_000), ("101999999.99", 0), ("102000000.00", 110_000_000),
        ("110000000.00", 500_000_000),
    ])
    func savingsAndLossesAreSharedWithQualityAndCaps(spend: String, aco: Int) throws {
        let bands = [
            (5_000, 5_999, "3.9", "3.6"), (6_000, 6_999, "3.6", "3.4"),
            (7_000, 7_999, "3.4", "3.2"),
            (8_000, 8_999, "3.2", "3.1"), (9_000, 9_999, "3.1", "3.0"),
            (10_000, 14_999, "3.0", "2.7"), (15_000, 19_999, "2.7", "2.5"),
        ].map { "{from: \($0.0), to: \($0.1), percent_at_from: \($0.2), percent_at_to: \($0.3)}" }
        let settlement = try settle(
            "  - {id: payer, role: host}\n  - {id: aco, role: provider}",
            """
            lines:
              - {id: benchmark, owner: payer, budget: 100000000.00, risk: savings}
            contributions:
              - {id: c, rule: fixed, partner: payer, amount: 100000000.00}
            risk:
              - id: savings
                underspend:
                  rule: one-sided
                  trigger_rate: {size: 12000, bands: [\(bands.joined(separator: ", "))]}
                  below: payer
                  then: {rule: capped, shares: {aco: 45, payer: 55}, caps_percent: {aco: 10}}
                overspend:
                  rule: one-sided
                  trigger_percent: 2
                  below: payer
                  then: {rule: capped, shares: {aco: 55, payer: 45}, caps_percent: {aco: 5}}
            """,
            ["2026-03-31,spend,benchmark,,\(spend),,"]
        )
        #expect(settlement["aco"].riskShare.minorUnits == aco)
    }

    /// Business rates: alone a kept 3,780,000 after a levy of 420,000, c 3,820,000 after 180,000, and b
    /// 2,550,000 with a safety net of 50,000. In the pool there is neither, the lead a has paid the pool's
    /// levy of 100,000. Everybody is made good, and the gain of 450,000 follows the levy avoided:
    /// 315,000 and 135,000.
    @Test func aRatesPoolRestoresItsMembersAndSplitsTheGain() throws {
        let settlement = try settle(
            "  - {id: a, role: host}\n  - {id: b, role: funder}\n  - {id: c, role: funder}",
            """
            compensation:
              - id: pool-gain
                measure: income
                before: {a: 3780000.00, b: 2550000.00, c: 3820000.00}
                weights: {a: 420000, b: 0, c: 180000}
            """,
            [
                "2026-03-31,income,pool-gain,a,4200000.00,,",
                "2026-03-31,income,pool-gain,a,-100000.00,,",
                "2026-03-31,income,pool-gain,b,2500000.00,,",
                "2026-03-31,income,pool-gain,c,4000000.00,,",
            ]
        )
        #expect(settlement.compensations[0].gain == 45_000_000)
        #expect(settlement.paid(from: "pool", to: "b") == 5_000_000)
        #expect(settlement.paid(from: "a", to: "pool") == 500_000)
        #expect(settlement.paid(from: "c", to: "pool") == 4_500_000)
        #expect(settlement.compensations[0].positions.map(\.final) == [31_500_000, 0, 13_500_000])
    }

    /// The same pool with an authority of the upper tier that takes a fifth of the gain for all, and a tenth
    /// kept for hard times: 70% by levy, 20% and 10% of £500,000.01.
    @Test func aGainMayBeSplitByTiersAndWeights() throws {
        let settlement = try settle(
            "  - {id: county, role: host}\n  - {id: d1, role: funder}\n  - {id: d2, role: funder}",
            """
            savings_shares:
              - id: split
                agreed_basis:
                  formula:
                    - {name: levy avoided, percent: 70, values: {d1: 420000, d2: 180000}}
                    - {name: upper tier, percent: 20, values: {county: 1}}
                    - {name: reserve, percent: 10, values: {county: 1}}
            savings:
              - {id: gain, beneficiary: pool, share: split}
            """,
            ["2026-03-31,saving,gain,,500000.01,,"]
        )
        // 150,000.003, 245,000.0049 and 105,000.0021.
        #expect(
            ["county", "d1", "d2"].map { settlement[$0].savings }
                == [15_000_000, 24_500_001, 10_500_000]
        )
    }

    /// Dubna 800, St Petersburg 1,300, together 1,900: each first in turn pays 800 and 1,100 or 600 and
    /// 1,300, so the mean of both orders is 700 and 1,200.
    @Test func aGameGivesMeasuredShares() throws {
        let settlement = try TemporaryFund.settle(
            AgreementText.year("  - {id: dubna, role: host}\n  - {id: petersburg, role: funder}")
                + """
                savings_shares:
                  - {id: costs, measured: {game: game.csv, orientation: cost}}
                savings:
                  - {id: common, beneficiary: pool, share: costs}
                """,
            ["2026-03-31,saving,common,,1900.00,,"],
            tables: [
                "game.csv": "coalition,value\ndubna,800\npetersburg,1300\ndubna+petersburg,1900\n"
            ]
        )
        #expect(settlement.statements.map(\.savings) == [70_000, 120_000])
    }
}

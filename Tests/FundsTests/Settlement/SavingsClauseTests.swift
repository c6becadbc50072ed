import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import Testing

/// Savings, as an agreement shares them.
struct SavingsClauseTests {
    private func settle(
        _ clauses: String,
        _ rows: [String],
        scenario: String = Actuals.actual
    ) throws -> Settlement {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + clauses,
            rows,
            scenario: scenario
        )
        #expect(settlement.isReconciled)
        return settlement
    }

    /// Contributions of 3 : 1 share a saving of £100.01: 75.0075 and 25.0025.
    @Test func savingsMayFollowContributionsOrAFormula() throws {
        func shares(_ basis: String) throws -> [Money] {
            let settlement = try settle(
                """
                contributions:
                  - {id: ca, rule: fixed, partner: a, amount: 300.00}
                  - {id: cb, rule: fixed, partner: b, amount: 100.00}
                savings_shares:
                  - {id: s, agreed_basis: {\(basis)}}
                savings:
                  - {id: beds, beneficiary: c, share: s}
                """,
                ["2026-03-31,saving,beds,,100.01,,"]
            )
            return ["a", "b", "c"].map { settlement[$0].savings }
        }
        #expect(try shares("by: contributions") == [7_501, 2_500, 0])
        #expect(try shares("by: equally") == [3_334, 3_334, 3_333])
        // Half in proportion to need 1 : 3, half to c: 12.50125, 37.50375, 50.005.
        #expect(
            try shares(
                "formula: [{name: need, percent: 50, values: {a: 1, b: 3}}, "
                    + "{name: lead, percent: 50, values: {c: 1}}]"
            ) == [1_250, 3_750, 5_001]
        )
    }

    /// Invest to save: the first £60.00 repay the investor, the next £30.00 are halved, and what is above
    /// stays where it fell. A cost of the same size is nobody's but c's.
    @Test(arguments: [(100, [1_500, 7_500]), (50, [0, 5_000]), (-100, [0, 0])])
    func theFirstPoundsMayGoElsewhere(pounds: Int, pence: [Int]) throws {
        let settlement = try settle(
            """
            savings_shares:
              - id: s
                schedule:
                  rule: tiers
                  bands:
                    - {up_to: 60.00, shares: {b: 100}}
                    - {up_to: 90.00, shares: {a: 50, b: 50}}
            savings:
              - {id: beds, beneficiary: c, share: s}
            """,
            ["2026-03-31,saving,beds,,\(pounds).00,,"]
        )
        #expect(["a", "b"].map { settlement[$0].savings.minorUnits } == pence)
        #expect(settlement["c"].net.minorUnits == -pence.reduce(0, +))
    }

    /// A gain of the pool: £50,000.00 of safety net lost are made good first, the other £450,000.00 split by
    /// the levy each would have paid (420 : 180).
    @Test func losersAreRestoredBeforeAGainIsSplit() throws {
        let settlement = try settle(
            """
            savings_shares:
              - {id: s, schedule: {rule: restore, losses: {b: 50000.00}, weights: {a: 420, c: 180}}}
            savings:
              - {id: gain, beneficiary: pool, share: s}
            """,
            ["2026-03-31,saving,gain,,500000.00,,"]
        )
        #expect(
            ["a", "b", "c"].map { settlement[$0].savings } == [31_500_000, 5_000_000, 13_500_000]
        )
        // A saving of the pool is nobody's before it is shared.
        #expect(settlement.balances.last?.balance == 0)
    }

    /// What a schedule leaves to nobody stays in the pool when the gain is the pool's.
    @Test func whatNobodyIsCreditedWithStaysInThePool() throws {
        let settlement = try settle(
            """
            savings_shares:
              - {id: s, schedule: {rule: tiers, bands: [{up_to: 10.00, shares: {b: 100}}]}}
            savings:
              - {id: gain, beneficiary: pool, share: s}
            """,
            ["2026-03-31,saving,gain,,25.00,,"]
        )
        #expect(settlement["b"].savings == 1_000)
        #expect(settlement.balances.last?.balance == 1_500)
    }

    /// One outcome row in the form of HM Treasury's guidance for local partnerships (2014): 1,200 people ×
    /// 0.5 × 0.8 × 0.75 × 0.2, less a quarter deadweight, are 54 outcomes at £3,537 less 15% for optimism:
    /// £162,348.30, of which police have half, £81,174.15. A tenth of that, 8,117.415, is cashable.
    @Test func countedOutcomesAreValuedAndCashableInPart() throws {
        let clauses = """
            savings_shares:
              - {id: s, agreed: {a: 100}}
            savings:
              - id: police
                beneficiary: b
                unit_value: 3537.00
                correction_percent: 15
                forecast_quantity: [1200, 0.5, 0.8, 0.75, 0.2, 0.75, 0.5]
                cashable_percent: 10
                share: s
            """
        let forecast = try settle(clauses, [], scenario: "forecast")
        #expect(forecast.savings.map(\.realised) == [811_742, 7_305_673])
        #expect(forecast.savings.map(\.stream.isCashable) == [true, false])
        #expect(forecast["a"].savings == 811_742)
        #expect(forecast.notCashable.cells == [[7_305_673]])
        // Twenty outcomes came about: 20 × 3,537 × 0.85 = 60,129.00.
        let realised = try settle(clauses, ["2026-03-31,saving,police,,,20,"])
        #expect(realised["a"].savings == 601_290)
    }

    @Test func percentagesOfASavingNeedAForecast() throws {
        let faults = try TemporaryFund.faults(
            AgreementText.year + """
                savings_shares:
                  - {id: s, schedule: {rule: tiers, bands: [{up_to_percent: 10, by: equally}]}}
                  - {id: t, schedule: {rule: own}}
                savings:
                  - {id: beds, beneficiary: c, share: s}
                """
        )
        #expect(faults.contains { $0.contains("limits in percent, which are of the forecast") })
        #expect(faults.contains { $0.contains("a rule for lines, not for savings") })
        #expect(faults.count == 2)
    }

    /// All falls to c, is shared in halves by a and b, who pay for everything: before sharing c rides free,
    /// afterwards nobody does.
    @Test func sharingMayRepairAFreeRider() throws {
        let settlement = try settle(
            """
            contributions:
              - {id: ca, rule: fixed, partner: a, amount: 50.00}
              - {id: cb, rule: fixed, partner: b, amount: 50.00}
            savings_shares:
              - {id: s, agreed: {a: 50, b: 50}}
            savings:
              - {id: beds, beneficiary: c, share: s}
            """,
            ["2026-03-31,saving,beds,,80.00,,"]
        )
        let half = Rational(1, over: 2) ?? .zero
        #expect(settlement.freeRiders.map(\.gap) == [-half, -half, 1])
        #expect(settlement.freeRiders.map(\.gapAfterSharing) == [0, 0, 0])
    }

    /// The input of what was paid in advance is the forecast, not the actuals.
    @Test func anAdvanceNamesTheForecastAsItsSource() throws {
        let settlement = try settle(
            """
            savings_shares:
              - {id: s, agreed: {a: 100}}
            savings:
              - {id: beds, beneficiary: c, forecast: 10.00, paid_on: forecast, share: s}
            """,
            ["2026-03-31,saving,beds,,12.00,,"]
        )
        let advance = settlement.journal.filter {
            if case .savings(_, .onForecast) = $0.subject { true } else { false }
        }
        #expect(advance.map { $0.source.hasSuffix("agreement.yaml:11:5") } == [true])
        #expect(settlement.paid(from: "c", to: "a") == 200)
    }

    /// Controlled rounding of a table whose rows and columns are whole (Cox 1987): 100,001, 66,667 and 33,333
    /// pence shared 1/2, 1/6, 1/3; in thirds; 1/4, 5/8, 1/8. Actors' totals 80,556, 59,722 and 59,723, and the
    /// least sum of squared distances 1.2743055….
    @Test func theMatrixOfActorsAndBeneficiariesReconciles() throws {
        let settlement = try settle(
            """
            savings_shares:
              - {id: s1, agreed: {a: 1/2, b: 1/6, c: 1/3}}
              - {id: s2, agreed: {a: 1/3, b: 1/3, c: 1/3}}
              - {id: s3, agreed: {a: 1/4, b: 5/8, c: 1/8}}
            savings:
              - {id: v1, beneficiary: a, share: s1}
              - {id: v2, beneficiary: b, share: s2}
              - {id: v3, beneficiary: c, share: s3}
            """,
            [
                "2026-03-31,saving,v1,,1000.01,,", "2026-03-31,saving,v2,,666.67,,",
                "2026-03-31,saving,v3,,333.33,,",
            ]
        )
        let cells = settlement.matrix.cells
        #expect(cells.map { $0.reduce(0, +) } == [80_556, 59_722, 59_723])
        #expect(
            (0..<3).map { column in cells.reduce(0) { $0 + $1[column] } } == [
                100_001, 66_667, 33_333,
            ]
        )
        let fractions = [
            [(1, 2), (1, 3), (1, 4)], [(1, 6), (1, 3), (5, 8)], [(1, 3), (1, 3), (1, 8)],
        ]
        var distance = Rational.zero
        for (row, parts) in fractions.enumerated() {
            for (column, part) in parts.enumerated() {
                let exact =
                    Rational([100_001, 66_667, 33_333][column])
                    * (Rational(part.0, over: part.1) ?? .zero)
                let gap = Rational(cells[row][column]) - exact
                distance += gap * gap
            }
        }
        #expect(distance.decimal(places: 9, rounding: .nearestOrEven) == "1.274305556")
    }
}

import TopsliceExactArithmetic
import TopsliceFunds
import Testing

struct OutcomeRuleTests {
    private func fraction(_ numerator: Int, _ denominator: Int) -> Rational {
        Rational(numerator, over: denominator) ?? .zero
    }

    /// A fee of £500,000 with a fifth at risk, target 200, tolerance 5%: in full from 190 upwards, at 189
    /// 400,000 + 100,000 × 189/200 = 494,500.
    @Test(arguments: [
        (200, 500_000), (190, 500_000), (189, 494_500), (120, 460_000), (0, 400_000),
        (260, 500_000),
    ])
    func thePartAtRiskFallsInProportionBelowTheTolerance(achieved: Int, pounds: Int) {
        let rule = AtRiskFee(
            fee: 50_000_000,
            atRisk: fraction(1, 5),
            target: 200,
            tolerance: fraction(1, 20)
        )
        let paid = rule.payment(for: OutcomeResults(achieved: Rational(achieved)))
        #expect(paid.exact == Rational(pounds * 100))
    }

    /// Department for Communities and Local Government, Troubled Families: up to £4,000 a family, of which
    /// 80, 60 and 40% as attachment fees in the three years.
    @Test(arguments: [(80, 3_200, 800), (60, 2_400, 1_600), (40, 1_600, 2_400)])
    func attachmentFeesArePaidAtTheStart(percent: Int, attachment: Int, result: Int) {
        let rule = OutcomeTariff(
            bands: [.init(from: 0, to: nil, tariff: 400_000)],
            atRisk: fraction(100 - percent, 100)
        )
        let started = rule.payment(for: OutcomeResults(achieved: 0, started: 1))
        #expect(started.exact == Rational(attachment * 100))
        let both = rule.payment(for: OutcomeResults(achieved: 1, started: 1))
        #expect(both.exact - started.exact == Rational(result * 100))
    }

    @Test func bandsPriceOnlyTheirOwnResults() {
        let rule = OutcomeTariff(
            bands: [
                .init(from: 0, to: 50, tariff: 300_000), .init(from: 50, to: 100, tariff: 400_000),
            ],
            cap: 40_000_000
        )
        #expect(rule.payment(for: OutcomeResults(achieved: 60)).exact == 19_000_000)
        #expect(rule.payment(for: OutcomeResults(achieved: 200)).exact == 35_000_000)
        let capped = OutcomeTariff(bands: rule.bands, cap: 10_000_000)
        #expect(capped.payment(for: OutcomeResults(achieved: 60)).exact == 10_000_000)
    }

    /// Peterborough social impact bond: 8.4% in the first cohort against a threshold of 10%, 9.0% over all
    /// against 7.5%.
    @Test func aTriggerPaysOnlyWhenItsThresholdIsReached() {
        let cohort = OutcomeTrigger(payment: 100, threshold: 10)
        let pooled = OutcomeTrigger(payment: 100, threshold: fraction(15, 2))
        #expect(cohort.payment(for: OutcomeResults(achieved: fraction(84, 10))).exact == 0)
        #expect(pooled.payment(for: OutcomeResults(achieved: 9)).exact == 100)
    }

    /// £250,000 with a central top-up of 20% and local commissioners at 70:30.
    @Test func aTopUpPaysItsPartBeforeTheOthersShareTheRest() throws {
        let funding = OutcomeFunding(
            payers: .shares(["council": fraction(7, 10), "icb": fraction(3, 10)]),
            topUp: .init(partner: "lcf", part: fraction(1, 5))
        )
        let parts = try funding.parts(of: 25_000_000, clause: "x")
        #expect(parts.map(\.party.identifier) == ["council", "icb", "lcf"])
        #expect(parts.map(\.exact) == [14_000_000, 6_000_000, 5_000_000])
    }

    /// 42 CFR 425.604(b): minimum savings rates by assigned beneficiaries, in percent, to ten decimals.
    @Test(arguments: [
        (5_000, "3.9000000000"), (5_500, "3.7498498498"), (6_999, "3.4000000000"),
        (12_000, "2.8799759952"), (17_342, "2.6063012603"), (20_000, "2.5000000000"),
        (35_000, "2.3499949998"), (59_999, "2.0000000000"), (120_000, "2.0000000000"),
    ])
    func slidingRatesRunStraightInsideEachBand(size: Int, percent: String) {
        let table: [(Int, Int, Int, Int)] = [
            (5_000, 5_999, 39, 36), (6_000, 6_999, 36, 34), (7_000, 7_999, 34, 32),
            (8_000, 8_999, 32, 31), (9_000, 9_999, 31, 30), (10_000, 14_999, 30, 27),
            (15_000, 19_999, 27, 25), (20_000, 49_999, 25, 22), (50_000, 59_999, 22, 20),
        ]
        let rate = SlidingRate(
            bands: table.map {
                .init(
                    from: Rational($0.0),
                    to: Rational($0.1),
                    rateAtFrom: fraction($0.2, 10),
                    rateAtTo: fraction($0.3, 10)
                )
            }
        ).rate(at: Rational(size))
        #expect(rate?.decimal(places: 10, rounding: .nearestOrEven) == percent)
    }
}

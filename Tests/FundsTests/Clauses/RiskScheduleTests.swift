import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import Testing

/// Schedules tried alone. Expected figures are worked out by hand or published, as stated at each.
struct RiskScheduleTests {
    private func parts(
        _ schedule: any RiskSchedule,
        _ amount: Money,
        _ setting: RiskSetting? = nil
    ) throws -> [String: Rational] {
        var parts: [String: Rational] = [:]
        for step in try schedule.steps(dividing: amount, setting ?? RiskSetting(budget: 0)) {
            parts[step.party.identifier, default: .zero] += step.exact
        }
        return parts
    }

    private let halves = SharingBasis.shares([
        "a": Rational(1, over: 2) ?? .zero, "b": Rational(1, over: 2) ?? .zero,
    ])

    private func shares(_ council: Int, _ icb: Int) -> SharingBasis {
        .shares([
            "council": Rational(council, over: 100) ?? .zero,
            "icb": Rational(icb, over: 100) ?? .zero,
        ])
    }

    /// First loss to the lead, then stepped shares: a common form of section 75 schedules. In pounds:
    /// 150,000 falls in the first band; 430,000 = 200,000 + 230,000 halves; 1,250,000.55 = 200,000 +
    /// 150,000 + 175,000 + 62,500.1375 for the council.
    @Test func marginalTiersApplyOnlyToTheSliceInsideEachBand() throws {
        let tiers = MarginalTiers(bands: [
            .init(upTo: .amount(20_000_000), basis: shares(100, 0)),
            .init(upTo: .amount(50_000_000), basis: shares(50, 50)),
            .init(upTo: .amount(100_000_000), basis: shares(35, 65)),
            .init(upTo: nil, basis: shares(25, 75)),
        ])
        #expect(try parts(tiers, 15_000_000) == ["council": 15_000_000])
        #expect(try parts(tiers, 20_000_000) == ["council": 20_000_000])
        #expect(try parts(tiers, 43_000_000) == ["council": 31_500_000, "icb": 11_500_000])
        let large = try parts(tiers, 125_000_055)
        #expect(large["council"] == Rational(5_875_001_375, over: 100))
        #expect(large["icb"] == Rational(6_625_004_125, over: 100))
    }

    /// Built Intelligence ReachBack 18505: target £500,000, spend £200,000, 25% of savings in the range
    /// 80-100% of the target, nothing below: £25,000 for the contractor.
    @Test func gainShareOfATargetContractStopsAtItsRange() throws {
        let tiers = MarginalTiers(bands: [
            .init(
                upTo: .budgetPart(Rational(1, over: 5) ?? .zero),
                basis: .shares([
                    "client": Rational(3, over: 4) ?? .zero,
                    "contractor": Rational(1, over: 4) ?? .zero,
                ])
            ), .init(upTo: nil, basis: .shares(["client": 1])),
        ])
        let gain = try parts(tiers, 30_000_000, RiskSetting(budget: 50_000_000))
        #expect(gain["contractor"] == 2_500_000)
    }

    /// Kaufman and Canoles, "Shared Savings Program for ACOs Part II" (2011): benchmark 100m, actual 94m,
    /// threshold 2%, share 80% of the whole saving: 4.8m.
    @Test func sharingFromTheFirstPoundCoversTheWholeAmount() throws {
        let aco = OneSidedShare(
            trigger: .budgetPart(Rational(2, over: 100) ?? .zero),
            reach: .firstPound,
            below: "payer",
            then: ProportionalShare(
                .shares([
                    "aco": Rational(4, over: 5) ?? .zero, "payer": Rational(1, over: 5) ?? .zero,
                ])
            )
        )
        let setting = try RiskSetting(budget: 10_000_000_000)
        #expect(try parts(aco, 600_000_000, setting)["aco"] == 480_000_000)
        #expect(try parts(aco, 199_999_999, setting) == ["payer": 199_999_999])
        let above = OneSidedShare(
            trigger: aco.trigger,
            reach: .aboveTrigger,
            below: "payer",
            then: aco.then
        )
        #expect(try parts(above, 600_000_000, setting)["aco"] == 320_000_000)
    }

    @Test func whatACapCutsOffIsSpreadAndTheRestIsNamed() throws {
        let thirds = SharingBasis.weights(["a": 1, "b": 1, "c": 1])
        let capped = CappedShare(basis: thirds, caps: ["a": .amount(100), "b": .amount(250)])
        // 900 would be 300 each; a stops at 100, b at 250, c bears what is left.
        #expect(try parts(capped, 900) == ["a": 100, "b": 250, "c": 550])
        let all = CappedShare(
            basis: thirds,
            caps: ["a": .amount(100), "b": .amount(250), "c": .amount(300)]
        )
        #expect(try parts(all, 900) == ["a": 100, "b": 250, "c": 300, "unfunded": 250])
        let named = CappedShare(
            basis: thirds,
            caps: ["a": .amount(100), "b": .amount(250), "c": .amount(300)],
            remainder: "host"
        )
        #expect(try parts(named, 900)["host"] == 250)
    }

    @Test func theFirstLossIsBorneAlone() throws {
        let schedule = FirstLoss(
            bearer: "a",
            upTo: .amount(1_000),
            then: ProportionalShare(halves)
        )
        #expect(try parts(schedule, 900) == ["a": 900])
        #expect(try parts(schedule, 1_500) == ["a": 1_250, "b": 250])
    }

    @Test func aWaterfallDrawsOnEachSourceBeforeTheNext() throws {
        let schedule = Waterfall(
            sources: [
                .underspends, .riskPool(300), .uncommitted(line: "x", amount: 200),
            ],
            partners: ProportionalShare(halves)
        )
        var setting = try RiskSetting(budget: 0)
        setting.underspends = 100
        setting.riskPoolHeld = 300
        #expect(
            try parts(schedule, 1_000, setting) == [
                "underspends": 100, "risk-pool": 300, "line:x": 200, "a": 200, "b": 200,
            ]
        )
        setting.drawn = [.riskPool: 250]
        #expect(try parts(schedule, 120, setting) == ["underspends": 100, "risk-pool": 20])
    }

    @Test func everybodyIsRestoredBeforeTheGainIsSplit() throws {
        let schedule = RestoreThenSplit(
            losses: ["a": 300, "b": 100],
            gain: .formula([
                .init(
                    name: "levy",
                    weight: Rational(1, over: 4) ?? .zero,
                    values: ["a": 1, "b": 3]
                ),
                .init(
                    name: "need",
                    weight: Rational(3, over: 4) ?? .zero,
                    values: ["b": 1, "c": 1]
                ),
            ])
        )
        // Of 800 above the losses: a 1/16, b 3/16 + 3/8, c 3/8.
        #expect(try parts(schedule, 1_200) == ["a": 350, "b": 550, "c": 300])
        #expect(try parts(schedule, 200) == ["a": 150, "b": 50])
    }

    /// "In the same proportion as the contributions": contributions of £6,134,567.11 and £3,865,432.89,
    /// overspend £250,000.01.
    @Test func proportionalSharesFollowContributions() throws {
        let setting = try RiskSetting(
            budget: 0,
            contributions: ["a": 613_456_711, "b": 386_543_289]
        )
        let exact = try parts(
            ProportionalShare(.contributions(includingAligned: false)),
            25_000_001,
            setting
        )
        #expect(exact["a"] == Rational(25_000_001) * Rational(613_456_711) / 1_000_000_000)
        #expect(exact.values.sum() == 25_000_001)
    }
}

import TopsliceApportionment
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

/// Weights, caps, floors and priority tiers, and what is refused.
@Suite struct BoundedClaims {
    @Test func aCapIsReSpreadOverTheOthers() throws {
        // In proportion: 50, 100, 150. The third may have 100; 200 is shared 1 : 2 by the others.
        let capped = try ClaimsProblem(
            estate: 300,
            claimants: [
                Claimant(id: "a", claim: 100), Claimant(id: "b", claim: 200),
                Claimant(id: "c", claim: 300, cap: 100),
            ]
        )
        #expect(try capped.awards(by: .proportional) == exact(["200/3", "400/3", "100"]))
    }

    @Test func aFloorIsPaidByTheOthers() throws {
        let floored = try ClaimsProblem(
            estate: 300,
            claimants: [
                Claimant(id: "a", claim: 100, floor: 90), Claimant(id: "b", claim: 200),
                Claimant(id: "c", claim: 300),
            ]
        )
        #expect(try floored.awards(by: .proportional) == [90, 84, 126])
    }

    @Test func floorsOfLaterTiersAreSetAside() throws {
        let tiered = try ClaimsProblem(
            estate: 100,
            claimants: [
                Claimant(id: "junior", claim: 50, floor: 10, priority: 2),
                Claimant(id: "senior", claim: 95, priority: 1),
            ]
        )
        #expect(try tiered.awards(by: .talmud) == [10, 90])
    }

    @Test func weightedRulesFollowTheirDefinitions() throws {
        let claims: [Rational] = [100, 100, 100]
        let weights: [Rational] = [1, 2, 3]
        // Equal awards in proportion 1 : 2 : 3 of 120; the same of losses for an estate of 180.
        #expect(
            try problem(estate: 120, claims: claims, weights: weights)
                .awards(by: .constrainedEqualAwards) == [20, 40, 60]
        )
        #expect(
            try problem(estate: 180, claims: claims, weights: weights)
                .awards(by: .constrainedEqualLosses) == [80, 60, 40]
        )
        // 255 as 1 : 2 : 3 would give the third 127.50 of 100, then 155 as 1 : 2 the second 103.33.
        #expect(
            try problem(estate: 255, claims: claims, weights: weights)
                .awards(by: .proportional) == [55, 100, 100]
        )
        #expect(throws: ClaimsError.ruleHasNoWeights(.averageOfAwards)) {
            try problem(estate: 120, claims: claims, weights: weights)
                .awards(by: .averageOfAwards)
        }
    }

    @Test(arguments: ClaimsRule.allCases)
    func boundsAndTiersAlwaysHold(rule: ClaimsRule) throws {
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(seed: seed)
            let claimants = (0..<random.from(1, through: 6)).map { index in
                let claim = random.from(0, through: 30)
                let cap = random.below(3) == 0 ? random.from(0, through: 30) : nil
                let floor =
                    random.below(3) == 0 ? random.from(0, through: min(claim, cap ?? 30)) : 0
                return Claimant(
                    id: "\(index)",
                    claim: Rational(claim),
                    cap: cap.map { Rational($0) },
                    floor: Rational(floor),
                    priority: random.from(1, through: 2)
                )
            }
            let floors = claimants.map(\.floor).sum()
            let limits = claimants.map(\.limit).sum()
            let estate = floors + (limits - floors) * Rational(random.from(0, through: 10)) / 10
            let awards = try ClaimsProblem(estate: estate, claimants: claimants).awards(by: rule)
            #expect(awards.sum() == estate, "seed \(seed)")
            for (claimant, award) in zip(claimants, awards) {
                #expect(award >= claimant.floor && award <= claimant.limit, "seed \(seed)")
            }
            let seniorIsShort = zip(claimants, awards).contains {
                $0.0.priority == 1 && $0.1 < $0.0.limit
            }
            for (claimant, award) in zip(claimants, awards) where claimant.priority == 2 {
                #expect(!seniorIsShort || award == claimant.floor, "seed \(seed)")
            }
        }
    }

    /// For a rule with a common level, re-spreading is the division at one level of claims cut to
    /// their bounds: equal awards between bounds, found here by bisection on whole levels.
    @Test func boundedEqualAwardsShareOneLevel() throws {
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(seed: seed)
            let claimants = (0..<random.from(2, through: 6)).map { index in
                let claim = random.from(1, through: 20)
                let floor = random.from(0, through: claim)
                let cap = random.from(floor, through: 25)
                return Claimant(
                    id: "\(index)",
                    claim: Rational(claim),
                    cap: Rational(cap),
                    floor: Rational(floor)
                )
            }
            let level = Rational(random.from(0, through: 40)) / 2
            let expected = claimants.map { min($0.limit, max($0.floor, level)) }
            let problem = try ClaimsProblem(estate: expected.sum(), claimants: claimants)
            #expect(try problem.awards(by: .constrainedEqualAwards) == expected, "seed \(seed)")
        }
    }

    @Test func whatCannotBeDividedIsRefusedInWords() {
        let a = Claimant(id: "a", claim: 10)
        let cases: [(Rational, [Claimant], ClaimsError)] = [
            (1, [], .noClaimants),
            (1, [a, a], .claimantTwice(id: "a")),
            (-1, [a], .negativeEstate(-1)),
            (1, [Claimant(id: "b", claim: -5)], .negativeClaim(id: "b", claim: -5)),
            (
                1, [Claimant(id: "b", claim: 5, weight: 0)],
                .weightNotPositive(id: "b", weight: 0)
            ),
            (1, [Claimant(id: "b", claim: 5, cap: -1)], .negativeCap(id: "b", cap: -1)),
            (1, [Claimant(id: "b", claim: 5, floor: -1)], .negativeFloor(id: "b", floor: -1)),
            (
                1, [Claimant(id: "b", claim: 5, cap: 2, floor: 3)],
                .floorAboveLimit(id: "b", floor: 3, limit: 2)
            ),
            (11, [a], .estateAboveClaims(estate: 11, claims: 10)),
            (
                10, [Claimant(id: "b", claim: 10, cap: 8)],
                .estateAboveCaps(estate: 10, caps: 8)
            ),
            (
                1, [Claimant(id: "b", claim: 10, floor: 2)],
                .estateBelowFloors(estate: 1, floors: 2)
            ),
        ]
        for (estate, claimants, error) in cases {
            #expect(throws: error) { try ClaimsProblem(estate: estate, claimants: claimants) }
        }
        #expect(
            ClaimsError.estateAboveCaps(estate: 10, caps: 8).description
                == "the estate, 10, is above what the caps let out, 8: 2 would be left"
        )
    }
}

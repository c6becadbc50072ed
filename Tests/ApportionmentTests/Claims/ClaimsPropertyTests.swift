import TopsliceApportionment
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

/// Properties every rule has, or is known by, on thousands of seeded problems.
@Suite struct ClaimsProperties {
    @Test(arguments: ClaimsRule.allCases)
    func awardsSumToTheEstateAndStayWithinClaims(rule: ClaimsRule) throws {
        for seed in UInt64(1)...400 {
            var random = SeededGenerator(seed: seed)
            let (estate, claims) = randomProblem(&random)
            let awards = try rule.divide(estate, among: claims)
            #expect(awards.sum() == estate, "seed \(seed)")
            for (award, claim) in zip(awards, claims) {
                #expect(award >= 0 && award <= claim, "seed \(seed)")
            }
        }
    }

    @Test(arguments: ClaimsRule.allCases)
    func orderOfInputNeverMattersAndEqualClaimsGetEqualAwards(rule: ClaimsRule) throws {
        for seed in UInt64(1)...200 {
            var random = SeededGenerator(seed: seed)
            let (estate, claims) = randomProblem(&random)
            let order = claims.indices.shuffled(using: &random)
            let awards = try rule.divide(estate, among: claims)
            let shuffled = try rule.divide(estate, among: order.map { claims[$0] })
            #expect(order.map { awards[$0] } == shuffled, "seed \(seed)")
            for first in claims.indices {
                for second in claims.indices where claims[first] == claims[second] {
                    #expect(awards[first] == awards[second], "seed \(seed)")
                }
            }
        }
    }

    /// Larger claims get no smaller awards and no smaller losses (Aumann and Maschler 1985).
    @Test(arguments: ClaimsRule.allCases)
    func orderOfClaimsIsPreserved(rule: ClaimsRule) throws {
        for seed in UInt64(1)...200 {
            var random = SeededGenerator(seed: seed)
            let (estate, unsorted) = randomProblem(&random)
            let claims = unsorted.sorted()
            let awards = try rule.divide(estate, among: claims)
            for index in 1..<max(1, claims.count) where index < claims.count {
                #expect(awards[index - 1] <= awards[index], "seed \(seed)")
                let losses = (claims[index - 1] - awards[index - 1], claims[index] - awards[index])
                #expect(losses.0 <= losses.1, "seed \(seed)")
            }
        }
    }

    /// What a rule awards of E is what its dual lets one lose of C − E.
    @Test(arguments: [
        (ClaimsRule.constrainedEqualAwards, ClaimsRule.constrainedEqualLosses),
        (.proportional, .proportional), (.talmud, .talmud), (.reverseTalmud, .reverseTalmud),
        (.adjustedProportional, .adjustedProportional), (.randomArrival, .randomArrival),
        (.averageOfAwards, .averageOfAwards),
    ])
    func dualRulesDivideLossesAsTheOtherDividesAwards(
        rule: ClaimsRule,
        dual: ClaimsRule
    ) throws {
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(seed: seed)
            let (estate, claims) = randomProblem(&random)
            let awards = try rule.divide(estate, among: claims)
            let losses = try dual.divide(claims.sum() - estate, among: claims)
            #expect(zip(claims, losses).map { $0 - $1 } == awards, "seed \(seed)")
        }
    }

    /// The Talmud rule is the only one under which any two divide what they have together as
    /// they would a contested garment (Aumann and Maschler 1985, theorem A).
    @Test func anyTwoDivideTheirTalmudAwardsLikeAGarment() throws {
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let (estate, claims) = randomProblem(&random)
            let awards = try ClaimsRule.talmud.divide(estate, among: claims)
            for first in claims.indices {
                for second in claims.indices where second > first {
                    let shared = awards[first] + awards[second]
                    let concededToFirst = max(0, shared - claims[second])
                    let concededToSecond = max(0, shared - claims[first])
                    let contested = shared - concededToFirst - concededToSecond
                    #expect(awards[first] == concededToFirst + contested / 2, "seed \(seed)")
                }
            }
        }
    }

    /// Given half claims (or no more than them), no transfer from a larger award to a smaller one
    /// is possible: the definition of Chun, Schummer and Thomson.
    @Test func constrainedEgalitarianAwardsAreAsEqualAsBoundsAllow() throws {
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let (estate, claims) = randomProblem(&random)
            let awards = try ClaimsRule.constrainedEgalitarian.divide(estate, among: claims)
            let isBeyondHalf = estate * 2 > claims.sum()
            for index in claims.indices {
                let half = claims[index] / 2
                #expect(isBeyondHalf ? awards[index] >= half : awards[index] <= half)
                for other in claims.indices where awards[index] > awards[other] {
                    let canGive = awards[index] > (isBeyondHalf ? half : 0)
                    let canTake = awards[other] < claims[other] / (isBeyondHalf ? 1 : 2)
                    #expect(!(canGive && canTake), "seed \(seed)")
                }
            }
        }
    }

    /// When the largest claim is the whole estate, minimal overlap shares each step of claims
    /// like the runway of an airport (Littlechild and Owen 1973): here by its own formula.
    @Test func nestedClaimsAreSharedLikeARunway() throws {
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(seed: seed)
            let claims = (0..<random.from(1, through: 6)).map { _ in random.from(0, through: 30) }
                .sorted()
            let estate = claims.last ?? 0
            let expected = claims.map { claim in
                (0..<claim).map { metre in
                    Rational(1) / Rational(claims.filter { $0 > metre }.count)
                }.sum()
            }
            let found = try ClaimsRule.minimalOverlap.divide(
                Rational(estate),
                among: claims.map { Rational($0) }
            )
            #expect(found == expected, "seed \(seed)")
        }
    }

    /// Estate one penny more: nobody gets less (resource monotonicity, Thomson 2003).
    @Test(arguments: ClaimsRule.allCases)
    func aLargerEstateHurtsNobody(rule: ClaimsRule) throws {
        for seed in UInt64(1)...200 {
            var random = SeededGenerator(seed: seed)
            let (estate, claims) = randomProblem(&random)
            guard estate < claims.sum() else { continue }
            let less = try rule.divide(estate, among: claims)
            let more = try rule.divide(estate + 1, among: claims)
            #expect(zip(less, more).allSatisfy { $0 <= $1 }, "seed \(seed)")
        }
    }

    @Test(arguments: ClaimsRule.allCases)
    func divisionsScaleWithTheUnit(rule: ClaimsRule) throws {
        let factor = exact("7/300")
        for seed in UInt64(1)...100 {
            var random = SeededGenerator(seed: seed)
            let (estate, claims) = randomProblem(&random)
            let awards = try rule.divide(estate, among: claims)
            let scaled = try rule.divide(estate * factor, among: claims.map { $0 * factor })
            #expect(awards.map { $0 * factor } == scaled, "seed \(seed)")
        }
    }
}

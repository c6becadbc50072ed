import TopsliceApportionment
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

/// Divisions printed in the literature or by R's ClaimsProblems 1.0.0.
@Suite struct PublishedClaims {
    /// R package ClaimsProblems 1.0.0, example problem of its documentation, `allrules()`.
    @Test(arguments: [
        (ClaimsRule.constrainedEqualAwards, ["2", "8/3", "8/3", "8/3"]),
        (.constrainedEqualLosses, ["0", "1", "4", "5"]),
        (.minimalOverlap, ["1/2", "7/6", "11/3", "14/3"]),
        (.piniles, ["1", "2", "7/2", "7/2"]),
        (.proportional, ["20/21", "40/21", "10/3", "80/21"]),
        (.randomArrival, ["1", "11/6", "10/3", "23/6"]),
        (.talmud, ["1", "2", "7/2", "7/2"]),
        (.reverseTalmud, ["7/8", "15/8", "27/8", "31/8"]),
    ])
    func claimsProblemsExampleIsReproduced(rule: ClaimsRule, awards: [String]) throws {
        #expect(try rule.divide(10, among: [2, 4, 7, 8]) == exact(awards))
    }

    /// Ketubot 93a; Aumann and Maschler (1985), J. Econ. Theory 36:195-213.
    @Test(arguments: [
        (100, ["100/3", "100/3", "100/3"]), (200, ["50", "75", "75"]),
        (300, ["50", "100", "150"]),
    ])
    func theThreeWivesOfTheTalmudGetTheirDue(estate: Int, awards: [String]) throws {
        let found = try ClaimsRule.talmud.divide(Rational(estate), among: [100, 200, 300])
        #expect(found == exact(awards))
    }

    /// Bava Metzia 2a: one holds all of a garment, the other half. For two claimants these rules
    /// are all the contested garment (Thomson 2003, theorem on concede-and-divide).
    @Test(arguments: [
        ClaimsRule.talmud, .minimalOverlap, .randomArrival, .adjustedProportional,
        .averageOfAwards,
    ])
    func theContestedGarmentIsConcededAndDivided(rule: ClaimsRule) throws {
        #expect(try rule.divide(1, among: [1, exact("0.5")]) == exact(["3/4", "1/4"]))
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(seed: seed)
            let claims = [random.from(0, through: 40), random.from(0, through: 40)]
            let estate = random.from(0, through: claims[0] + claims[1])
            let conceded = claims.map { max(0, estate - $0) }
            let contested = Rational(estate - conceded[0] - conceded[1]) / 2
            let expected = [
                Rational(conceded[1]) + contested, Rational(conceded[0]) + contested,
            ]
            let found = try rule.divide(Rational(estate), among: claims.map { Rational($0) })
            #expect(found == expected, "\(claims) of \(estate)")
        }
    }

    /// Ibn Ezra's problem in O'Neill (1982), Math. Soc. Sci. 2:345-371.
    @Test func ibnEzrasFourSonsShareWhatEachClaims() throws {
        let found = try ClaimsRule.minimalOverlap.divide(120, among: [30, 40, 60, 120])
        #expect(found == exact(["15/2", "65/6", "125/6", "485/6"]))
    }

    /// Claims of ClaimsProblems' bankruptcy example in three assumed priority tiers.
    @Test func seniorTiersArePaidInFullAndTheMarginalOneByTheRule() throws {
        let tiers: [[Int]] = [[10, 10], [15, 15], [180, 80, 40, 42]]
        let claimants = tiers.enumerated().flatMap { tier, claims in
            claims.enumerated().map { index, claim in
                Claimant(id: "\(tier)/\(index)", claim: Rational(claim), priority: tier + 1)
            }
        }
        let problem = try ClaimsProblem(estate: 230, claimants: claimants)
        // 230 − 50 = 180 of 342 claimed: 180/342 = 10/19 of each claim.
        let expected = exact(["10", "10", "15", "15", "1800/19", "800/19", "400/19", "420/19"])
        #expect(try problem.awards(by: .proportional) == expected)
    }

    /// R's GameTheory 2.7.1 awards (166.67, −33.33, 200) here: below zero, and a smaller claim
    /// above a larger one.
    @Test(arguments: ClaimsRule.allCases)
    func nobodyPaysIntoAnEstate(rule: ClaimsRule) throws {
        let awards = try rule.divide(200, among: [300, 100, 200])
        #expect(awards.sum() == 200)
        #expect(awards.allSatisfy { $0 >= 0 })
        #expect(awards[1] <= awards[2] && awards[2] <= awards[0])
    }

    @Test func theGameTheoryExampleByHand() throws {
        // Equal awards: 200/3 each, below every claim. Talmud: halves 150, 50, 100; the smallest
        // is met at 50 and the other two share 150. Equal losses of 400: 150 each would exceed
        // the claim of 100, so the others lose 150 each.
        let claims: [Rational] = [300, 100, 200]
        #expect(
            try ClaimsRule.constrainedEqualAwards.divide(200, among: claims)
                == exact(["200/3", "200/3", "200/3"])
        )
        #expect(try ClaimsRule.talmud.divide(200, among: claims) == [75, 50, 75])
        #expect(try ClaimsRule.constrainedEqualLosses.divide(200, among: claims) == [150, 0, 50])
        #expect(
            try ClaimsRule.proportional.divide(200, among: claims)
                == exact(["100", "100/3", "200/3"])
        )
    }
}

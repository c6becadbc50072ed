import TopsliceApportionment
import BigInt
import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct PublishedCostShares {
    /// Ransmeier (1942), The Tennessee Valley Authority, in $ thousand: navigation (bit 0), flood
    /// control (bit 1), power (bit 2).
    static func tennesseeValley() throws -> Game<Rational> {
        try Game(
            .costs,
            values: [0, 163_520, 140_826, 301_607, 250_096, 378_821, 367_370, 412_584]
        )
    }

    /// Straffin and Heaney (1981), Int. J. Game Theory 10:35-43; exact fractions from their
    /// formula. MatTuGames 1.9.2 calls this "ACA" and prints the equal split of the non-separable
    /// cost under the name "SCRB".
    @Test(arguments: [CostSharingRule.scrb, .aca, .louderback])
    func theTennesseeValleyPaysSeparableCostsAndRemainingBenefits(rule: CostSharingRule) throws {
        let shares = try JointCost(Self.tennesseeValley()).shares(by: rule)
        #expect(
            shares == exact(["3568202101/30374", "6023607339/60748", "11903641291/60748"])
        )
        #expect(shares.map { $0.rounded(.nearestOrEven) } == [117_476, 99_157, 195_951])
    }

    /// Printed by MatTuGames 1.9.2, `separable_cost_allocation(c, 'ENSC')`.
    @Test func anEqualChargeOfTheNonSeparableCost() throws {
        let shares = try JointCost(Self.tennesseeValley()).shares(by: .equalCharge)
        #expect(shares == [119_424, 107_973, 185_187])
    }

    /// Young (1994), Handbook of Game Theory 2, chapter 34: towns of 36,000 and 12,000.
    @Test func twoTownsShareOneWaterSupply() throws {
        let towns = try Game<Rational>(.costs, values: [0, 11, 7, 15])
        let plain = try JointCost(towns)
        let perHead = try JointCost(towns, weights: [36_000, 12_000])
        #expect(try plain.shares(by: .equal) == exact(["7.5", "7.5"]))
        #expect(try perHead.shares(by: .proportional) == exact(["11.25", "3.75"]))
        #expect(try plain.sharesOfSaving() == exact(["9.5", "5.5"]))
        #expect(try perHead.sharesOfSaving() == exact(["8.75", "6.25"]))
        // Printed as 9.1667 and 5.8333.
        for rule in [CostSharingRule.standAlone, .moriarity, .proportional] {
            #expect(try plain.shares(by: rule) == exact(["55/6", "35/6"]))
        }
    }

    /// Textbook example of two plants with common cost: 800 and 1300 alone, 1900 together.
    @Test func theFirstComerPaysItsOwnCostAndTheNextTheRest() throws {
        let plants = try Game<Rational>(.costs, values: [0, 800, 1_300, 1_900])
        #expect(try incrementalShares(of: plants, order: [0, 1]) == [800, 1_100])
        #expect(try incrementalShares(of: plants, order: [1, 0]) == [600, 1_300])
        #expect(throws: CostSharingError.orderIsNotOneOfEach([0, 0])) {
            try incrementalShares(of: plants, order: [0, 0])
        }
    }

    /// Three students' flat, documentation of R's CoopGame.
    @Test func savingsOfAFlatAreThoseOfTheTable() throws {
        let flat = try Game<Rational>(
            .costs,
            values: [0, 300, 270, 410, 280, 410, 410, 550]
        )
        #expect(flat.savings.values == [0, 0, 0, 160, 0, 170, 140, 300])
        #expect(try JointCost(flat).saving == 300)
        // Sharing the game of savings equally and of costs by equal saving is one thing.
        let equal = try JointCost(flat.savings).shares(by: .equal)
        let paid = try JointCost(flat).sharesOfSaving()
        #expect(zip(flat.standAlone, paid).map { $0 - $1 } == equal)
    }

    /// Moulin and Shenker (1992) with C(q) = q²/10.
    @Test func serialSharesIgnoreLargerDemands() throws {
        let cost = try CostPolynomial(parsing: "q^2/10", variables: ["q"])
        let shares = try serialShares(demands: [3, 5, 12]) { cost.cost(of: [$0]) }
        #expect(shares == exact(["2.7", "7.1", "30.2"]))
        let larger = try serialShares(demands: [40, 3, 5]) { cost.cost(of: [$0]) }
        #expect(Array(larger[1...]) == exact(["2.7", "7.1"]))
    }

    /// Billera and Heath (1982): C = x² + 3xy + 2y at (4, 6).
    @Test func aumannShapleyPricesAreMeanMarginalCosts() throws {
        let cost = try CostPolynomial(parsing: "x^2+3xy+2y", variables: ["x", "y"])
        #expect(try cost.aumannShapleyShares(of: [4, 6]) == [52, 48])
    }
}

@Suite struct CostSharingProperties {
    @Test(arguments: CostSharingRule.allCases)
    func sharesSumToTheCostInAnyOrderOfPlayers(rule: CostSharingRule) throws {
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let count = random.from(1, through: 6)
            func amounts(_ low: Int, _ high: Int) -> [Rational] {
                (0..<count).map { _ in Rational(random.from(low, through: high)) }
            }
            let alone = amounts(50, 99)
            let separable = amounts(0, 20)
            let (direct, benefits, weights) = (amounts(0, 30), amounts(40, 120), amounts(1, 9))
            let total = Rational(random.from(100, through: 300))
            func shares(_ order: [Int]) throws -> [Rational] {
                try JointCost(
                    total: total,
                    standAlone: order.map { alone[$0] },
                    separable: order.map { separable[$0] },
                    directCosts: order.map { direct[$0] },
                    benefits: order.map { benefits[$0] },
                    weights: order.map { weights[$0] }
                ).shares(by: rule)
            }
            let straight = try shares(Array(0..<count))
            #expect(straight.sum() == total, "seed \(seed)")
            let order = (0..<count).shuffled(using: &random)
            #expect(try shares(order) == order.map { straight[$0] }, "seed \(seed)")
        }
    }

    /// Σ over a fine grid of the marginal cost along the diagonal brackets the integral: for a cost
    /// with no negative coefficient, the marginal cost rises along it.
    @Test func aumannShapleySharesLieBetweenTheirRiemannSums() throws {
        for seed in UInt64(1)...100 {
            var random = SeededGenerator(seed: seed)
            let text = (0..<3).map { _ in
                "\(random.from(1, through: 5))x^\(random.from(1, through: 3))y^\(random.below(3))"
            }.joined(separator: "+")
            let cost = try CostPolynomial(parsing: text, variables: ["x", "y"])
            let point = [
                Rational(random.from(1, through: 4)), Rational(random.from(1, through: 4)),
            ]
            let shares = try cost.aumannShapleyShares(of: point)
            #expect(shares.sum() == cost.cost(of: point), "seed \(seed)")
            // ∂C/∂x(tq) · x, by the derivative of each term.
            func slope(_ t: Rational) -> Rational {
                cost.terms.map { term in
                    let (a, b) = (term.exponents[0], term.exponents[1])
                    return term.coefficient * Rational(a) * (t * point[0]).power(UInt(a - 1))
                        * (t * point[1]).power(UInt(b)) * point[0]
                }.sum()
            }
            let steps = 20
            let values = (0...steps).map { slope(Rational($0) / Rational(steps)) }
            let lower = values.dropLast().sum() / Rational(steps)
            let upper = values.dropFirst().sum() / Rational(steps)
            #expect(lower <= shares[0] && shares[0] <= upper, "seed \(seed)")
        }
    }

    @Test func serialSharesSumToTheCostAndEqualDemandsPayEqually() throws {
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let demands = (0..<random.from(1, through: 6)).map { _ in
                Rational(random.from(0, through: 6))
            }
            let cost = try CostPolynomial(parsing: "q^3/7+2q", variables: ["q"])
            let shares = try serialShares(demands: demands) { cost.cost(of: [$0]) }
            #expect(shares.sum() == cost.cost(of: [demands.sum()]), "seed \(seed)")
            for first in demands.indices {
                for second in demands.indices where demands[first] == demands[second] {
                    #expect(shares[first] == shares[second], "seed \(seed)")
                }
            }
        }
    }

    @Test func whatIsNotDefinedIsRefused() throws {
        let nobodyPays = try JointCost(total: 5, standAlone: [0, 0], separable: [0, 0])
        #expect(throws: CostSharingError.self) { try nobodyPays.shares(by: .moriarity) }
        #expect(try nobodyPays.shares(by: .equal) == exact(["5/2", "5/2"]))
        #expect(throws: CostSharingError.noPlayers) {
            try JointCost(total: 5, standAlone: [], separable: [])
        }
        #expect(
            throws: CostSharingError.countMismatch(what: "direct costs", got: 1, expected: 2)
        ) {
            try JointCost(total: 5, standAlone: [1, 2], separable: [1, 1], directCosts: [1])
        }
        #expect(throws: CostSharingError.fixedCost(3)) {
            try serialShares(demands: [1]) { $0 + 3 }
        }
        #expect(throws: CostSharingError.negativeDemand(player: 1, demand: -1)) {
            try serialShares(demands: [1, -1]) { $0 }
        }
        let fixed = try CostPolynomial(parsing: "x+1", variables: ["x"])
        #expect(throws: CostSharingError.fixedCost(1)) {
            try fixed.aumannShapleyShares(of: [2])
        }
    }

    @Test(arguments: [
        "", "x^", "x+", "*x", "x**y", "x^99", "z", "x/0", "1..2", "x^-1", "2^x", "x(y)", "/2",
    ])
    func formulasThatAreNotCostsAreRefused(text: String) {
        #expect(throws: CostSharingError.self, "\(text)") {
            try CostPolynomial(parsing: text, variables: ["x", "y"])
        }
    }

    @Test(arguments: [
        ("x^2+3xy+2y", 100), ("-x+2*y", 8), ("0.5 x y - 3", 9), ("x/4+y/2*3", 10), ("7", 7),
    ])
    func formulasAreEvaluatedExactly(text: String, value: Int) throws {
        let cost = try CostPolynomial(parsing: text, variables: ["x", "y"])
        #expect(cost.cost(of: [4, 6]) == Rational(value))
    }
}

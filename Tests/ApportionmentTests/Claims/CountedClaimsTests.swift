import TopsliceApportionment
import BigInt
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

/// Random arrival and average of awards against definitions that count in another way.
@Suite struct CountedClaims {
    @Test func randomArrivalIsTheMeanOverAllOrders() throws {
        for seed in UInt64(1)...150 {
            var random = SeededGenerator(seed: seed)
            let (estate, claims) = randomProblem(&random)
            let orders = permutations(of: claims.count)
            var sums = claims.map { _ in Rational.zero }
            for order in orders {
                var rest = estate
                for claimant in order {
                    let taken = min(claims[claimant], rest)
                    sums[claimant] += taken
                    rest -= taken
                }
            }
            let expected = sums.map { $0 / Rational(orders.count) }
            let found = try ClaimsRule.randomArrival.divide(estate, among: claims)
            #expect(found == expected, "seed \(seed)")
        }
    }

    @Test func weightedArrivalDrawsTheNextInProportionToWeight() throws {
        for seed in UInt64(1)...60 {
            var random = SeededGenerator(seed: seed)
            let count = random.from(2, through: 5)
            let claims = (0..<count).map { _ in Rational(random.from(0, through: 20)) }
            let weights = (0..<count).map { _ in Rational(random.from(1, through: 4)) }
            let estate = Rational(random.below(20)) * claims.sum() / 20
            var expected = claims.map { _ in Rational.zero }
            for order in permutations(of: count) {
                var chance = Rational.one
                var absent = weights.sum()
                var rest = estate
                var taken = claims.map { _ in Rational.zero }
                for claimant in order {
                    chance *= weights[claimant] / absent
                    absent -= weights[claimant]
                    taken[claimant] = min(claims[claimant], rest)
                    rest -= taken[claimant]
                }
                for claimant in order { expected[claimant] += chance * taken[claimant] }
            }
            let found = try problem(estate: estate, claims: claims, weights: weights)
                .awards(by: .randomArrival)
            #expect(found == expected, "seed \(seed)")
        }
    }

    /// Two kinds of claim: what matters is how many of each kind came before, which is
    /// hypergeometric given their number.
    private static func twoKinds(
        _ first: (claim: Int, count: Int),
        _ second: (claim: Int, count: Int),
        estate: Int
    ) -> (Rational, Rational) {
        func choose(_ n: Int, _ k: Int) -> BigInt {
            guard k >= 0, k <= n else { return 0 }
            return (0..<k).reduce(BigInt(1)) { $0 * BigInt(n - $1) / BigInt($1 + 1) }
        }
        func mean(_ own: (claim: Int, count: Int), _ other: (claim: Int, count: Int)) -> Rational {
            let others = own.count + other.count - 1
            var sum = Rational.zero
            for mine in 0..<own.count {
                for theirs in 0...other.count {
                    let ways = choose(own.count - 1, mine) * choose(other.count, theirs)
                    let rest = max(0, estate - mine * own.claim - theirs * other.claim)
                    sum +=
                        Rational(ways) / Rational(choose(others, mine + theirs))
                        * Rational(min(own.claim, rest))
                }
            }
            return sum / Rational(others + 1)
        }
        return (mean(first, second), mean(second, first))
    }

    @Test(arguments: [(3, 4, 2, 3), (7, 10, 3, 15), (150, 35, 50, 35), (120, 30, 1_000, 20)])
    func hundredsOfClaimantsAreCountedExactly(
        firstClaim: Int,
        firstCount: Int,
        secondClaim: Int,
        secondCount: Int
    ) throws {
        let total = firstClaim * firstCount + secondClaim * secondCount
        let claims =
            Array(repeating: Rational(firstClaim), count: firstCount)
            + Array(repeating: Rational(secondClaim), count: secondCount)
        for estate in [1, total / 5, total / 2, total * 4 / 5] {
            let expected = Self.twoKinds(
                (firstClaim, firstCount),
                (secondClaim, secondCount),
                estate: estate
            )
            let found = try ClaimsRule.randomArrival.divide(Rational(estate), among: claims)
            #expect(found.first == expected.0 && found.last == expected.1, "estate \(estate)")
        }
    }

    @Test func tooManySumsAreRefusedWithTheLimit() throws {
        var random = SeededGenerator(seed: 5)
        let claims = (0..<60).map { _ in Rational(random.from(1, through: 1_000_000_000)) }
        for rule in [ClaimsRule.randomArrival, .averageOfAwards] {
            do {
                _ = try rule.divide(claims.sum() / 2, among: claims)
                Issue.record("\(rule) counted what it cannot")
            } catch let error as ClaimsError {
                guard case .beyondLimit(rule, claimants: 60, _) = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
        }
    }

    /// Ten thousand different claims would need shares of four thousand digits each: said at once, not after an hour.
    @Test func minimalOverlapSaysWhenItsFractionsAreTooLong() throws {
        var random = SeededGenerator(seed: 12)
        let claims = (0..<10_000).map { Rational(1_000 + 97 * $0 + random.below(97)) }
        do {
            _ = try ClaimsRule.minimalOverlap.divide(claims[5_000], among: claims)
            Issue.record("the fractions were not too long")
        } catch let error as ClaimsError {
            guard case .beyondLimit(.minimalOverlap, claimants: 10_000, _) = error else {
                Issue.record("\(error)")
                return
            }
        }
        // As many claimants with a hundred different claims are no trouble.
        let few = (0..<10_000).map { Rational(1_000 + $0 % 100) }
        let awards = try ClaimsRule.minimalOverlap.divide(1_050, among: few)
        #expect(awards.sum() == 1_050)
        #expect(zip(awards, awards.dropFirst(100)).allSatisfy { $0 == $1 })
        #expect(zip(awards.prefix(100), awards.prefix(100).dropFirst()).allSatisfy { $0 <= $1 })
    }

    /// The centre of gravity of the polygon of divisions among three, by clipping and the shoelace
    /// formula.
    @Test func theAverageOfThreeIsTheCentreOfTheirPolygon() throws {
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(seed: seed)
            let claims = (0..<3).map { _ in Rational(random.from(1, through: 30)) }
            let total = claims.sum()
            let estate = total * Rational(random.from(1, through: 49)) / 50
            let expected = try #require(Self.centreOfPolygon(estate: estate, claims: claims))
            let found = try ClaimsRule.averageOfAwards.divide(estate, among: claims)
            #expect(found == expected, "seed \(seed)")
        }
    }

    private typealias Point = (x: Rational, y: Rational)

    private static func centreOfPolygon(estate: Rational, claims: [Rational]) -> [Rational]? {
        var polygon: [Point] = [(0, 0), (estate, 0), (0, estate)]
        polygon = clip(polygon) { claims[0] - $0.x }
        polygon = clip(polygon) { claims[1] - $0.y }
        polygon = clip(polygon) { $0.x + $0.y - (estate - claims[2]) }
        var area = Rational.zero
        var x = Rational.zero
        var y = Rational.zero
        for (index, point) in polygon.enumerated() {
            let next = polygon[(index + 1) % polygon.count]
            let cross = point.x * next.y - next.x * point.y
            area += cross
            x += (point.x + next.x) * cross
            y += (point.y + next.y) * cross
        }
        guard !area.isZero else { return nil }
        let centre = (x / (area * 3), y / (area * 3))
        return [centre.0, centre.1, estate - centre.0 - centre.1]
    }

    /// Keeps the part of a polygon where `inside` is not negative (Sutherland and Hodgman 1974).
    private static func clip(_ polygon: [Point], _ inside: (Point) -> Rational) -> [Point] {
        var kept: [Point] = []
        for (index, point) in polygon.enumerated() {
            let next = polygon[(index + 1) % polygon.count]
            let (here, there) = (inside(point), inside(next))
            if here >= 0 { kept.append(point) }
            if here.signum() * there.signum() < 0 {
                let share = here / (here - there)
                kept.append(
                    (point.x + (next.x - point.x) * share, point.y + (next.y - point.y) * share)
                )
            }
        }
        return kept
    }

    /// An estate no larger than any claim is shared equally by the average of awards: the simplex
    /// is whole. Claims of nothing get nothing and change nothing.
    @Test func theAverageOfASmallEstateIsEqual() throws {
        let awards = try ClaimsRule.averageOfAwards.divide(5, among: [9, 0, 7, 30, 5])
        #expect(awards == exact(["5/4", "0", "5/4", "5/4", "5/4"]))
    }
}

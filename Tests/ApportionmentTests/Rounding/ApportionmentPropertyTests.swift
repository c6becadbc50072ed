import TopsliceApportionment
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct ApportionmentProperties {
    /// Hands units out one by one to the best priority: the textbook definition of a divisor
    /// method, with the same tie order.
    private static func oneByOne(
        _ division: WholeDivision,
        _ method: ApportionmentMethod,
        reversingTies: Bool = false
    ) -> [Int] {
        let recipients = division.recipients
        var units = recipients.map(\.floor)
        for _ in 0..<max(0, division.total - units.reduce(0, +)) {
            let open = recipients.indices.filter {
                recipients[$0].weight > 0 && units[$0] < recipients[$0].cap ?? .max
            }
            let best = open.max { first, second in
                let (a, b) = (recipients[first], recipients[second])
                let (da, db) = (threshold(method, units[first]), threshold(method, units[second]))
                // weight / δ, compared by cross products; δ is squared for Hill.
                let isSquare = method == .hill
                let left = (isSquare ? a.weight * a.weight : a.weight) * db
                let right = (isSquare ? b.weight * b.weight : b.weight) * da
                if left != right, !(da == 0 && db == 0) { return left < right }
                if a.weight != b.weight { return (a.weight < b.weight) != reversingTies }
                return b.id.utf8.lexicographicallyPrecedes(a.id.utf8) != reversingTies
            }
            guard let best else { return units }
            units[best] += 1
        }
        return units
    }

    private static func threshold(_ method: ApportionmentMethod, _ units: Int) -> Rational {
        let a = Rational(units)
        switch method {
        case .jefferson: return a + 1
        case .adams: return a
        case .dean: return a * (a + 1) / (a + exact("1/2"))
        case .hill: return a * (a + 1)
        case .webster, .hamilton: return a + exact("1/2")
        }
    }

    private static func randomRecipients(
        _ random: inout SeededGenerator,
        bounded: Bool
    ) -> [Recipient] {
        (0..<random.from(1, through: 7)).map { index in
            let floor = bounded && random.below(3) == 0 ? random.from(0, through: 6) : 0
            let cap = bounded && random.below(3) == 0 ? random.from(floor, through: 12) : nil
            return Recipient(
                id: "\(index)",
                weight: Rational(random.from(0, through: 12)),
                floor: floor,
                cap: cap
            )
        }
    }

    @Test(arguments: [ApportionmentMethod.webster, .hill, .dean, .jefferson, .adams])
    func theJumpStartGivesWhatHandingOutOneByOneGives(method: ApportionmentMethod) throws {
        var compared = 0
        for seed in UInt64(1)...1_500 {
            var random = SeededGenerator(seed: seed)
            let people = Self.randomRecipients(&random, bounded: seed % 2 == 0)
            let total = random.from(0, through: 60)
            guard let division = try? WholeDivision(total: total, recipients: people) else {
                continue
            }
            compared += 1
            let expected = Self.oneByOne(division, method)
            #expect(division.units(by: method) == expected, "seed \(seed)")
        }
        #expect(compared > 800)
    }

    @Test(arguments: ApportionmentMethod.allCases)
    func partsSumWithinBoundsAndInAnyOrderOfInput(method: ApportionmentMethod) throws {
        var compared = 0
        for seed in UInt64(1)...1_000 {
            var random = SeededGenerator(seed: seed)
            let people = Self.randomRecipients(&random, bounded: true)
            let total = random.from(0, through: 80)
            guard let division = try? WholeDivision(total: total, recipients: people) else {
                continue
            }
            compared += 1
            let units = division.units(by: method)
            #expect(units.reduce(0, +) == total, "seed \(seed)")
            for (unit, person) in zip(units, people) {
                #expect(unit >= person.floor && unit <= person.cap ?? .max, "seed \(seed)")
            }
            let order = people.indices.shuffled(using: &random)
            let shuffled = try WholeDivision(total: total, recipients: order.map { people[$0] })
            #expect(shuffled.units(by: method) == order.map { units[$0] }, "seed \(seed)")
        }
        // Floors and caps leave no room for some totals.
        #expect(compared > 200)
    }

    /// A tie is there exactly where the other order among equals gives another answer.
    @Test(arguments: ApportionmentMethod.allCases.filter { $0 != .hamilton })
    func tiesAreNamedWhereTheOrderDecides(method: ApportionmentMethod) throws {
        var tied = 0
        var settled = 0
        for seed in UInt64(1)...600 {
            var random = SeededGenerator(seed: seed)
            let people = Self.randomRecipients(&random, bounded: seed % 2 == 0)
            guard
                let division = try? WholeDivision(
                    total: random.from(0, through: 40),
                    recipients: people
                )
            else { continue }
            let ours = division.units(by: method)
            let other = Self.oneByOne(division, method, reversingTies: true)
            let tie = division.tie(by: method)
            #expect((tie != nil) == (ours != other), "\(method), seed \(seed)")
            if let tie {
                let gained = people.indices.filter { ours[$0] > other[$0] }.map { people[$0].id }
                #expect(Set(gained).isSubset(of: tie.winners), "\(method), seed \(seed)")
                tied += 1
            } else {
                settled += 1
            }
        }
        #expect(tied > 20 && settled > 100, "\(tied) ties, \(settled) without")
    }

    /// https://github.com/martinlackner/apportionment/issues/6: which of equals got the unit was not said.
    @Test func equalsAreNamed() throws {
        let people = [("A", 720), ("B", 720), ("C", 120), ("D", 120)].map {
            Recipient(id: $0.0, weight: Rational($0.1))
        }
        let seats = try WholeDivision(total: 5, recipients: people).tie(by: .webster)
        #expect(seats?.contenders == ["A", "B"])
        #expect(seats?.winners == ["A"])
        #expect(seats?.order == .identifier)
        let remainders = try WholeDivision(total: 7, recipients: people).tie(by: .hamilton)
        #expect(remainders?.contenders == ["C", "D"])
        #expect(remainders?.winners == ["C"])
        #expect(try WholeDivision(total: 4, recipients: people).tie(by: .hamilton) == nil)
        // Halves of 1.5 and 0.5: equal remainders, and the larger weight has it.
        let halves = [("X", 1), ("Y", 3)].map { Recipient(id: $0.0, weight: Rational($0.1)) }
        let tie = try WholeDivision(total: 2, recipients: halves).tie(by: .hamilton)
        #expect(tie?.contenders == ["Y", "X"])
        #expect(tie?.order == .weight)
    }

    @Test func largestRemaindersStayWithinAUnitOfTheQuota() throws {
        var compared = 0
        for seed in UInt64(1)...1_000 {
            var random = SeededGenerator(seed: seed)
            let people = Self.randomRecipients(&random, bounded: true)
            let total = random.from(0, through: 80)
            guard let division = try? WholeDivision(total: total, recipients: people) else {
                continue
            }
            compared += 1
            for (unit, quota) in zip(division.units(by: .hamilton), division.quotas) {
                #expect((Rational(unit) - quota).magnitude < 1, "seed \(seed)")
            }
        }
        #expect(compared > 200)
    }

    /// The national debt in pence over all local authorities' worth of recipients: the work does
    /// not depend on the amount.
    @Test(arguments: ApportionmentMethod.allCases)
    func hugeAmountsAreDividedAtOnce(method: ApportionmentMethod) throws {
        var random = SeededGenerator(seed: 11)
        let people = (0..<400).map {
            Recipient(id: "\($0)", weight: Rational(random.from(1, through: 1_000_000_007)))
        }
        let division = try WholeDivision(total: 9_000_000_000_000_000_001, recipients: people)
        let units = division.units(by: method)
        #expect(units.reduce(0, +) == 9_000_000_000_000_000_001)
        for (unit, quota) in zip(units, division.quotas) {
            #expect((Rational(unit) - quota).magnitude < 400)
        }
    }

    @Test func aTotalBelowZeroMirrorsTheOneAbove() throws {
        let people = recipients(["5", "3", "1"])
        let above = try WholeDivision(total: 1_000, recipients: people)
        let below = try WholeDivision(total: -1_000, recipients: people)
        for method in ApportionmentMethod.allCases {
            #expect(below.units(by: method) == above.units(by: method).map { -$0 })
        }
        #expect(below.quotas == above.quotas.map { -$0 })
    }

    @Test func whatCannotBeDividedIsRefused() {
        let a = Recipient(id: "a", weight: 1)
        let cases: [(Int, [Recipient], ApportionmentError)] = [
            (5, [], .noRecipients), (5, [a, a], .recipientTwice(id: "a")),
            (5, [Recipient(id: "b", weight: -1)], .negativeWeight(id: "b", weight: -1)),
            (5, [Recipient(id: "b", weight: 0)], .allWeightsZero),
            (
                5, [Recipient(id: "b", weight: 1, floor: 3, cap: 2)],
                .floorAboveCap(id: "b", floor: 3, cap: 2)
            ),
            (
                5, [Recipient(id: "b", weight: 1, floor: -3)],
                .negativeFloor(id: "b", floor: -3)
            ),
            (
                5, [Recipient(id: "b", weight: 1, floor: 6)],
                .totalBelowFloors(total: 5, floors: "6")
            ),
            (
                5, [Recipient(id: "b", weight: 1, cap: 4)],
                .totalAboveCaps(total: 5, caps: "4")
            ),
            (
                -5, [Recipient(id: "b", weight: 1, cap: 4)],
                .boundsOnNegativeTotal(total: -5)
            ),
        ]
        for (total, people, error) in cases {
            #expect(throws: error) { try WholeDivision(total: total, recipients: people) }
        }
    }
}

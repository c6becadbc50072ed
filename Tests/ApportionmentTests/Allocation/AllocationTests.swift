import TopsliceApportionment
import BigInt
import TopsliceExactArithmetic
import TopsliceMoney
import Testing
import TopsliceTestSupport

@Suite struct Allocations {
    @Test func everyPennyOfAnAllocationIsALineOfTheJournal() throws {
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let method = ApportionmentMethod.allCases[random.below(6)]
            let people = (0..<random.from(1, through: 8)).map {
                Recipient(id: "agency \($0)", weight: Rational(random.from(1, through: 99)))
            }
            let pool = Money(minorUnits: random.from(-1_000_000, through: 1_000_000))
            let allocation = try Allocation(of: pool, among: people, by: method)
            let journal = try allocation.journal(from: "pool", clause: "4.2", source: "seed")
            let balances = try journal.trialBalance()
            #expect(try Money.sum(balances.map(\.balance), in: .pounds).isZero, "seed \(seed)")
            for part in allocation.parts {
                let posted = balances.first { $0.account == part.id }?.balance
                #expect(posted ?? .zero(.pounds) == part.amount, "seed \(seed)")
            }
            let pot = balances.first { $0.account == "pool" }?.balance ?? .zero(.pounds)
            #expect(try pot.adding(pool).isZero, "seed \(seed)")
            let rounded = journal.lines.filter { $0.clause.contains("rounding") }
            #expect(rounded.count == allocation.parts.filter { $0.roundingUnits != 0 }.count)
        }
    }

    @Test func threeEqualSharesOfAPoundShowWhoGotTheOddPenny() throws {
        let people = ["c", "a", "b"].map { Recipient(id: $0, weight: 1) }
        let allocation = try Allocation(of: Money(minorUnits: 100), among: people)
        #expect(allocation.parts.map(\.amount.minorUnits) == [33, 34, 33])
        let journal = try allocation.journal(from: "pool", clause: "3.1", source: "test")
        let lines = journal.lines.map { "\($0.debit) \($0.amount) \($0.clause)" }
        #expect(
            lines == [
                "c £0.33 3.1: proportional", "a £0.33 3.1: proportional",
                "a £0.01 3.1: rounding by hamilton", "b £0.33 3.1: proportional",
            ]
        )
    }

    @Test func sharesOfTenthsDivideAPoundExactly() throws {
        // 0.1 + 0.2 + 0.3 in binary floating point is 0.6000000000000001.
        let people = ["0.1", "0.2", "0.3"].map { Recipient(id: $0, weight: exact($0)) }
        let allocation = try Allocation(of: Money(minorUnits: 60), among: people)
        #expect(allocation.parts.map(\.amount.minorUnits) == [10, 20, 30])
        #expect(allocation.parts.allSatisfy { $0.roundingUnits == 0 })
    }

    @Test func exactSharesMayBeNegativeAndMustSumToPennies() throws {
        let shares = exact(["-10/3", "20/3", "20/3"])
        let allocation = try Allocation(
            exactShares: shares,
            ids: ["x", "z", "y"],
            currency: .pounds,
            rule: "shapley"
        )
        // −3⅓ falls to −4 and wins the unit of the largest remainder, two thirds each: y, z before
        // x by size, and there are two units to give.
        #expect(allocation.parts.map(\.amount.minorUnits) == [-4, 7, 7])
        #expect(throws: ApportionmentError.sharesNotWhole(sum: exact("1/2"))) {
            try Allocation(
                exactShares: exact(["1/4", "1/4"]),
                ids: ["a", "b"],
                currency: .pounds,
                rule: "x"
            )
        }
        #expect(throws: ApportionmentError.countMismatch(what: "shares", got: 1, expected: 2)) {
            try Allocation(exactShares: [1], ids: ["a", "b"], currency: .pounds, rule: "x")
        }
        #expect(throws: ApportionmentError.self) {
            try Allocation(
                exactShares: [Rational(BigInt(10).power(30))],
                ids: ["a"],
                currency: .pounds,
                rule: "x"
            )
        }
    }
}

@Suite struct MeasuredShares {
    @Test func theGridMovesNoAllocationByAThousandthOfAPenny() throws {
        for seed in UInt64(1)...500 {
            var random = SeededGenerator(seed: seed)
            let count = random.from(1, through: 12)
            let texts = (0..<count).map { _ in
                "\(random.below(4) == 0 ? "-" : "")0.\(random.from(1, through: 999_999_999))"
                    + (random.below(3) == 0 ? "e-\(random.from(0, through: 9))" : "")
            }
            let exactShares = try texts.map { try Rational(parsing: $0, allowingExponent: true) }
            let sum = exactShares.sum()
            let pool = Money(minorUnits: random.from(0, through: 1_000_000_000_000))
            guard sum.isPositive else {
                #expect(throws: GridError.sumNotPositive(sum)) {
                    try GridWeights(decimalShares: texts, pool: pool)
                }
                continue
            }
            let door = try GridWeights(decimalShares: texts, pool: pool)
            let shares = door.exactShares(of: pool)
            #expect(shares.sum() == pool.exactMinorUnits, "seed \(seed)")
            for (through, direct) in zip(shares, exactShares) {
                let unmoved = direct / sum * pool.exactMinorUnits
                #expect((through - unmoved).magnitude <= exact("1/1000"), "seed \(seed)")
            }
        }
    }

    @Test func whatIsNotAMeasuredShareIsRefused() {
        let pool = Money(minorUnits: 100)
        #expect(throws: GridError.noShares) { try GridWeights(decimalShares: [], pool: pool) }
        #expect(throws: GridError.unreadable(.notANumber(text: "nan"))) {
            try GridWeights(decimalShares: ["0.5", "nan"], pool: pool)
        }
        #expect(throws: GridError.sumNotPositive(0)) {
            try GridWeights(decimalShares: ["0.5", "-0.5"], pool: pool)
        }
    }
}

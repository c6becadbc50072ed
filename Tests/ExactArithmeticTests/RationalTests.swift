import BigInt
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct RationalArithmetic {
    /// Numbers of every size class: machine words, the edge of them, and far beyond.
    private static func number(_ random: inout SeededGenerator) -> Rational {
        let scales: [Int] = [10, 1_000_000, Int.max]
        func part() -> BigInt {
            let scale = scales[random.below(3)]
            let word = BigInt(random.from(-scale / 2, through: scale / 2))
            return random.below(4) == 0 ? word * BigInt(Int.max) : word
        }
        var denominator = part()
        while denominator == 0 { denominator = part() }
        return Rational(part(), over: denominator) ?? 0
    }

    @Test func fieldIdentitiesHoldAcrossWordSizes() {
        for seed in UInt64(1)...3_000 {
            var random = SeededGenerator(seed: seed)
            let a = Self.number(&random)
            let b = Self.number(&random)
            let c = Self.number(&random)
            #expect(a + b == b + a, "seed \(seed)")
            #expect((a + b) + c == a + (b + c), "seed \(seed)")
            #expect(a * (b + c) == a * b + a * c, "seed \(seed)")
            #expect(a - a == 0, "seed \(seed)")
            #expect(b.isZero || a / b * b == a, "seed \(seed)")
        }
    }

    @Test func resultsAgreeWithCrossMultiplicationInBigIntegers() {
        for seed in UInt64(1)...3_000 {
            var random = SeededGenerator(seed: seed)
            let a = Self.number(&random)
            let b = Self.number(&random)
            let sum = a + b
            let product = a * b
            let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
            #expect(sum.numerator * (q * s) == (p * s + r * q) * sum.denominator, "seed \(seed)")
            #expect(product.numerator * (q * s) == p * r * product.denominator, "seed \(seed)")
            #expect((a < b) == (p * s < r * q), "seed \(seed)")
        }
    }

    /// Fractions of thousands of digits are reduced by Lehmer's steps; BigInt has a divisor of its own to compare with.
    @Test func longFractionsComeToLowestTerms() {
        var generator = SeededGenerator(seed: 77)
        func number(words: Int) -> BigInt {
            (0..<words).reduce(BigInt(1)) { number, _ in number << 64 + BigInt(generator.next()) }
        }
        var pairs: [(BigInt, BigInt)] = (0..<200).map { trial in
            let shared = number(words: trial % 9)
            return (number(words: 1 + trial % 40) * shared, number(words: 1 + trial % 31) * shared)
        }
        // Neighbours in Fibonacci's sequence take Euclid the most steps; powers of two the fewest.
        var fibonacci: [BigInt] = [1, 1]
        for index in 2..<2_000 { fibonacci.append(fibonacci[index - 1] + fibonacci[index - 2]) }
        pairs += [500, 1_000, 1_999].map { (fibonacci[$0], fibonacci[$0 - 1]) }
        pairs += [500, 1_000, 1_999].map { (fibonacci[$0] * 6, fibonacci[$0 / 2] * 4) }
        pairs += [
            (BigInt(1) << 4_096, (BigInt(1) << 2_048) - 1), (BigInt(1) << 900, BigInt(1) << 640),
        ]
        for (first, second) in pairs {
            let divisor = first.greatestCommonDivisor(with: second)
            for (p, q) in [(first, second), (-second, first)] {
                let fraction = Rational(p, over: q)
                #expect(fraction?.numerator == p / divisor)
                #expect(fraction?.denominator == q / divisor)
            }
        }
    }

    @Test func everyResultIsInLowestTermsWithOneRepresentation() {
        for seed in UInt64(1)...1_000 {
            var random = SeededGenerator(seed: seed)
            let value = Self.number(&random) * Self.number(&random) - Self.number(&random)
            let divisor = value.numerator.greatestCommonDivisor(with: value.denominator)
            #expect(divisor == 1, "seed \(seed)")
            #expect(value.denominator > 0, "seed \(seed)")
            // A detour through large numbers must come back to the equal, equally hashed value.
            let large = Rational(BigInt(Int.max).power(3))
            let back = (value + large) - large
            #expect(back == value && back.hashValue == value.hashValue, "seed \(seed)")
        }
    }

    @Test func theSmallestWordNegatesAndInverts() {
        let lowest = Rational(Int.min)
        #expect(lowest.description == "-9223372036854775808")
        #expect((-lowest).description == "9223372036854775808")
        #expect(lowest.reciprocal.map { lowest * $0 } == 1)
        #expect(Rational(Int.min, over: -1) == -lowest)
        #expect(Rational(-Int.max) - 1 == lowest)
        #expect(
            Rational(-1, over: 2).map { $0 * Rational(Int.max - 1) * 2 + 1 - 3 + 1 } == lowest + 1
        )
    }

    @Test func zeroHasNoReciprocalAndNoFractionOverZeroExists() {
        #expect(Rational.zero.reciprocal == nil)
        #expect(Rational(1, over: 0) == nil)
        #expect(Rational(BigInt(1), over: BigInt(0)) == nil)
        #expect(Rational(0, over: -7)?.description == "0")
    }

    @Test func tenthsSumExactlyWhereFloatsDoNot() throws {
        let shares = try ["0.1", "0.2", "0.3"].map { try Rational(parsing: $0) }
        #expect(shares.sum() == Rational(3, over: 5))
        #expect(shares.sum().exactDecimal == "0.6")
        #expect((shares[0] + shares[1]).exactDecimal == "0.3")
    }

    @Test func powersMultiply() throws {
        let base = try #require(Rational(-3, over: 2))
        #expect(base.power(0) == 1)
        #expect(base.power(5).description == "-243/32")
        #expect(base.power(70) == base.power(35) * base.power(35))
    }
}

@Suite struct RationalRounding {
    @Test func eachRuleRoundsHalvesAsItsNameSays() {
        // Columns: −1.5, −0.5, 0.5, 1.5, 2.5 (IEEE 754-2019, 4.3, and the definition of floor).
        let halves = [-3, -1, 1, 3, 5].compactMap { Rational($0, over: 2) }
        let expected: [RoundingRule: [BigInt]] = [
            .down: [-2, -1, 0, 1, 2],
            .up: [-1, 0, 1, 2, 3],
            .towardZero: [-1, 0, 0, 1, 2],
            .awayFromZero: [-2, -1, 1, 2, 3],
            .nearestOrEven: [-2, 0, 0, 2, 2],
            .nearestOrAwayFromZero: [-2, -1, 1, 2, 3],
        ]
        for rule in RoundingRule.allCases {
            #expect(halves.map { $0.rounded(rule) } == expected[rule], "\(rule)")
        }
    }

    @Test func floorAndCeilingBracketTheNumber() {
        for seed in UInt64(1)...2_000 {
            var random = SeededGenerator(seed: seed)
            let value =
                Rational(
                    BigInt(random.from(-1_000, through: 1_000))
                        * BigInt(10).power(random.below(30)),
                    over: BigInt(random.from(1, through: 97))
                ) ?? 0
            #expect(Rational(value.floor) <= value && value < Rational(value.floor + 1))
            #expect(Rational(value.ceiling) >= value && value > Rational(value.ceiling - 1))
            #expect(value.fractionalPart >= 0 && value.fractionalPart < 1, "seed \(seed)")
            for rule in RoundingRule.allCases {
                let distance = (Rational(value.rounded(rule)) - value).magnitude
                #expect(distance < 1, "seed \(seed)")
            }
        }
    }
}

@Suite struct RationalText {
    @Test(arguments: [
        ("12", "12"), ("-3.75", "-15/4"), (".5", "1/2"), ("5.", "5"), ("7/4", "7/4"),
        ("-14/8", "-7/4"), ("007", "7"), ("0.000", "0"), ("-0", "0"),
        ("123456789012345678901234567890.5", "246913578024691357802469135781/2"),
    ])
    func numbersAreReadExactly(text: String, expected: String) throws {
        #expect(try Rational(parsing: text).description == expected)
    }

    @Test(arguments: [
        "", "-", ".", "+1", "1,000", " 1", "1 ", "nan", "inf", "Infinity", "0x10", "1e3", "--1",
        "1/-2",
        "1/2/3", "1.5/2", "٣", "１２", "1.2.3", "/2", "1/",
    ])
    func whatIsNotANumberIsRefused(text: String) {
        #expect(throws: RationalParseError.self) { try Rational(parsing: text) }
    }

    @Test func exponentsAreReadOnlyWhenAllowed() throws {
        #expect(try Rational(parsing: "1.5e-3", allowingExponent: true) == Rational(3, over: 2_000))
        #expect(try Rational(parsing: "-2E+2", allowingExponent: true) == -200)
        #expect(throws: RationalParseError.exponentOutOfRange(text: "1e401", limit: 400)) {
            try Rational(parsing: "1e401", allowingExponent: true)
        }
        #expect(throws: RationalParseError.self) {
            try Rational(parsing: "1e", allowingExponent: true)
        }
    }

    @Test func faultsAreNamed() {
        #expect(throws: RationalParseError.zeroDenominator(text: "1/0")) {
            try Rational(parsing: "1/0")
        }
        #expect(throws: RationalParseError.tooLong(limit: 4_096)) {
            try Rational(parsing: String(repeating: "9", count: 4_097))
        }
    }

    @Test func writtenNumbersReadBack() throws {
        for seed in UInt64(1)...1_000 {
            var random = SeededGenerator(seed: seed)
            let value =
                Rational(
                    BigInt(random.from(-9_999, through: 9_999))
                        * BigInt(10).power(random.below(25)),
                    over: BigInt(2).power(random.below(9)) * BigInt(5).power(random.below(9))
                ) ?? 0
            #expect(try Rational(parsing: value.description) == value, "seed \(seed)")
            let decimal = try #require(value.exactDecimal)
            #expect(try Rational(parsing: decimal) == value, "seed \(seed)")
        }
    }

    /// Numbers of one word and of more, by every rule, against the number rounded as a whole one.
    @Test(arguments: RoundingRule.allCases)
    func decimalsAreRoundedWholeNumbersWithAPoint(rule: RoundingRule) throws {
        for seed in UInt64(1)...2_000 {
            var random = SeededGenerator(seed: seed)
            let limits = [10, 1_000, 1_000_000_000, Int.max / 2]
            let value =
                Rational(
                    random.from(-limits[random.below(4)], through: limits[random.below(4)]),
                    over: random.from(1, through: limits[random.below(4)])
                ) ?? 0
            let places = random.below(21)
            let scaled = (value * Rational(BigInt(10).power(places))).rounded(rule)
            let text = value.decimal(places: places, rounding: rule)
            #expect(text.hasPrefix("-") == (scaled < 0), "seed \(seed)")
            #expect(BigInt(text.filter { $0 != "." }) == scaled, "seed \(seed)")
            let point = text.split(separator: ".", omittingEmptySubsequences: false)
            #expect(point.count == (places == 0 ? 1 : 2) && !point[0].isEmpty, "seed \(seed)")
            #expect(places == 0 || point[1].count == places, "seed \(seed)")
        }
    }

    @Test func decimalsThatNeverEndHaveNoExactText() {
        #expect(Rational(1, over: 3)?.exactDecimal == nil)
        #expect(Rational(1, over: 3)?.decimal(places: 4, rounding: .nearestOrEven) == "0.3333")
        #expect(Rational(-2, over: 3)?.decimal(places: 2, rounding: .nearestOrEven) == "-0.67")
        #expect(Rational(-1, over: 300)?.decimal(places: 2, rounding: .nearestOrEven) == "0.00")
        #expect(Rational(5).decimal(places: 2, rounding: .down) == "5.00")
    }

    @Test func thirtyFourDigitsGiveTheNearestDouble() throws {
        #expect(Rational(1, over: 3)?.decimal(significantDigits: 17) == "0.33333333333333333")
        #expect(Rational(999_999, over: 10)?.decimal(significantDigits: 3) == "100000")
        #expect(Rational(-5, over: 4)?.decimal(significantDigits: 17) == "-1.25")
        for seed in UInt64(1)...2_000 {
            var random = SeededGenerator(seed: seed)
            let numerator = random.from(-1_000_000, through: 1_000_000)
            let denominator = random.from(1, through: 1_000_000)
            let exact = try #require(Rational(numerator, over: denominator))
            let text = exact.decimal(significantDigits: 34)
            // Division of two doubles that hold whole numbers is correctly rounded (IEEE 754).
            #expect(Double(text) == Double(numerator) / Double(denominator), "seed \(seed)")
        }
    }

    /// The sum is that of additions one by one, for fractions small, large, below zero and at the edge of
    /// what a machine word holds.
    @Test func sumsAreThoseOfAdditionsOneByOne() {
        var state: UInt64 = 7
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
        for _ in 0..<300 {
            let values = (0..<20).map { _ -> Rational in
                let numerator = Int(truncatingIfNeeded: next()) >> Int(next() >> 58)
                let denominator = Int(next() >> (next() >> 58 | 1)) | 1
                let value = Rational(numerator, over: denominator) ?? .zero
                return next() >> 61 == 0 ? value * value * 1_000_000_007 : value
            }
            #expect(values.sum() == values.reduce(.zero, +), "\(values)")
        }
        let edge = [
            Rational(Int.max), Rational(Int.max), Rational(-1, over: 3) ?? .zero, Rational(Int.min),
        ]
        #expect(edge.sum() == edge.reduce(.zero, +))
    }
}

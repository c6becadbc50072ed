import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds

/// Parts of amounts with more digits than a cell holds, such as measured shares, as numbers in base one million.
///
/// A quotient is first worked out from the parts as decimals, cut off and a little less, so that it is the right one or one
/// too small; then the remainder exactly, which says which.
struct WideDivision {
    static let base = 1_000_000
    /// Of denominators, so that a remainder is two numbers that cells hold.
    static let digits = 4
    /// Of the decimals of a part.
    private static let decimals = 3
    private static let mostTerms = 12

    private let terms: [DivisionTerms.WideTerm]
    /// What all parts are parts of.
    private let whole: Rational
    /// The same in base one million, the lowest first.
    let denominator: [Int]

    /// Nil where parts follow from the actuals, or have too many digits.
    init?(_ terms: DivisionTerms) {
        guard let terms = terms.widened()?.wide, !terms.isEmpty, terms.count <= Self.mostTerms
        else { return nil }
        self.terms = terms
        var whole = Rational.one
        for part in terms.flatMap(\.parts.values) {
            // The least common multiple, by the denominator of what is left of it.
            whole *= Rational((part * whole).denominator)
        }
        self.whole = whole
        guard let digits = Self.digits(of: whole, Self.digits) else { return nil }
        denominator = digits
        let largest = terms.flatMap(\.parts.values).map(\.magnitude).max() ?? .zero
        guard largest < 1_000 else { return nil }
    }

    /// One party's part of one amount.
    struct Part {
        let amount: WorkbookFormula
        /// How often the denominator goes into it, and its decimals in base one million, the highest first, cut off.
        let quotient: [Int]
        /// What it is over the denominator, the lowest digit first; all below zero for a part below zero.
        let numerator: [Int]
    }

    /// Of every amount, also where it has no part, so that all parties have the same steps.
    func parts(of party: Account) -> [Part] {
        terms.compactMap { term in
            let part = term.parts[party] ?? .zero
            let base = Rational(Self.base)
            var quotient: [Int] = []
            var rest = part
            for _ in 0...Self.decimals {
                let digit = Rational(rest.floor)
                guard let number = Int(exactly: digit.numerator) else { return nil }
                quotient.append(number)
                rest = (rest - digit) * base
            }
            guard let size = Self.digits(of: (part * whole).magnitude, Self.digits + 1) else {
                return nil
            }
            return Part(
                amount: term.amount,
                quotient: quotient,
                numerator: part.isNegative ? size.map { -$0 } : size
            )
        }
    }

    /// A whole number of zero or more in base one million, the lowest digit first; nil where it has too many.
    private static func digits(of number: Rational, _ count: Int) -> [Int]? {
        var digits: [Int] = []
        var rest = number
        for _ in 0..<count {
            let above = Rational((rest / Rational(base)).floor)
            guard let digit = Int(exactly: (rest - above * Rational(base)).numerator) else {
                return nil
            }
            digits.append(digit)
            rest = above
        }
        return rest.isZero ? digits : nil
    }
}

extension DivisionSteps {
    private typealias Digits = [WorkbookFormula]

    /// A quotient with a remainder in two numbers of twelve digits.
    struct WideQuotient {
        let whole: WorkbookFormula
        let high: WorkbookFormula
        let lowColumn: Int
    }

    private static let base = WorkbookFormula.whole(WideDivision.base)
    private static let half = WorkbookFormula.whole(WideDivision.base * WideDivision.base)

    /// What a party has of amounts, rounded down.
    mutating func divide(_ division: WideDivision, _ party: Account) -> WideQuotient {
        let parts = division.parts(of: party).map { part in
            (digits: digits(of: part.amount), part: part)
        }
        let estimate = estimate(parts)
        let own = digits(of: estimate)
        // Amounts times parts, less the estimate times the denominator, digit by digit with what is carried.
        var rest: Digits = []
        var carried: WorkbookFormula?
        for place in 0...WideDivision.digits {
            var products: [WorkbookFormula] = carried.map { [$0] } ?? []
            for (digits, part) in parts {
                products += Self.products(digits, part.numerator, place)
            }
            products += Self.products(own, division.denominator.map { -$0 }, place)
            let sum = put(.sum(products))
            let above = WorkbookFormula.quotient(sum, Self.base)
            rest.append(.difference(sum, .product(above, Self.base)))
            carried = above
        }
        let low = put(.sum([.product(rest[1], Self.base), rest[0]]))
        let high = put(
            .sum([
                .product(.sum([.product(rest[4], Self.base), rest[3]]), Self.base), rest[2],
            ])
        )
        let digit = division.denominator
        let denominatorLow = WorkbookFormula.whole(digit[1] * WideDivision.base + digit[0])
        let denominatorHigh = WorkbookFormula.whole(digit[3] * WideDivision.base + digit[2])
        let isOneMore = put(
            .choice(
                .less(denominatorHigh, high),
                then: .whole(1),
                otherwise: .choice(
                    .less(high, denominatorHigh),
                    then: .whole(0),
                    otherwise: .choice(
                        .atLeast(low, denominatorLow),
                        then: .whole(1),
                        otherwise: .whole(0)
                    )
                )
            )
        )
        let lowLeft = put(.difference(low, .product(isOneMore, denominatorLow)))
        let borrowed = put(
            .choice(.less(lowLeft, .whole(0)), then: .whole(1), otherwise: .whole(0))
        )
        let highLeft = put(
            .difference(.difference(high, .product(isOneMore, denominatorHigh)), borrowed)
        )
        let lowColumn = firstColumn + cells.count
        _ = put(.sum([lowLeft, .product(borrowed, Self.half)]))
        return WideQuotient(
            whole: .sum([estimate, isOneMore]),
            high: highLeft,
            lowColumn: lowColumn
        )
    }

    /// The quotient or one less: amounts times the decimals of parts, with a thousandth taken off for each of what is cut
    /// off.
    private mutating func estimate(
        _ parts: [(digits: Digits, part: WideDivision.Part)]
    ) -> WorkbookFormula {
        func sum(_ place: Int) -> [WorkbookFormula] {
            parts.flatMap { digits, part in
                digits.indices.compactMap { own -> WorkbookFormula? in
                    let decimal = own - place
                    guard part.quotient.indices.contains(decimal), part.quotient[decimal] != 0
                    else { return nil }
                    return .product(digits[own], .whole(part.quotient[decimal]))
                }
            }
        }
        var carried: WorkbookFormula?
        for place in -3 ... -1 {
            var own = sum(place) + (carried.map { [$0] } ?? [])
            if place == -1 { own.append(.whole(-1_000 * max(1, parts.count))) }
            carried = .quotient(put(.sum(own)), Self.base)
        }
        var whole = sum(0) + (carried.map { [$0] } ?? [])
        whole += sum(1).map { .product($0, Self.base) }
        whole += sum(2).map { .product($0, Self.half) }
        return put(.sum(whole))
    }

    /// A number in base one million, the lowest digit first, of which the highest alone may be below zero.
    private mutating func digits(of number: WorkbookFormula) -> Digits {
        let number = put(number)
        let high = put(.quotient(number, Self.half))
        let rest = put(.difference(number, .product(high, Self.half)))
        let middle = put(.quotient(rest, Self.base))
        return [put(.difference(rest, .product(middle, Self.base))), middle, high]
    }

    /// What products of digits come to in one place.
    private static func products(_ one: Digits, _ other: [Int], _ place: Int) -> Digits {
        one.indices.compactMap { own in
            let second = place - own
            guard other.indices.contains(second), other[second] != 0 else { return nil }
            return .product(one[own], .whole(other[second]))
        }
    }
}

import TopsliceFormats
import TopsliceFunds

/// Cells beside a row of the sheet of shares in which a quotient is worked out step by step, so that no number on the
/// way is larger than spreadsheets hold.
struct DivisionSteps {
    let row: Int
    let firstColumn: Int
    private(set) var cells: [Workbook.Cell] = []

    init(row: Int, firstColumn: Int) {
        self.row = row
        self.firstColumn = firstColumn
    }

    /// Rounded down, with the remainder and what it is a part of.
    struct Quotient {
        let whole: WorkbookFormula
        let left: WorkbookFormula
        let denominator: WorkbookFormula
    }

    mutating func put(_ formula: WorkbookFormula) -> WorkbookFormula {
        let place = WorkbookPlace(
            SharesTable.name,
            row: row,
            column: firstColumn + cells.count
        )
        cells.append(.formula(formula, .plain))
        return .cell(place)
    }

    static func direct(_ numerator: WorkbookFormula, _ denominator: WorkbookFormula) -> Quotient {
        let whole = WorkbookFormula.quotient(numerator, denominator)
        return Quotient(
            whole: whole,
            left: .difference(numerator, .product(whole, denominator)),
            denominator: denominator
        )
    }

    /// What one party has of terms over one denominator.
    mutating func divide(
        _ group: DivisionTerms.Group,
        _ party: Account,
        _ mode: DivisionBlock.Mode
    ) -> Quotient {
        let denominator = put(group.denominator.formula)
        if case .long(let base, let count) = mode {
            return long(group, party, base, count, denominator)
        }
        let quotient = Self.direct(put(group.numerator(of: party)), denominator)
        let whole = put(quotient.whole)
        return Quotient(whole: whole, left: put(quotient.left), denominator: denominator)
    }

    /// Division with a carry, digit by digit.
    mutating func long(
        _ group: DivisionTerms.Group,
        _ party: Account,
        _ base: Int,
        _ count: Int,
        _ denominator: WorkbookFormula
    ) -> Quotient {
        let own = group.own(party)
        var quotient: WorkbookFormula = .whole(0)
        var remainder: WorkbookFormula = .whole(0)
        for step in 0..<count {
            var power = 1
            for _ in 0..<(count - step - 1) { power *= base }
            let parts = own.map { amount, coefficient in
                let above: WorkbookFormula =
                    step == 0 ? .whole(0) : .quotient(amount, .whole(power * base))
                let digit = WorkbookFormula.difference(
                    .quotient(amount, .whole(power)),
                    .product(.whole(base), above)
                )
                return WorkbookFormula.product(digit, coefficient)
            }
            let carried = WorkbookFormula.sum([.product(remainder, .whole(base))] + parts)
            let digit = put(.quotient(carried, denominator))
            remainder = put(.difference(carried, .product(digit, denominator)))
            quotient = .sum([.product(.whole(base), quotient), digit])
        }
        return Quotient(whole: quotient, left: remainder, denominator: denominator)
    }

    /// The sum of two parts of one, r₁ / d₁ + r₂ / d₂, as r₁ d₂ + r₂ d₁ in two numbers of twelve digits: what is left
    /// after the whole of one that it may hold.
    struct Sum {
        let carried: WorkbookFormula
        let high: WorkbookFormula
        let lowColumn: Int
    }

    private static let half = WorkbookFormula.whole(1_000_000)
    private static let lowLimit = WorkbookFormula.whole(1_000_000_000_000)

    mutating func sum(
        _ left: WorkbookFormula,
        _ denominator: WorkbookFormula,
        _ other: Quotient
    ) -> Sum {
        let one = halves(left)
        let otherLeft = halves(other.left)
        // A part of nothing is nothing.
        let first = halves(.most([.whole(1), denominator]))
        let second = halves(.most([.whole(1), other.denominator]))
        let parts = product([(one, second), (otherLeft, first)])
        let whole = product([(first, second)])
        let isWhole = put(
            .choice(
                .less(whole.high, parts.high),
                then: .whole(1),
                otherwise: .choice(
                    .less(parts.high, whole.high),
                    then: .whole(0),
                    otherwise: .choice(
                        .less(parts.low, whole.low),
                        then: .whole(0),
                        otherwise: .whole(1)
                    )
                )
            )
        )
        let low = put(.difference(parts.low, .product(isWhole, whole.low)))
        let borrowed = put(.choice(.less(low, .whole(0)), then: .whole(1), otherwise: .whole(0)))
        let high = put(
            .difference(.difference(parts.high, .product(isWhole, whole.high)), borrowed)
        )
        let lowColumn = firstColumn + cells.count
        _ = put(.sum([low, .product(borrowed, Self.lowLimit)]))
        return Sum(carried: isWhole, high: high, lowColumn: lowColumn)
    }

    private typealias Halves = (high: WorkbookFormula, low: WorkbookFormula)

    /// A number below 10¹² as two of six digits.
    private mutating func halves(_ number: WorkbookFormula) -> Halves {
        let number = put(number)
        let high = put(.quotient(number, Self.half))
        return (high, put(.difference(number, .product(high, Self.half))))
    }

    /// The sum of products of numbers in halves, with its last twelve digits apart.
    private mutating func product(_ factors: [(Halves, Halves)]) -> Halves {
        func sum(_ one: (Halves, Halves) -> [WorkbookFormula]) -> WorkbookFormula {
            .sum(factors.flatMap { one($0.0, $0.1) })
        }
        let low = put(sum { [.product($0.low, $1.low)] })
        let middle = put(
            .sum([
                sum { [.product($0.high, $1.low), .product($0.low, $1.high)] },
                .quotient(low, Self.half),
            ])
        )
        let carried = WorkbookFormula.quotient(middle, Self.half)
        let high = put(.sum([sum { [.product($0.high, $1.high)] }, carried]))
        func lastSix(_ number: WorkbookFormula) -> WorkbookFormula {
            .difference(number, .product(.quotient(number, Self.half), Self.half))
        }
        return (high, put(.sum([.product(lastSix(middle), Self.half), lastSix(low)])))
    }
}

extension DivisionTerms.Group {
    func own(
        _ party: Account
    ) -> [(amount: WorkbookFormula, coefficient: WorkbookFormula)] {
        terms.compactMap { term in
            term.coefficients[party].map { (amount: term.amount, coefficient: $0) }
        }
    }

    func numerator(of party: Account) -> WorkbookFormula {
        .sum(own(party).map { .product($0.amount, $0.coefficient) })
    }
}

import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds

/// What each party has of an amount, as formulas: whole pence, and parts of pence over one denominator.
struct DivisionTerms {
    /// Whole pence.
    var whole: [Account: [WorkbookFormula]] = [:]
    /// Amounts of which each has a part; the coefficients of one term sum to its share of the denominator.
    var parts: [Term] = []
    /// What a stated or changing set of weights comes to.
    var denominator: Denominator = .fixed(1)
    /// Whether quotients can only be worked out in one step, because amounts are in parts of a penny already.
    var isDirectOnly = false

    struct Term {
        let amount: WorkbookFormula
        /// By party, over ``denominator``.
        let coefficients: [Account: WorkbookFormula]
    }

    enum Denominator {
        case fixed(Int)
        /// With the most that it can be.
        case changing(WorkbookFormula, most: Int)

        var formula: WorkbookFormula {
            switch self {
            case .fixed(let number): .whole(number)
            case .changing(let formula, _): formula
            }
        }

        var most: Int {
            switch self {
            case .fixed(let number): number
            case .changing(_, let most): most
            }
        }
    }

    var parties: [Account] {
        Set(whole.keys).union(parts.flatMap(\.coefficients.keys)).sorted()
    }

    mutating func add(_ amount: WorkbookFormula, to party: Account) {
        whole[party, default: []].append(amount)
    }

    /// Both together; nil where their denominators do not go together.
    func adding(_ other: DivisionTerms) -> DivisionTerms? {
        var sum = self
        sum.isDirectOnly = isDirectOnly || other.isDirectOnly
        for (party, amounts) in other.whole { sum.whole[party, default: []] += amounts }
        if other.parts.isEmpty { return sum }
        if parts.isEmpty {
            sum.parts = other.parts
            sum.denominator = other.denominator
            return sum
        }
        guard case .fixed(let one) = denominator, case .fixed(let two) = other.denominator,
            let common = Self.leastCommonMultiple(one, two)
        else { return nil }
        sum.parts =
            parts.map { $0.scaled(by: common / one) }
            + other.parts.map {
                $0.scaled(by: common / two)
            }
        sum.denominator = .fixed(common)
        return sum
    }

    /// What takes the place of it where the amount is below zero, when both are nothing where the other counts.
    func orBelowZero(_ loss: DivisionTerms, of amount: WorkbookFormula) -> DivisionTerms? {
        if let sum = adding(loss) { return sum }
        var either = self
        for (party, amounts) in loss.whole { either.whole[party, default: []] += amounts }
        either.parts += loss.parts
        either.denominator = .changing(
            .choice(
                .less(amount, .whole(0)),
                then: loss.denominator.formula,
                otherwise: denominator.formula
            ),
            most: max(denominator.most, loss.denominator.most)
        )
        return either
    }

    /// The same the other way round.
    var negated: DivisionTerms {
        var terms = self
        terms.whole = whole.mapValues { [.product(.whole(-1), .sum($0))] }
        terms.parts = parts.map {
            Term(amount: .product(.whole(-1), $0.amount), coefficients: $0.coefficients)
        }
        return terms
    }

    static func leastCommonMultiple(_ one: Int, _ two: Int) -> Int? {
        var (larger, smaller) = (one, two)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        let (product, isTooLarge) = (one / larger).multipliedReportingOverflow(by: two)
        return isTooLarge || product > WorkbookFormula.limit ? nil : product
    }
}

extension DivisionTerms.Term {
    func scaled(by factor: Int) -> Self {
        guard factor != 1 else { return self }
        return Self(
            amount: amount,
            coefficients: coefficients.mapValues { coefficient in
                if case .whole(let number) = coefficient {
                    let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor)
                    if !isTooLarge { return .whole(product) }
                }
                return .product(coefficient, .whole(factor))
            }
        )
    }
}

/// Parts of one as whole weights.
struct WholeWeights {
    let weights: [Account: Int]
    let sum: Int

    /// Nil where the weights are too large for spreadsheets.
    init?(_ parts: [DivisionPlan.Part]) {
        var common = 1
        for part in parts {
            guard let denominator = Int(exactly: part.part.denominator),
                let next = DivisionTerms.leastCommonMultiple(common, denominator)
            else { return nil }
            common = next
        }
        var weights: [Account: Int] = [:]
        for part in parts {
            guard let weight = Int(exactly: (part.part * Rational(common)).numerator) else {
                return nil
            }
            weights[.partner(part.partner)] = weight
        }
        self.weights = weights
        sum = common
    }
}

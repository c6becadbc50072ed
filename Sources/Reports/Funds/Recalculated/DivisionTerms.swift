import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds

/// What each party has of an amount, as formulas: whole pence, and parts of pence over one denominator.
struct DivisionTerms {
    /// Whole pence.
    var whole: [Account: [WorkbookFormula]] = [:]
    /// Amounts of which each has a part, with the denominators of the parts: none, one, or two that have no common one
    /// small enough.
    private(set) var groups: [Group] = []
    /// Amounts of which each has a part too fine for one denominator that cells hold, such as measured shares.
    private(set) var wide: [WideTerm] = []
    /// Whether quotients can only be worked out in one step, because amounts are in parts of a penny already.
    var isDirectOnly = false

    /// Terms over one denominator.
    struct Group {
        var terms: [Term]
        var denominator: Denominator
    }

    /// Exact parts of an amount, below zero for whoever is charged.
    struct WideTerm {
        let amount: WorkbookFormula
        let parts: [Account: Rational]
    }

    init() {}

    init(wide parts: [Account: Rational], of amount: WorkbookFormula) {
        wide = [WideTerm(amount: amount, parts: parts)]
    }

    /// The coefficients of one term sum to its share of the denominator.
    init(_ terms: [Term], over denominator: Denominator) {
        groups = [Group(terms: terms, denominator: denominator)]
    }

    struct Term {
        let amount: WorkbookFormula
        /// By party, over the denominator of its group.
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
        let parts =
            groups.flatMap(\.terms).flatMap(\.coefficients.keys) + wide.flatMap(\.parts.keys)
        return Set(whole.keys).union(parts).sorted()
    }

    mutating func add(_ amount: WorkbookFormula, to party: Account) {
        whole[party, default: []].append(amount)
    }

    /// Denominators beyond it are not made common, so that quotients of both stay small enough.
    fileprivate static let mostCommon = 100_000_000_000
    private static let mostGroups = 2

    /// Both together; nil where they have more denominators than a division has.
    func adding(_ other: DivisionTerms) -> DivisionTerms? {
        var sum = self
        sum.isDirectOnly = isDirectOnly || other.isDirectOnly
        sum.wide += other.wide
        for (party, amounts) in other.whole { sum.whole[party, default: []] += amounts }
        for group in other.groups {
            let place = sum.groups.indices.first { sum.groups[$0].common(with: group) != nil }
            guard let place, let common = sum.groups[place].common(with: group) else {
                sum.groups.append(group)
                continue
            }
            sum.groups[place] = common
        }
        while sum.groups.count > Self.mostGroups, let fewer = sum.mergingFixed() { sum = fewer }
        guard sum.groups.count <= Self.mostGroups else { return nil }
        return sum
    }

    /// Terms over a fixed number brought over a changing one; nil where there are none.
    private func mergingFixed() -> DivisionTerms? {
        for (place, group) in groups.enumerated() {
            guard case .fixed(let number) = group.denominator else { continue }
            for (other, changing) in groups.enumerated() {
                guard case .changing(let formula, let most) = changing.denominator else { continue }
                let (product, isTooLarge) = most.multipliedReportingOverflow(by: number)
                guard !isTooLarge else { continue }
                var merged = self
                merged.groups[other] = Group(
                    terms: changing.terms.map { $0.scaled(by: number) }
                        + group.terms.map { $0.scaled(by: formula) },
                    denominator: .changing(.product(formula, .whole(number)), most: product)
                )
                merged.groups.remove(at: place)
                return merged
            }
        }
        return nil
    }

    /// What takes the place of it where the amount is below zero, when both are nothing where the other counts.
    func orBelowZero(_ loss: DivisionTerms, of amount: WorkbookFormula) -> DivisionTerms? {
        if let sum = adding(loss) { return sum }
        guard groups.count == 1, loss.groups.count == 1 else { return nil }
        var either = self
        for (party, amounts) in loss.whole { either.whole[party, default: []] += amounts }
        either.groups[0].terms += loss.groups[0].terms
        either.groups[0].denominator = .changing(
            .choice(
                .less(amount, .whole(0)),
                then: loss.groups[0].denominator.formula,
                otherwise: groups[0].denominator.formula
            ),
            most: max(groups[0].denominator.most, loss.groups[0].denominator.most)
        )
        return either
    }

    /// The same with all parts as exact fractions; nil where some follow from the actuals.
    func widened() -> DivisionTerms? {
        var terms = self
        terms.groups = []
        for group in groups {
            guard case .fixed(let denominator) = group.denominator, denominator > 0 else {
                return nil
            }
            for term in group.terms {
                var parts: [Account: Rational] = [:]
                for (party, coefficient) in term.coefficients {
                    guard case .whole(let number) = coefficient else { return nil }
                    parts[party] = Rational(number) / Rational(denominator)
                }
                terms.wide.append(WideTerm(amount: term.amount, parts: parts))
            }
        }
        return terms
    }

    /// The same the other way round.
    var negated: DivisionTerms {
        var terms = self
        terms.wide = wide.map {
            WideTerm(amount: .product(.whole(-1), $0.amount), parts: $0.parts)
        }
        terms.whole = whole.mapValues { [.product(.whole(-1), .sum($0))] }
        terms.groups = groups.map { group in
            Group(
                terms: group.terms.map {
                    Term(
                        amount: .product(.whole(-1), $0.amount),
                        coefficients: $0.coefficients
                    )
                },
                denominator: group.denominator
            )
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

extension DivisionTerms.Group {
    /// Both over one denominator; nil where there is none that is small enough.
    fileprivate func common(with other: Self) -> Self? {
        guard case .fixed(let one) = denominator, case .fixed(let two) = other.denominator,
            let common = DivisionTerms.leastCommonMultiple(one, two),
            common <= DivisionTerms.mostCommon || one == two
        else { return nil }
        return Self(
            terms: terms.map { $0.scaled(by: common / one) }
                + other.terms.map { $0.scaled(by: common / two) },
            denominator: .fixed(common)
        )
    }
}

extension DivisionTerms.Term {
    func scaled(by factor: WorkbookFormula) -> Self {
        Self(amount: amount, coefficients: coefficients.mapValues { .product($0, factor) })
    }

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

/// Parts of one, or of a part of it, as whole weights over a common denominator.
struct WholeWeights {
    let weights: [Account: Int]
    /// What one comes to.
    let sum: Int

    struct Part {
        let party: Account
        let part: Rational
    }

    /// Nil where the weights are too large for spreadsheets.
    init?(_ parts: [Part]) {
        guard
            let exact = ExactPence(parts.map(\.part))
        else { return nil }
        var weights: [Account: Int] = [:]
        for (part, weight) in zip(parts, exact.numerators) {
            weights[part.party, default: 0] += weight
        }
        self.weights = weights
        sum = exact.denominator
    }

    init?(_ parts: [DivisionPlan.Part]) {
        self.init(parts.map { Part(party: .partner($0.partner), part: $0.part) })
    }
}

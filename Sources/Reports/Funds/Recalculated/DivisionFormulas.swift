import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Writes plans as formulas, with the steps between as named amounts.
struct DivisionFormulas {
    var working: WorkingTable
    /// By place in the settlement's lines: what it spent above, and left of, its budget, in pence.
    let over: [Int: WorkbookFormula]
    let under: [Int: WorkbookFormula]
    let figures: FiguresTable
    /// Sums of weights that follow figures of the year, with what they may be at most.
    private(set) var bounds: [Bound] = []
    /// What was asked of the risk pool; nil for nothing.
    private(set) var asked: Asked?

    init(
        working: WorkingTable,
        over: [Int: WorkbookFormula],
        under: [Int: WorkbookFormula],
        figures: FiguresTable
    ) {
        self.working = working
        self.over = over
        self.under = under
        self.figures = figures
    }

    struct Bound {
        let clause: String
        let sum: WorkbookFormula
        let most: Int
    }

    /// The risk pool as one clause finds it.
    struct RiskPool {
        let held: WorkbookFormula
        /// What clauses before it drew and what the pool lacked for them, of which stated amounts have less left; nil
        /// for the only clause that draws.
        let before: WorkbookFormula?
    }

    /// What a clause asks of the risk pool.
    struct Asked {
        /// All that is left to be borne.
        let left: WorkbookFormula
        /// The most that it may draw, in pence; nil for what the pool holds.
        let stated: Int?
    }

    /// What is divided.
    struct Divided {
        let clause: String
        let amount: WorkbookFormula
        /// The lines that it comes from, by their places.
        let lines: [Int]
        let isOverspend: Bool
        /// Whether the amount is all that these lines spent above or below their budgets.
        let isWhole: Bool
        /// What other lines under the clause left.
        let underspends: WorkbookFormula?
        /// What may be drawn from the risk pool; nil where it is filled.
        let riskPool: RiskPool?
        let owners: [Int: String]
    }

    /// Nil where numbers become too large.
    mutating func terms(_ plan: DivisionPlan, _ divided: Divided) -> DivisionTerms? {
        switch plan {
        case .shared(let parts): return shared(parts, divided.amount)
        case .weighted(let weights, _): return weighted(weights, divided)
        case .borne(let party):
            var terms = DivisionTerms()
            terms.add(divided.amount, to: party)
            return terms
        case .capped(let parts, let caps, let floors, let isRespread, let remainder):
            return isRespread
                ? capped(parts, caps, floors, remainder, divided)
                : cut(parts, caps, remainder, divided)
        case .triggered(let level, let isWhole, let below, let then):
            let kept: WorkbookFormula = .choice(
                .less(divided.amount, .whole(level.minorUnits)),
                then: divided.amount,
                otherwise: .whole(isWhole ? 0 : level.minorUnits)
            )
            return split(kept, "kept below the trigger", .partner(below), then, divided)
        case .first(let most, let bearer, let then):
            let first: WorkbookFormula = .least([divided.amount, .whole(most.minorUnits)])
            return split(first, "the first pounds", .partner(bearer), then, divided)
        case .restored(let losses, let then): return restored(losses, then, divided)
        case .tiers(let tiers): return self.tiers(tiers, divided)
        case .drawn(let sources, let then): return drawn(sources, then, divided)
        case .byLine(let lines): return byLine(lines, divided)
        case .byOwner: return byOwner(divided)
        }
    }

    /// In proportion to figures of the year.
    private mutating func weighted(
        _ weights: [FigureWeight],
        _ divided: Divided
    ) -> DivisionTerms? {
        var working = working
        let all = figures.weights(weights) { party, formula in
            working.add(
                divided.clause,
                party.map { "weight of \(working.name($0))" } ?? "all weights",
                formula,
                isMoney: false
            )
        }
        guard let all else { return nil }
        self.working = working
        bounds.append(Bound(clause: divided.clause, sum: all.sum, most: all.most))
        return DivisionTerms(
            [.init(amount: divided.amount, coefficients: all.coefficients)],
            over: .changing(all.sum, most: all.most)
        )
    }

    private func shared(_ parts: [DivisionPlan.Part], _ amount: WorkbookFormula) -> DivisionTerms? {
        guard let weights = WholeWeights(parts) else {
            let fine = parts.map { (Account.partner($0.partner), $0.part) }
            return DivisionTerms(wide: Dictionary(fine) { $0 + $1 }, of: amount)
        }
        return DivisionTerms(
            [.init(amount: amount, coefficients: weights.weights.mapValues { .whole($0) })],
            over: .fixed(weights.sum)
        )
    }

    /// Losses are made good first, as far as the amount goes.
    private mutating func restored(
        _ losses: [String: Money],
        _ then: DivisionPlan,
        _ divided: Divided
    ) -> DivisionTerms? {
        let needed = losses.values.reduce(0) { $0 + $1.minorUnits }
        let first = working.add(
            divided.clause,
            "made good",
            .least([divided.amount, .whole(needed)])
        )
        let rest = working.add(divided.clause, "gain", .difference(divided.amount, first))
        let own = DivisionTerms(
            [
                .init(
                    amount: first,
                    coefficients: Dictionary(
                        losses.map { (Account.partner($0.key), .whole($0.value.minorUnits)) }
                    ) { one, _ in one }
                )
            ],
            over: .fixed(needed)
        )
        return terms(then, divided.with(rest)).flatMap { own.adding($0) }
    }

    /// One party's amount first, and the rest by a plan.
    private mutating func split(
        _ first: WorkbookFormula,
        _ words: String,
        _ party: Account,
        _ then: DivisionPlan,
        _ divided: Divided
    ) -> DivisionTerms? {
        let own = working.add(divided.clause, words, first)
        let rest = working.add(divided.clause, "what is left", .difference(divided.amount, own))
        guard var terms = terms(then, divided.with(rest)) else { return nil }
        terms.add(own, to: party)
        return terms
    }

    private mutating func tiers(
        _ tiers: [DivisionPlan.Tier],
        _ divided: Divided
    ) -> DivisionTerms? {
        var sum = DivisionTerms()
        var done = 0
        for (number, tier) in tiers.enumerated() {
            let upTo: WorkbookFormula =
                tier.upTo.map { .least([divided.amount, .whole($0.minorUnits)]) } ?? divided.amount
            let slice = working.add(
                divided.clause,
                "band \(number + 1)",
                .most([.whole(0), .difference(upTo, .whole(done))])
            )
            done = max(done, tier.upTo?.minorUnits ?? done)
            guard let own = terms(tier.plan, divided.with(slice)), let next = sum.adding(own) else {
                return nil
            }
            sum = next
            if tier.upTo == nil { return sum }
        }
        let above = working.add(
            divided.clause,
            "above the last band",
            .most([.whole(0), .difference(divided.amount, .whole(done))])
        )
        sum.add(above, to: .unfunded)
        return sum
    }

    private mutating func drawn(
        _ sources: [DivisionPlan.Source],
        _ then: DivisionPlan,
        _ divided: Divided
    ) -> DivisionTerms? {
        var left = divided.amount
        var taken = DivisionTerms()
        var usedBefore: [WorkbookFormula] = []
        for source in sources {
            let own: WorkbookFormula
            switch source {
            case .underspends:
                guard divided.isOverspend, let underspends = divided.underspends else { continue }
                own = working.add(
                    divided.clause,
                    "met by what other lines left",
                    .least([left, .difference(underspends, .sum(usedBefore))])
                )
                usedBefore.append(own)
                taken.add(own, to: .underspends)
            case .riskPool(let most):
                var limits = [left]
                if divided.isOverspend {
                    asked = Asked(left: left, stated: most?.minorUnits)
                }
                if let most {
                    limits.append(
                        divided.riskPool?.before.map {
                            .most([.whole(0), .difference(.whole(most.minorUnits), $0)])
                        } ?? .whole(most.minorUnits)
                    )
                }
                if let pool = divided.riskPool { limits.append(pool.held) }
                own = working.add(
                    divided.clause,
                    divided.isOverspend ? "from the risk pool" : "into the risk pool",
                    .least(limits)
                )
                taken.add(own, to: .riskPool)
            }
            left = working.add(divided.clause, "what is left", .difference(left, own))
        }
        return terms(then, divided.with(left, isWhole: false))?.adding(taken)
    }

    private mutating func byLine(
        _ lines: [DivisionPlan.LineParts],
        _ divided: Divided
    ) -> DivisionTerms? {
        var sum = DivisionTerms()
        var variances: [WorkbookFormula] = []
        for line in lines {
            guard let variance = divided.isOverspend ? over[line.line] : under[line.line],
                let own = shared(line.parts, variance), let next = sum.adding(own)
            else { return nil }
            variances.append(variance)
            sum = next
        }
        // The whole of what the lines differ by is divided line by line.
        if divided.isWhole { return sum }
        return proportional(sum, of: variances, divided)
    }

    private mutating func byOwner(_ divided: Divided) -> DivisionTerms? {
        var sum = DivisionTerms()
        var variances: [WorkbookFormula] = []
        for line in divided.lines {
            guard let variance = divided.isOverspend ? over[line] : under[line],
                let owner = divided.owners[line]
            else { return nil }
            variances.append(variance)
            sum.add(variance, to: .partner(owner))
        }
        if divided.isWhole { return sum }
        return proportional(sum, of: variances, divided)
    }

    /// An amount in proportion to what parties have of another.
    private mutating func proportional(
        _ terms: DivisionTerms,
        of whole: [WorkbookFormula],
        _ divided: Divided
    ) -> DivisionTerms? {
        guard terms.groups.count <= 1, terms.wide.isEmpty,
            case .fixed(let denominator) = terms.groups.first?.denominator ?? .fixed(1)
        else { return nil }
        var weights: [Account: WorkbookFormula] = [:]
        for party in terms.parties {
            let parts = terms.groups.flatMap(\.terms).compactMap { term in
                term.coefficients[party].map { WorkbookFormula.product(term.amount, $0) }
            }
            let own = (terms.whole[party] ?? []).map {
                WorkbookFormula.product($0, .whole(denominator))
            }
            weights[party] = working.add(
                divided.clause,
                "weight of \(working.name(party))",
                .sum(parts + own),
                isMoney: false
            )
        }
        let all = working.add(
            divided.clause,
            "all weights",
            .product(.sum(whole), .whole(denominator)),
            isMoney: false
        )
        return DivisionTerms(
            [.init(amount: divided.amount, coefficients: weights)],
            over: .changing(all, most: DivisionBlock.mostOfChanging)
        )
    }
}

extension DivisionFormulas.Divided {
    func with(_ amount: WorkbookFormula, isWhole: Bool? = nil) -> Self {
        Self(
            clause: clause,
            amount: amount,
            lines: lines,
            isOverspend: isOverspend,
            isWhole: isWhole ?? false,
            underspends: underspends,
            riskPool: riskPool,
            owners: owners
        )
    }
}

import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Pools that are paid out.
extension RecalculatedSettlement {
    mutating func divide(_ plan: AllocationPlan) {
        let outturn = settlement.allocations[plan.place]
        let clause = outturn.clause
        let before = steps
        var receipts: [String: WorkbookFormula] = [:]
        for member in plan.members {
            receipts[member] = step(
                clause,
                "paid in by \(settlement.agreement.name(of: member))",
                rows(
                    ActualsTable.Column.pence,
                    .receipt(allocation: outturn.id, partner: member)
                )
            )
        }
        let paidIn = plan.members.compactMap { receipts[$0] }
        let started = steps
        var amount: WorkbookFormula?
        // With as many figures of the year as numbers allow.
        for uses in FigureUses.all where amount == nil {
            amount = divide(plan, clause, paidIn, receipts, outturn, uses)
            guard amount == nil else { continue }
            restore(started)
        }
        guard let amount else {
            let targets = plan.members.map {
                Recalculation.Target.receipt(allocation: outturn.id, partner: $0)
            }
            keptFigures.formUnion(plan.figures([.amount, .first, .weights]))
            return keep(clause, targets, restoring: before)
        }
        followed.pools.append((clause, amount))
        for (member, receipt) in receipts {
            followed.receipts[member, default: []].append(receipt)
            followed.settledAllocation[member, default: 0] -=
                outturn.receipts[member]?.minorUnits ?? 0
        }
        for paid in outturn.paid {
            guard let partner = paid.party.partner else { continue }
            followed.settledAllocation[partner, default: 0] += paid.amount.minorUnits
        }
    }

    /// Which figures of the year a pool follows.
    fileprivate struct FigureUses: OptionSet {
        let rawValue: Int
        static let amount = FigureUses(rawValue: 1)
        static let first = FigureUses(rawValue: 2)
        static let weights = FigureUses(rawValue: 4)
        /// From all to none.
        static let all: [FigureUses] = [
            [.amount, .first, .weights], [.amount, .weights], [.amount, .first], [.amount], [],
        ]
    }

    /// What is divided, in pence; nil where numbers become too large.
    private mutating func divide(
        _ plan: AllocationPlan,
        _ clause: String,
        _ paidIn: [WorkbookFormula],
        _ receipts: [String: WorkbookFormula],
        _ outturn: AllocationOutturn,
        _ uses: FigureUses
    ) -> WorkbookFormula? {
        let figure = uses.contains(.amount) ? plan.amountFigure.flatMap { figures.cell($0) } : nil
        let amount =
            figure ?? plan.amount.map { WorkbookFormula.whole($0.minorUnits) }
            ?? step(clause, "paid in by all", .sum(paidIn))
        let keys = keys
        let before = bounds
        guard let terms = terms(plan, clause, amount, receipts, outturn, uses),
            divide(
                DivisionBlock(
                    clause: clause,
                    direction: "pool paid out",
                    amount: amount,
                    terms: terms,
                    figure: { $0.partner.map(keys.allocated) },
                    isSubtracted: false,
                    most: Self.tenTimes(outturn.amount)
                )
            ) != nil
        else {
            bounds = before
            return nil
        }
        let left = FigureUses([.amount, .first, .weights]).subtracting(uses)
        keptFigures.formUnion(plan.figures(left))
        return amount
    }

    private mutating func terms(
        _ plan: AllocationPlan,
        _ clause: String,
        _ amount: WorkbookFormula,
        _ receipts: [String: WorkbookFormula],
        _ outturn: AllocationOutturn,
        _ uses: FigureUses
    ) -> DivisionTerms? {
        var terms = DivisionTerms()
        var left = amount
        for (call, given) in zip(plan.first, plan.firstFigures) {
            let named = uses.contains(.first) ? given : nil
            guard let (own, rest) = first(call, named, clause, left), let next = terms.adding(own)
            else { return nil }
            terms = next
            left = rest
        }
        // Parts over fixed numbers first, so that those have one denominator.
        let isLast: (AllocationPlan.Part) -> Bool = { part in
            switch part.recipients {
            case .receipts: true
            case .weighted: uses.contains(.weights)
            case .fixed, .account: false
            }
        }
        for part in plan.parts.filter({ !isLast($0) }) + plan.parts.filter(isLast) {
            guard
                let own = self.terms(part, clause, left, receipts, outturn, uses),
                let next = terms.adding(own)
            else { return nil }
            terms = next
        }
        return terms
    }

    /// Amounts that come first, and what they leave.
    private mutating func first(
        _ call: PoolAllocation.FirstCall,
        _ named: [String: FigureName]?,
        _ clause: String,
        _ left: WorkbookFormula
    ) -> (DivisionTerms, left: WorkbookFormula)? {
        var own: [Account: WorkbookFormula] = [:]
        var settled = 0
        for (partner, amount) in call.amounts {
            if let name = named?[partner] {
                guard let cell = figures.cell(name) else { return nil }
                own[.partner(partner)] = cell
            } else if !amount.isZero {
                own[.partner(partner)] = .whole(amount.minorUnits)
            }
            settled += amount.minorUnits
        }
        guard settled > 0, call.amounts.values.allSatisfy({ !$0.isNegative }) else { return nil }
        let asked: WorkbookFormula =
            named == nil
            ? .whole(settled)
            : step(clause, "\(call.name), asked", .sum(own.sorted { $0.key < $1.key }.map(\.value)))
        let given = step(clause, call.name, .least([left, asked]))
        let rest = step(clause, "what is left", .difference(left, given))
        var terms = DivisionTerms()
        if own.count == 1, let party = own.keys.first {
            terms.add(given, to: party)
            return (terms, rest)
        }
        guard named != nil else {
            let weights = own.keys.map {
                WholeWeights.Part(
                    party: $0,
                    part: Rational(call.amounts[$0.partner ?? ""]?.minorUnits ?? 0)
                        / Rational(settled)
                )
            }
            return Self.parts(given, weights).map { ($0, rest) }
        }
        let (most, isTooLarge) = settled.multipliedReportingOverflow(by: 10)
        guard !isTooLarge else { return nil }
        bounds.append(.init(clause: clause, sum: asked, most: most))
        return (
            DivisionTerms(
                [.init(amount: given, coefficients: own)],
                over: .changing(asked, most: most)
            ), rest
        )
    }

    private mutating func terms(
        _ part: AllocationPlan.Part,
        _ clause: String,
        _ left: WorkbookFormula,
        _ receipts: [String: WorkbookFormula],
        _ outturn: AllocationOutturn,
        _ uses: FigureUses
    ) -> DivisionTerms? {
        switch part.recipients {
        case .account(let account):
            return Self.parts(left, [.init(party: account, part: part.part)])
        case .weighted(let weights, _) where uses.contains(.weights):
            return weighted(weights, part, clause, left)
        case .fixed(let parts), .weighted(_, let parts):
            return Self.parts(
                left,
                parts.map { .init(party: .partner($0.partner), part: $0.part * part.part) }
            )
        case .receipts:
            var positive: [Account: WorkbookFormula] = [:]
            for (member, receipt) in receipts.sorted(by: { $0.key < $1.key }) {
                positive[.partner(member)] = step(
                    clause,
                    "above zero, of \(settlement.agreement.name(of: member))",
                    .most([.whole(0), receipt])
                )
            }
            let settled = outturn.receipts.values.reduce(0) { $0 + max(0, $1.minorUnits) }
            return proportional(positive, settled, part, clause, left)
        }
    }

    /// A part of a pool in proportion to figures of the year.
    private mutating func weighted(
        _ weights: [FigureWeight],
        _ part: AllocationPlan.Part,
        _ clause: String,
        _ left: WorkbookFormula
    ) -> DivisionTerms? {
        guard let all = figures.weights(weights, { _, formula in formula }) else { return nil }
        let named = all.coefficients.sorted { $0.key < $1.key }.map { party, formula in
            (
                party,
                step(
                    clause,
                    "\(part.name), of \(settlement.agreement.words(party))",
                    formula,
                    isMoney: false
                )
            )
        }
        let coefficients = Dictionary(named) { first, _ in first }
        return proportional(coefficients, all.most / 10, part, clause, left, isBounded: true)
    }

    /// A part of a pool in proportion to weights that are formulas.
    ///
    /// - Parameter settled: what the weights summed to.
    private mutating func proportional(
        _ weights: [Account: WorkbookFormula],
        _ settled: Int,
        _ part: AllocationPlan.Part,
        _ clause: String,
        _ left: WorkbookFormula,
        isBounded: Bool = false
    ) -> DivisionTerms? {
        guard let above = Int(exactly: part.part.numerator),
            let below = Int(exactly: part.part.denominator)
        else { return nil }
        let all = step(
            clause,
            "\(part.name), of all",
            .product(.sum(weights.sorted { $0.key < $1.key }.map(\.value)), .whole(below)),
            isMoney: false
        )
        let (most, isTooLarge) = settled.multipliedReportingOverflow(by: 10 * below)
        guard !isTooLarge, settled > 0 else { return nil }
        if isBounded { bounds.append(.init(clause: clause, sum: all, most: most)) }
        return DivisionTerms(
            [
                .init(
                    amount: left,
                    coefficients: weights.mapValues { .product($0, .whole(above)) }
                )
            ],
            over: .changing(all, most: most)
        )
    }

    /// Fixed parts of an amount, which need not be all of it.
    static func parts(
        _ amount: WorkbookFormula,
        _ parts: [WholeWeights.Part]
    ) -> DivisionTerms? {
        WholeWeights(parts).map { weights in
            DivisionTerms(
                [.init(amount: amount, coefficients: weights.weights.mapValues { .whole($0) })],
                over: .fixed(weights.sum)
            )
        }
    }
}

extension AllocationPlan {
    /// The names of its figures of the year of some kinds.
    fileprivate func figures(_ uses: RecalculatedSettlement.FigureUses) -> Set<String> {
        var names: Set<String> = []
        if uses.contains(.amount), let amountFigure { names.insert(amountFigure.name) }
        if uses.contains(.first) {
            names.formUnion(firstFigures.compactMap { $0 }.flatMap(\.values).map(\.name))
        }
        if uses.contains(.weights) {
            for part in parts {
                guard case .weighted(let weights, _) = part.recipients else { continue }
                names.formUnion(weights.flatMap(\.figures).map(\.name))
            }
        }
        return names
    }
}

import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Payments for outcomes, from the quantities of the actuals.
extension RecalculatedSettlement {
    mutating func pay(_ plan: OutcomePlan) {
        let outturn = settlement.outcomes[plan.place]
        let payment = outturn.payment
        let before = steps
        let advances = advanceTargets(payment.id)
        guard let amount = amount(plan, payment.clause),
            let block = block(plan, payment.clause, amount, most: outturn.amount),
            let pence = divide(block)
        else {
            let targets = plan.achieved + plan.started + advances
            keptFigures.formUnion(plan.figures)
            return keep(payment.clause, targets, restoring: before)
        }
        followed.outcomes[payment.payee, default: []].append(amount)
        followed.settledOutcomes[payment.payee, default: 0] += outturn.amount.minorUnits
        for part in outturn.payers {
            if let payer = part.party.partner {
                followed.settledOutcomes[payer, default: 0] -= part.amount.minorUnits
            }
            guard let now = pence[part.party] else { continue }
            if part.party == .pool, let line = plan.line {
                followed.charged[line, default: .init()].now.append(now)
                followed.charged[line, default: .init()].settled += part.amount.minorUnits
            }
            guard let payer = part.party.partner, payer != payment.payee else { continue }
            followed.flows.append(
                .init(
                    payer: payer,
                    payee: payment.payee,
                    now: now,
                    before: part.amount.minorUnits
                )
            )
        }
        for target in advances { take(target, from: payment) }
    }

    private func advanceTargets(_ payment: String) -> [Recalculation.Target] {
        var targets: [Recalculation.Target] = []
        for target in plan.rows.lazy.map(\.target) {
            guard case .advance(payment, _) = target, !targets.contains(target) else { continue }
            targets.append(target)
        }
        return targets
    }

    /// What a payer handed to the payee before is set against what it owes.
    private mutating func take(_ target: Recalculation.Target, from payment: OutcomePayment) {
        guard case .advance(_, let partner) = target else { return }
        let amount = step(
            payment.clause,
            "paid before by \(settlement.agreement.name(of: partner))",
            rows(ActualsTable.Column.pence, target)
        )
        let settled = plan.rows.lazy.filter { $0.target == target }
            .reduce(0) { $0 + $1.row.amount.minorUnits }
        followed.advances[partner, default: []].append(amount)
        followed.advances[payment.payee, default: []].append(.product(.whole(-1), amount))
        followed.settledBefore[partner, default: 0] += settled
        followed.settledBefore[payment.payee, default: 0] -= settled
        followed.flows.append(
            .init(payer: payment.payee, payee: partner, now: amount, before: settled)
        )
    }

    /// The sum of a column over the rows that count towards something.
    func rows(_ column: Int, _ target: Recalculation.Target) -> WorkbookFormula {
        .totalWhere(
            ActualsTable.range(column, plan.rows.count),
            key: ActualsTable.range(ActualsTable.Column.key, plan.rows.count),
            is: keys.key(target)
        )
    }

    private func block(
        _ plan: OutcomePlan,
        _ clause: String,
        _ amount: WorkbookFormula,
        most settled: Money
    ) -> DivisionBlock? {
        let parts = plan.payers.map {
            WholeWeights.Part(party: $0.party, part: $0.part)
        }
        guard let weights = WholeWeights(parts) else { return nil }
        let keys = keys
        return DivisionBlock(
            clause: clause,
            direction: "outcome payment",
            amount: amount,
            terms: DivisionTerms(
                [.init(amount: amount, coefficients: weights.weights.mapValues { .whole($0) })],
                over: .fixed(weights.sum)
            ),
            figure: { $0.partner.map(keys.outcomes) },
            isSubtracted: true,
            most: Self.tenTimes(settled)
        )
    }

    /// What is paid in all, in pence.
    private mutating func amount(_ plan: OutcomePlan, _ clause: String) -> WorkbookFormula? {
        let units = Recalculated.units(self.plan.quantityDecimals)
        if case .pieces(let pieces, let start, let cap, let floor) = plan.price {
            return tariff(plan, clause, pieces, start, cap: cap, floor: floor)
        }
        let achieved = quantity(plan.achieved, clause, "results")
        switch plan.price {
        case .pieces: return nil
        case .trigger(let payment, let from):
            guard let isMet = reached(achieved, from, units),
                let amounts = amounts([payment], per: 1)
            else { return nil }
            return step(
                clause,
                "payment",
                .choice(isMet, then: amounts.formulas[0], otherwise: .whole(0))
            )
        case .fee(let fixed, let atRisk, let each, let from):
            // Fixed amounts in the parts of a result that are counted, so that all have one denominator.
            guard let isMet = reached(achieved, from, units),
                let amounts = amounts([fixed, atRisk, each.per(units)], per: 1)
            else { return nil }
            let parts = step(
                clause,
                "fee, in parts of \(amounts.denominator) to the penny",
                .sum([
                    amounts.formulas[0],
                    .choice(
                        isMet,
                        then: amounts.formulas[1],
                        otherwise: .product(achieved, amounts.formulas[2])
                    ),
                ]),
                isMoney: false
            )
            return nearest(clause, parts, amounts.denominator)
        }
    }

    /// Prices by bands of results, within limits.
    private mutating func tariff(
        _ plan: OutcomePlan,
        _ clause: String,
        _ pieces: [OutcomePlan.Piece],
        _ start: PlannedAmount?,
        cap: PlannedAmount?,
        floor: PlannedAmount?
    ) -> WorkbookFormula? {
        let units = Recalculated.units(self.plan.quantityDecimals)
        let achieved = quantity(plan.achieved, clause, "results")
        let prices = pieces.map(\.price) + (start.map { [$0] } ?? [])
        guard let amounts = amounts(prices, per: units) else { return nil }
        var sum: [WorkbookFormula] = []
        for (piece, price) in zip(pieces, amounts.formulas) {
            guard let from = whole(piece.from, units) else { return nil }
            var upTo = achieved
            if let to = piece.to {
                guard let end = whole(to, units) else { return nil }
                upTo = .least([achieved, .whole(end)])
            }
            let within = WorkbookFormula.most([.whole(0), .difference(upTo, .whole(from))])
            sum.append(.product(within, price))
        }
        if start != nil {
            let started = quantity(plan.started, clause, "starts")
            sum.append(.product(started, amounts.formulas[pieces.count]))
        }
        var parts = step(
            clause,
            "tariff, in parts of \(amounts.denominator) to the penny",
            .sum(sum),
            isMoney: false
        )
        if let floor {
            guard let least = limit(floor, amounts.denominator) else { return nil }
            parts = .most([parts, least])
        }
        if let cap {
            guard let most = limit(cap, amounts.denominator) else { return nil }
            parts = .least([parts, most])
        }
        return nearest(clause, parts, amounts.denominator)
    }

    /// Amounts in parts of a penny over one denominator, those that are figures of the year by their cells.
    ///
    /// - Parameter units: into how many parts what they are multiplied with is cut.
    mutating func amounts(
        _ amounts: [PlannedAmount],
        per units: Int
    ) -> (formulas: [WorkbookFormula], denominator: Int)? {
        let cells = amounts.map { amount -> WorkbookFormula? in
            guard let name = amount.figure else { return nil }
            let cell = figures.cell(name)
            if cell == nil { keptFigures.insert(name.name) }
            return cell
        }
        let exact = ExactPence(
            zip(amounts, cells).map { amount, cell in
                (cell == nil ? amount.exact : amount.factor) / Rational(units)
            }
        )
        guard let exact else { return nil }
        let formulas = zip(cells, exact.numerators).map { cell, number -> WorkbookFormula in
            guard let cell else { return .whole(number) }
            return number == 1 ? cell : .product(cell, .whole(number))
        }
        return (formulas, exact.denominator)
    }

    /// An amount in parts of a penny; nil where it is too large.
    private mutating func limit(_ amount: PlannedAmount, _ denominator: Int) -> WorkbookFormula? {
        guard let own = amounts([amount], per: 1), own.denominator == 1 else { return nil }
        let (most, isTooLarge) = amount.settled.minorUnits.multipliedReportingOverflow(
            by: denominator
        )
        guard !isTooLarge, most.magnitude <= WorkbookFormula.limit.magnitude else { return nil }
        guard case .whole = own.formulas[0] else {
            return .product(own.formulas[0], .whole(denominator))
        }
        return .whole(most)
    }

    private mutating func quantity(
        _ targets: [Recalculation.Target],
        _ clause: String,
        _ words: String
    ) -> WorkbookFormula {
        let decimals = plan.quantityDecimals
        let unit = decimals == 0 ? words : "\(words), in parts of \(Recalculated.units(decimals))"
        return step(
            clause,
            unit,
            .sum(targets.map { rows(ActualsTable.Column.units, $0) }),
            isMoney: false
        )
    }

    /// A number of results in the parts that formulas count.
    private func whole(_ number: Rational, _ units: Int) -> Int? {
        let scaled = number * Rational(units)
        guard scaled.denominator == 1 else { return nil }
        return Int(exactly: scaled.numerator)
    }

    /// Whether so many results were achieved.
    private func reached(
        _ achieved: WorkbookFormula,
        _ from: Rational,
        _ units: Int
    ) -> WorkbookCondition? {
        let level = from * Rational(units)
        guard let above = Int(exactly: level.numerator),
            let below = Int(exactly: level.denominator),
            above.magnitude <= WorkbookFormula.limit, below <= 1_000_000
        else { return nil }
        return .atLeast(.product(achieved, .whole(below)), .whole(above))
    }

    /// To the nearest penny, halves away from zero.
    mutating func nearest(
        _ clause: String,
        _ parts: WorkbookFormula,
        _ denominator: Int
    ) -> WorkbookFormula {
        if denominator == 1 { return step(clause, "to the nearest penny", parts) }
        let size = step(
            clause,
            "without its sign",
            .most([parts, .difference(.whole(0), parts)]),
            isMoney: false
        )
        let down = step(
            clause,
            "rounded down",
            .quotient(size, .whole(denominator)),
            isMoney: false
        )
        let left = WorkbookFormula.difference(size, .product(down, .whole(denominator)))
        let rounded = WorkbookFormula.sum([
            down,
            .choice(
                .atLeast(.product(left, .whole(2)), .whole(denominator)),
                then: .whole(1),
                otherwise: .whole(0)
            ),
        ])
        return step(
            clause,
            "to the nearest penny",
            .choice(
                .less(parts, .whole(0)),
                then: .difference(.whole(0), rounded),
                otherwise: rounded
            )
        )
    }
}

/// Pence as whole numbers over one denominator.
struct ExactPence {
    let numerators: [Int]
    let denominator: Int

    /// Nil where they are too large for spreadsheets.
    init?(_ pence: [Rational]) {
        var common = 1
        for one in pence {
            guard let denominator = Int(exactly: one.denominator),
                let next = DivisionTerms.leastCommonMultiple(common, denominator)
            else { return nil }
            common = next
        }
        var numerators: [Int] = []
        for one in pence {
            guard let numerator = Int(exactly: (one * Rational(common)).numerator),
                numerator.magnitude <= WorkbookFormula.limit
            else { return nil }
            numerators.append(numerator)
        }
        self.numerators = numerators
        denominator = common
    }
}

/// How quantities stand in formulas.
enum Recalculated {
    /// How many parts one is cut into by so many decimals.
    static func units(_ decimals: Int) -> Int {
        (0..<decimals).reduce(1) { units, _ in units * 10 }
    }
}

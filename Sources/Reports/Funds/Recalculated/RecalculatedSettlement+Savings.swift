import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What of each saving is released for sharing, as its clause says, and how all of it is divided.
extension RecalculatedSettlement {
    mutating func divideSavings() {
        let before = (working, shares, released)
        var all: DivisionTerms?
        var byBudget: [Account: DivisionTerms] = [:]
        var amounts: [WorkbookFormula] = []
        var most = 1_000_000_000
        for stream in plan.streams {
            let outturn = settlement.savings[stream.realised.place]
            let amount = released(stream, outturn)
            amounts.append(amount)
            most = max(most, Self.tenTimes(outturn.realised))
            guard let own = terms(stream, outturn, amount),
                let sum = all.map({ $0.adding(own) }) ?? own,
                let budget = byBudget[stream.holder].map({ $0.adding(own) }) ?? own
            else { return keepSavings(restoring: before) }
            all = sum
            byBudget[stream.holder] = budget
            released[stream.holder, default: []].append(amount)
        }
        guard let all else { return }
        let keys = keys
        let block = DivisionBlock(
            clause: "all savings",
            direction: "saving",
            amount: working.add("all savings", "released for sharing", .sum(amounts)),
            terms: all,
            figure: { $0.partner.map(keys.saved) },
            isSubtracted: false,
            most: most
        )
        guard let modes = block.modes else { return keepSavings(restoring: before) }
        let pence = shares.add(block, modes)
        if byBudget.count > 1 {
            guard boundSavings(byBudget, pence, most) else {
                return keepSavings(restoring: before)
            }
            return
        }
        guard let holder = plan.streams.first?.holder else { return }
        for (party, now) in pence where party != holder {
            guard let actor = party.partner, let holder = holder.partner else { continue }
            let before = settlement.matrix.amount(
                actor: party,
                beneficiary: .partner(holder)
            ).minorUnits
            followed.flows.append(.init(payer: holder, payee: actor, now: now, before: before))
        }
    }

    /// Savings in several budgets are rounded by rows and columns at once, so that no cell moves by a penny. Nearly
    /// always everybody can have its own part of all by largest remainders then; where it cannot, the sheets say so.
    ///
    /// It can where, for any of the budgets, the pence that are left in them are no more than the parties take there:
    /// each at most what it is still due, and one penny for each budget in which it has a part of a penny (Gale 1957).
    ///
    /// - Returns: whether numbers stay small enough.
    private mutating func boundSavings(
        _ byBudget: [Account: DivisionTerms],
        _ pence: [Account: WorkbookFormula],
        _ most: Int
    ) -> Bool {
        let parties = pence.keys.sorted()
        var cells: [[Account: (floor: WorkbookFormula, hasRest: WorkbookFormula)]] = []
        var left: [WorkbookFormula] = []
        for (budget, terms) in byBudget.sorted(by: { $0.key < $1.key }) {
            guard let streams = released[budget] else {
                preconditionFailure("\(budget) has shares of savings that it does not hold")
            }
            let amount = WorkbookFormula.sum(streams)
            let block = DivisionBlock(
                clause: "savings in the budget of \(settlement.agreement.words(budget))",
                direction: "rounded down",
                amount: amount,
                terms: terms,
                figure: { _ in nil },
                isSubtracted: false,
                most: most,
                isRoundedDown: true
            )
            guard let modes = block.modes else { return false }
            let first = shares.rows.count
            let floors = shares.add(block, modes)
            var own: [Account: (floor: WorkbookFormula, hasRest: WorkbookFormula)] = [:]
            for (number, party) in terms.parties.enumerated() {
                guard let floor = floors[party] else { continue }
                own[party] = (floor, shares.hasRemainder(first + number))
            }
            cells.append(own)
            left.append(
                .difference(amount, .sum(terms.parties.compactMap { floors[$0] }))
            )
        }
        let due = parties.map { party -> WorkbookFormula in
            let floors = cells.compactMap { $0[party]?.floor }
            let own = pence[party].map { [$0] } ?? []
            return .difference(.sum(own), .sum(floors))
        }
        let named = zip(parties, due).map { party, due in
            step("all savings", "pence still due to \(settlement.agreement.words(party))", due)
        }
        var isImpossible: [WorkbookFormula] = []
        for mask in 1..<(1 << cells.count) {
            let some = cells.indices.filter { mask >> $0 & 1 == 1 }
            let taken = zip(parties, named).map { party, due -> WorkbookFormula in
                .least([due, .sum(some.compactMap { cells[$0][party]?.hasRest })])
            }
            isImpossible.append(
                .choice(
                    .less(.sum(taken), .sum(some.map { left[$0] })),
                    then: .whole(1),
                    otherwise: .whole(0)
                )
            )
        }
        followed.roundings.append(
            step(
                "all savings",
                "roundings in which rows and columns stand in each other's way",
                .sum(isImpossible),
                isMoney: false
            )
        )
        return true
    }

    private mutating func keepSavings(
        restoring before: (WorkingTable, SharesTable, [Account: [WorkbookFormula]])
    ) {
        (working, shares, released) = before
        hasSavings = false
        for stream in plan.streams {
            let own = settlement.savings[stream.realised.place].stream
            if let figure = stream.realised.unitValue?.figure { keptFigures.insert(figure.name) }
            kept.append(
                KeptClause(
                    clause: own.clause,
                    reason: Self.tooFine,
                    targets: [.saving(own.recordedAs)]
                )
            )
        }
    }

    private mutating func terms(
        _ stream: Recalculation.Stream,
        _ outturn: SavingOutturn,
        _ amount: WorkbookFormula
    ) -> DivisionTerms? {
        let clause = outturn.stream.clause
        let gain = working.add(clause, "gain", .most([.whole(0), amount]))
        let loss = working.add(clause, "loss", .most([.whole(0), .difference(.whole(0), amount)]))
        guard let gains = terms(stream.gain, clause, gain, stream.holder) else { return nil }
        switch stream.loss {
        case .kept:
            var terms = gains
            terms.add(.product(.whole(-1), loss), to: stream.holder)
            return terms
        case .shared(let plan), .borne(let plan):
            guard let losses = terms(plan, clause, loss, stream.holder) else { return nil }
            return gains.orBelowZero(losses.negated, of: amount)
        }
    }

    private mutating func terms(
        _ plan: DivisionPlan,
        _ clause: String,
        _ amount: WorkbookFormula,
        _ holder: Account
    ) -> DivisionTerms? {
        var formulas = DivisionFormulas(working: working, over: [:], under: [:], figures: figures)
        let terms = formulas.terms(
            plan,
            DivisionFormulas.Divided(
                clause: clause,
                amount: amount,
                lines: [],
                isOverspend: true,
                isWhole: true,
                underspends: nil,
                riskPool: nil,
                owners: [:]
            )
        )
        working = formulas.working
        bounds += formulas.bounds
        guard var terms else { return nil }
        // What nobody is named for stays where the saving fell.
        if let nobodys = terms.whole.removeValue(forKey: .unfunded) {
            terms.whole[holder, default: []] += nobodys
        }
        return terms
    }

    private mutating func released(
        _ stream: Recalculation.Stream,
        _ outturn: SavingOutturn
    ) -> WorkbookFormula {
        let clause = outturn.stream.clause
        guard stream.realised.recordedAs != nil else {
            return step(clause, "released", .whole(outturn.amounts.released.minorUnits))
        }
        let realised = realised(stream.realised)
        var limits = [nearest(realised, stream.switchPart)]
        switch stream.attributable {
        case .none: break
        case .amount(let most): limits.append(.whole(most.minorUnits))
        case .budgetPart(let part): limits.append(nearest(realised, part))
        }
        guard stream.switchPart != .one || stream.attributable != nil else { return realised }
        return step(
            clause,
            "released",
            .choice(
                .less(.whole(0), realised),
                then: .least([realised] + limits),
                otherwise: realised
            )
        )
    }

    /// What a saving came to; written once, whatever uses it.
    mutating func realised(_ plan: Recalculation.Realised) -> WorkbookFormula {
        if let known = realised[plan.place] { return known }
        let outturn = settlement.savings[plan.place]
        let clause = outturn.stream.clause
        guard let id = plan.recordedAs else { return .whole(outturn.realised.minorUnits) }
        var recorded = step(clause, "recorded", rows(ActualsTable.Column.pence, .saving(id)))
        if let value = plan.unitValue {
            recorded = step(
                clause,
                "recorded and counted",
                .sum([recorded, counted(.saving(id), value, clause)])
            )
        }
        let found: WorkbookFormula
        switch plan.portion {
        case .whole: found = recorded
        case .cashable(let part): found = step(clause, "cashable", nearest(recorded, part))
        case .notCashable(let part):
            found = step(clause, "not cashable", .difference(recorded, nearest(recorded, part)))
        }
        realised[plan.place] = found
        return found
    }

    /// What is counted, at its value.
    private mutating func counted(
        _ target: Recalculation.Target,
        _ value: PlannedAmount,
        _ clause: String
    ) -> WorkbookFormula {
        let units = Recalculated.units(plan.quantityDecimals)
        guard let exact = amounts([value], per: units) else {
            preconditionFailure("\(value) is a value that no plan has")
        }
        let quantity = step(
            clause,
            units == 1 ? "counted" : "counted, in parts of \(units)",
            rows(ActualsTable.Column.units, target),
            isMoney: false
        )
        let parts = step(
            clause,
            "at its value, in parts of \(exact.denominator) to the penny",
            .product(quantity, exact.formulas[0]),
            isMoney: false
        )
        return nearest(clause, parts, exact.denominator)
    }

    /// A part of an amount to the nearest penny, halves away from zero.
    private func nearest(_ amount: WorkbookFormula, _ part: Rational) -> WorkbookFormula {
        if part == .one { return amount }
        guard let above = Int(exactly: part.numerator), let below = Int(exactly: part.denominator)
        else { preconditionFailure("\(part) is a part that no plan has") }
        func rounded(_ amount: WorkbookFormula) -> WorkbookFormula {
            .quotient(
                .sum([.product(amount, .whole(2 * above)), .whole(below)]),
                .whole(2 * below)
            )
        }
        return .choice(
            .less(amount, .whole(0)),
            then: .product(.whole(-1), rounded(.difference(.whole(0), amount))),
            otherwise: rounded(amount)
        )
    }
}

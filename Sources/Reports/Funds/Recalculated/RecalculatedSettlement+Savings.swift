import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What of each saving is released for sharing, as its clause says, and how all of it is divided.
extension RecalculatedSettlement {
    mutating func divideSavings() {
        let before = (working, shares, released)
        var all: DivisionTerms?
        var amounts: [WorkbookFormula] = []
        var most = 1_000_000_000
        for stream in plan.streams {
            let outturn = settlement.savings[stream.place]
            let amount = released(stream, outturn)
            amounts.append(amount)
            most = max(most, Self.tenTimes(outturn.realised))
            guard let own = terms(stream, outturn, amount),
                let sum = all.map({ $0.adding(own) }) ?? own
            else { return keepSavings(restoring: before) }
            all = sum
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

    private mutating func keepSavings(
        restoring before: (WorkingTable, SharesTable, [Account: [WorkbookFormula]])
    ) {
        (working, shares, released) = before
        hasSavings = false
        for stream in plan.streams {
            let own = settlement.savings[stream.place].stream
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
                riskPoolHeld: nil,
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

    mutating func released(
        _ stream: Recalculation.Stream,
        _ outturn: SavingOutturn
    ) -> WorkbookFormula {
        let clause = outturn.stream.clause
        guard let id = stream.recordedAs else {
            return step(clause, "released", .whole(outturn.amounts.released.minorUnits))
        }
        var recorded = step(clause, "recorded", rows(ActualsTable.Column.pence, .saving(id)))
        if let value = stream.unitValue {
            recorded = step(
                clause,
                "recorded and counted",
                .sum([recorded, counted(.saving(id), value, clause)])
            )
        }
        let realised: WorkbookFormula
        switch stream.portion {
        case .whole: realised = recorded
        case .cashable(let part): realised = step(clause, "cashable", nearest(recorded, part))
        case .notCashable(let part):
            realised = step(
                clause,
                "not cashable",
                .difference(recorded, nearest(recorded, part))
            )
        }
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

    /// What is counted, at its value.
    private mutating func counted(
        _ target: Recalculation.Target,
        _ value: Rational,
        _ clause: String
    ) -> WorkbookFormula {
        let units = Recalculated.units(plan.quantityDecimals)
        guard let exact = ExactPence([value / Rational(units)]) else {
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
            .product(quantity, .whole(exact.numerators[0])),
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

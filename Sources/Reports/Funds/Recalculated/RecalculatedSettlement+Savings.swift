import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What of each saving is released for sharing, as its clause says.
extension RecalculatedSettlement {
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

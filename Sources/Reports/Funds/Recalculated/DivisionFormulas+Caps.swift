import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Shares with caps.
extension DivisionFormulas {
    /// What a cap cuts off goes to the others in proportion. Partners meet their caps one after the other, in the
    /// order of cap by weight, each at an amount that does not depend on the amount divided.
    mutating func capped(
        _ parts: [DivisionPlan.Part],
        _ caps: [String: Money],
        _ remainder: Account,
        _ divided: Divided
    ) -> DivisionTerms? {
        guard let weights = WholeWeights(parts),
            let levels = Self.levels(weights, caps)
        else { return nil }
        var terms = DivisionTerms()
        var atCap: [WorkbookFormula] = []
        var coefficients: [Account: WorkbookFormula] = [:]
        for part in parts {
            let party = Account.partner(part.partner)
            let weight = weights.weights[party].map { WorkbookFormula.whole($0) } ?? .whole(0)
            guard let cap = caps[part.partner], let level = levels[party] else {
                coefficients[party] = weight
                continue
            }
            let isMet = WorkbookCondition.atLeast(divided.amount, .whole(level))
            let own = working.add(
                divided.clause,
                "\(working.name(party)) at its cap",
                .choice(isMet, then: .whole(cap.minorUnits), otherwise: .whole(0))
            )
            terms.add(own, to: party)
            atCap.append(own)
            coefficients[party] = working.add(
                divided.clause,
                "weight of \(working.name(party)) below its cap",
                .choice(isMet, then: .whole(0), otherwise: weight),
                isMoney: false
            )
        }
        let left = working.add(
            divided.clause,
            "what caps leave",
            .difference(divided.amount, .sum(atCap))
        )
        let sum = working.add(
            divided.clause,
            "weights below their caps",
            .sum(parts.compactMap { coefficients[.partner($0.partner)] }),
            isMoney: false
        )
        let nobodys = WorkbookFormula.choice(
            .equal(sum, .whole(0)),
            then: left,
            otherwise: .whole(0)
        )
        terms.add(nobodys, to: remainder)
        return terms.adding(
            DivisionTerms(
                [.init(amount: left, coefficients: coefficients)],
                over: .changing(sum, most: weights.sum)
            )
        )
    }

    /// The amount from which on each partner with a cap is at it.
    private static func levels(_ weights: WholeWeights, _ caps: [String: Money]) -> [Account: Int]?
    {
        struct Capped {
            let party: Account
            let cap: Int
            let weight: Int
        }
        var capped: [Capped] = []
        for (party, weight) in weights.weights {
            guard let partner = party.partner, let cap = caps[partner] else { continue }
            capped.append(Capped(party: party, cap: cap.minorUnits, weight: weight))
        }
        // cap / weight rising, without division; ties have the same level.
        guard capped.allSatisfy({ $0.weight > 0 && $0.cap >= 0 && $0.cap <= WorkbookFormula.limit })
        else { return nil }
        capped.sort { left, right in
            let one = left.cap.multipliedFullWidth(by: right.weight)
            let other = right.cap.multipliedFullWidth(by: left.weight)
            if one != other { return one < other }
            return left.party < right.party
        }
        var levels: [Account: Int] = [:]
        var met = 0
        var left = weights.sum
        for one in capped {
            // met + cap · left / weight, rounded up.
            let (product, isTooLarge) = one.cap.multipliedReportingOverflow(by: left)
            guard !isTooLarge, product < Int.max / 2 else { return nil }
            levels[one.party] = met + (product + one.weight - 1) / one.weight
            met += one.cap
            left -= one.weight
        }
        return levels
    }

    /// What a cap cuts off falls to whom it is left.
    mutating func cut(
        _ parts: [DivisionPlan.Part],
        _ caps: [String: Money],
        _ remainder: Account,
        _ divided: Divided
    ) -> DivisionTerms? {
        guard let weights = WholeWeights(parts) else { return nil }
        var coefficients: [Account: WorkbookFormula] = [:]
        var kept: [WorkbookFormula] = []
        for part in parts {
            let party = Account.partner(part.partner)
            guard let weight = weights.weights[party] else { continue }
            var own = WorkbookFormula.product(divided.amount, .whole(weight))
            if let cap = caps[part.partner] {
                let (most, isTooLarge) = cap.minorUnits.multipliedReportingOverflow(
                    by: weights.sum
                )
                guard !isTooLarge else { return nil }
                own = .least([own, .whole(most)])
            }
            coefficients[party] = working.add(
                divided.clause,
                "\(working.name(party)) up to its cap, in parts of \(weights.sum) to the penny",
                own,
                isMoney: false
            )
            kept.append(coefficients[party] ?? .whole(0))
        }
        let rest = working.add(
            divided.clause,
            "what caps cut off, in parts of \(weights.sum) to the penny",
            .difference(.product(divided.amount, .whole(weights.sum)), .sum(kept)),
            isMoney: false
        )
        coefficients[remainder] = .sum([coefficients[remainder] ?? .whole(0), rest])
        var terms = DivisionTerms(
            [.init(amount: .whole(1), coefficients: coefficients)],
            over: .fixed(weights.sum)
        )
        terms.isDirectOnly = true
        return terms
    }
}

import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Shares with caps.
extension DivisionFormulas {
    /// What a cap cuts off goes to the others in proportion, and so does what a floor asks for. Partners leave their
    /// floors and meet their caps one after the other, each at an amount that does not depend on the amount divided.
    mutating func capped(
        _ parts: [DivisionPlan.Part],
        _ caps: [String: Money],
        _ floors: [String: Money],
        _ remainder: Account,
        _ divided: Divided
    ) -> DivisionTerms? {
        guard let weights = WholeWeights(parts), let limits = Limits(weights, caps, floors),
            let withoutFloors = Limits(weights, caps, [:])
        else { return nil }
        // An amount below all floors together is divided as if there were none.
        let areFloorsMet = WorkbookCondition.atLeast(divided.amount, .whole(limits.floorSum))
        var terms = DivisionTerms()
        var fixed: [WorkbookFormula] = []
        var coefficients: [Account: WorkbookFormula] = [:]
        for part in parts {
            let party = Account.partner(part.partner)
            let weight = weights.weights[party].map { WorkbookFormula.whole($0) } ?? .whole(0)
            let cap = withoutFloors.capLevels[party].map { level in
                guard let most = caps[part.partner], let own = limits.capLevels[party] else {
                    preconditionFailure("\(part.partner) meets a cap at \(level) that it has not")
                }
                return (
                    isMet: WorkbookCondition.atLeast(
                        divided.amount,
                        level == own || limits.floorSum == 0
                            ? .whole(level)
                            : .choice(areFloorsMet, then: .whole(own), otherwise: .whole(level))
                    ), amount: WorkbookFormula.whole(most.minorUnits)
                )
            }
            var own: WorkbookFormula = .whole(0)
            var left = weight
            if let cap {
                own = .choice(cap.isMet, then: cap.amount, otherwise: own)
                left = .choice(cap.isMet, then: .whole(0), otherwise: left)
            }
            if let floor = floors[part.partner], let level = limits.floorLevels[party] {
                own = limits.choice(level, divided, at: .whole(floor.minorUnits), otherwise: own)
                left = limits.choice(level, divided, at: .whole(0), otherwise: left)
            }
            guard left != weight else {
                coefficients[party] = weight
                continue
            }
            let name = working.name(party)
            let words = floors[part.partner] == nil ? "at its cap" : "at its floor or cap"
            let amount = working.add(divided.clause, "\(name) \(words)", own)
            terms.add(amount, to: party)
            fixed.append(amount)
            coefficients[party] = working.add(
                divided.clause,
                floors[part.partner] == nil
                    ? "weight of \(name) below its cap"
                    : "weight of \(name) between its floor and its cap",
                left,
                isMoney: false
            )
        }
        let left = working.add(
            divided.clause,
            floors.isEmpty ? "what caps leave" : "what floors and caps leave",
            .difference(divided.amount, .sum(fixed))
        )
        let sum = working.add(
            divided.clause,
            floors.isEmpty ? "weights below their caps" : "weights between floors and caps",
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

    /// The amounts at which partners leave their floors and meet their caps, when all have what a common level gives
    /// them: weight times the level, but no less than the floor and no more than the cap.
    private struct Limits {
        /// What all floors need together.
        private(set) var floorSum = 0
        /// The largest amount of which each has its floor, rounded down.
        private(set) var floorLevels: [Account: Int] = [:]
        /// The amount from which on each has its cap, rounded up.
        private(set) var capLevels: [Account: Int] = [:]

        private struct Holder {
            let party: Account
            let weight: Int
            let floor: Int
            let cap: Int?
        }

        /// One thing for who is at its floor, between what all floors need and where its weight gives it more, and
        /// another for who is not.
        func choice(
            _ level: Int,
            _ divided: Divided,
            at: WorkbookFormula,
            otherwise: WorkbookFormula
        ) -> WorkbookFormula {
            .choice(
                .atLeast(divided.amount, .whole(floorSum)),
                then: .choice(
                    .less(.whole(level), divided.amount),
                    then: otherwise,
                    otherwise: at
                ),
                otherwise: otherwise
            )
        }

        /// Nil where numbers become too large.
        init?(_ weights: WholeWeights, _ caps: [String: Money], _ floors: [String: Money]) {
            var holders: [Holder] = []
            for (party, weight) in weights.weights {
                guard let partner = party.partner else { return nil }
                let floor = floors[partner]?.minorUnits ?? 0
                let cap = caps[partner]?.minorUnits
                let limits = [floor, cap ?? floor]
                guard weight > 0, floor <= cap ?? floor,
                    limits.allSatisfy({ (0...WorkbookFormula.limit).contains($0) })
                else { return nil }
                floorSum += floor
                holders.append(Holder(party: party, weight: weight, floor: floor, cap: cap))
            }
            for one in holders {
                if one.floor > 0 {
                    let all = Self.all(holders, at: one.floor, one.weight).floor
                    guard let level = Int(exactly: all) else { return nil }
                    floorLevels[one.party] = level
                }
                if let cap = one.cap {
                    let all = Self.all(holders, at: cap, one.weight).ceiling
                    guard let level = Int(exactly: all) else { return nil }
                    capLevels[one.party] = level
                }
            }
            let levels = Array(floorLevels.values) + Array(capLevels.values) + [floorSum]
            guard levels.allSatisfy({ $0 <= WorkbookFormula.limit }) else { return nil }
        }

        /// What all have when one whose weight is `weight` has `amount`.
        private static func all(_ holders: [Holder], at amount: Int, _ weight: Int) -> Rational {
            let level = Rational(amount) / Rational(weight)
            return holders.map { holder in
                let own = max(Rational(holder.floor), Rational(holder.weight) * level)
                return holder.cap.map { min(Rational($0), own) } ?? own
            }.sum()
        }
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

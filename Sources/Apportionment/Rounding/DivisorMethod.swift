import BigInt
import TopsliceExactArithmetic

/// A divisor method: units go one by one to the highest weight / δ(a), where a is the number of
/// units somebody has and δ(a), between a and a + 1, is where the method begins to round up.
///
/// Amounts in pence are far too large to hand out one by one. At a level λ everybody has claim to
/// the units with δ(a) < λ · weight; at the level of the exact quotas these come to the total but
/// for less than one unit a recipient, and only the difference is handed out or taken back.
struct DivisorMethod {
    private let method: ApportionmentMethod

    init(_ method: ApportionmentMethod) {
        self.method = method
    }

    func units(of division: WholeDivision) -> [Int] {
        let recipients = division.recipients
        let level = WaterLevel.level(of: division.vessels, holding: Rational(division.total))
        var units: [Int] = recipients.map { recipient in
            let entitled = unitCount(below: recipient.weight * level)
            let upper = division.upperBound(of: recipient)
            return Int(max(BigInt(recipient.floor), min(BigInt(upper), entitled)))
        }
        // Differences from the total are small, so sums of them are taken exactly and unsummed.
        var missing = Int((Rational(division.total) - units.map { Rational($0) }.sum()).floor)
        let isAdding = missing > 0
        var heap = Heap<Unit> { isAdding ? $0.outranks($1) : $1.outranks($0) }
        for index in recipients.indices {
            heap.insert(optional: next(index, units, division, isAdding: isAdding))
        }
        while missing != 0, let unit = heap.removeFirst() {
            let index = unit.recipient
            units[index] += isAdding ? 1 : -1
            missing += isAdding ? -1 : 1
            heap.insert(optional: next(index, units, division, isAdding: isAdding))
        }
        return units
    }

    /// The unit that a recipient would get next, or lose first; nil at a bound.
    private func next(
        _ index: Int,
        _ units: [Int],
        _ division: WholeDivision,
        isAdding: Bool
    ) -> Unit? {
        let recipient = division.recipients[index]
        if isAdding {
            guard units[index] < division.upperBound(of: recipient) else { return nil }
        } else {
            guard units[index] > recipient.floor else { return nil }
        }
        let number = isAdding ? units[index] : units[index] - 1
        return Unit(
            recipient: index,
            priority: Priority(value: priority(of: recipient.weight, having: number)),
            order: recipient.tieOrder
        )
    }

    /// Recipients between whose last and next units the method cannot tell.
    func tie(in division: WholeDivision) -> DivisionTie? {
        let units = units(of: division)
        let claims = division.recipients.indices.map { index in
            let recipient = division.recipients[index]
            let have = units[index]
            return DivisionTie.Claim(
                order: recipient.tieOrder,
                given: have > recipient.floor
                    ? Priority(value: priority(of: recipient.weight, having: have - 1)) : nil,
                refused: have < division.upperBound(of: recipient)
                    ? Priority(value: priority(of: recipient.weight, having: have)) : nil
            )
        }
        return DivisionTie(among: claims) { $0.isBelow($1) }
    }

    /// The rank of one unit of one recipient among all units of everybody.
    private struct Priority: Equatable {
        /// Nil for infinite: a first unit that the method gives to everybody.
        let value: Rational?

        func isBelow(_ other: Priority) -> Bool {
            guard let value else { return false }
            guard let otherValue = other.value else { return true }
            return value < otherValue
        }
    }

    /// One unit of one recipient with its rank among all units of everybody.
    private struct Unit {
        let recipient: Int
        let priority: Priority
        let order: TieOrder

        func outranks(_ other: Unit) -> Bool {
            priority == other.priority
                ? order.precedes(other.order) : other.priority.isBelow(priority)
        }
    }

    /// weight / δ(a), or its square for Hill, whose δ is a root; nil where δ(a) = 0.
    private func priority(of weight: Rational, having units: Int) -> Rational? {
        let have = Rational(units)
        switch method {
        case .jefferson: return weight / (have + 1)
        case .webster, .hamilton: return weight / (have * 2 + 1)
        case .adams: return units == 0 ? nil : weight / have
        case .dean: return units == 0 ? nil : weight / harmonicMean(have)
        case .hill: return units == 0 ? nil : weight * weight / (have * (have + 1))
        }
    }

    /// The number of units a with δ(a) < share.
    private func unitCount(below share: Rational) -> BigInt {
        guard share.isPositive else { return 0 }
        let whole = share.floor
        let base = Rational(whole)
        switch method {
        case .jefferson: return share.ceiling - 1
        case .webster, .hamilton: return max(0, (share - Rational(1) / 2).ceiling)
        case .adams: return share.ceiling
        case .dean: return harmonicMean(base) < share ? whole + 1 : whole
        case .hill: return base * (base + 1) < share * share ? whole + 1 : whole
        }
    }

    /// Of a and a + 1; zero for a = 0.
    private func harmonicMean(_ have: Rational) -> Rational {
        have * (have + 1) * 2 / (have * 2 + 1)
    }
}

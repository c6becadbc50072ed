import BigInt
public import TopsliceExactArithmetic

/// A whole number of units (pence, seats, households) to be divided in proportion to weights.
public struct WholeDivision: Sendable, Hashable {
    /// Below zero only where nobody has a floor or cap.
    public let total: Int
    public let recipients: [Recipient]

    public init(total: Int, recipients: [Recipient]) throws(ApportionmentError) {
        guard !recipients.isEmpty else { throw .noRecipients }
        var seen: Set<String> = []
        for recipient in recipients {
            guard seen.insert(recipient.id).inserted else {
                throw .recipientTwice(id: recipient.id)
            }
            try Self.check(recipient)
        }
        self.total = total
        self.recipients = recipients
        try checkTotal()
    }

    private static func check(_ recipient: Recipient) throws(ApportionmentError) {
        guard !recipient.weight.isNegative else {
            throw .negativeWeight(id: recipient.id, weight: recipient.weight)
        }
        guard recipient.floor >= 0 else {
            throw .negativeFloor(id: recipient.id, floor: recipient.floor)
        }
        if let cap = recipient.cap, cap < recipient.floor {
            throw .floorAboveCap(id: recipient.id, floor: recipient.floor, cap: cap)
        }
    }

    private func checkTotal() throws(ApportionmentError) {
        guard total >= 0 else {
            guard total != .min else { throw .tooLarge(what: "the total") }
            guard recipients.allSatisfy({ $0.floor == 0 && $0.cap == nil }) else {
                throw .boundsOnNegativeTotal(total: total)
            }
            guard recipients.contains(where: { $0.weight.isPositive }) else {
                throw .allWeightsZero
            }
            return
        }
        let floors = recipients.map { Rational($0.floor) }.sum()
        guard Rational(total) >= floors else {
            throw .totalBelowFloors(total: total, floors: floors.description)
        }
        guard Rational(total) == floors || recipients.contains(where: { $0.weight.isPositive })
        else { throw .allWeightsZero }
        let caps = recipients.map { Rational(upperBound(of: $0)) }.sum()
        guard Rational(total) <= caps else {
            throw .totalAboveCaps(total: total, caps: caps.description)
        }
    }

    /// The most a recipient can get: its cap, or everything; only its floor without a weight.
    func upperBound(of recipient: Recipient) -> Int {
        recipient.weight.isZero
            ? recipient.floor : max(recipient.floor, min(recipient.cap ?? total, total))
    }

    var vessels: [WaterLevel.Vessel] {
        recipients.map {
            WaterLevel.Vessel(
                slope: $0.weight,
                lower: Rational($0.floor),
                upper: Rational(upperBound(of: $0))
            )
        }
    }

    /// The exact share of each recipient: in proportion to weight, within floors and caps, what
    /// caps cut off re-spread over the others.
    public var quotas: [Rational] {
        if total < 0 {
            let perWeight = Rational(total) / recipients.map(\.weight).sum()
            return recipients.map { $0.weight * perWeight }
        }
        return WaterLevel.fill(vessels, with: Rational(total))
    }

    /// The whole units of each recipient, in the order of `recipients`; they sum to the total.
    ///
    /// Ties go to the larger weight, then to the identifier first by UTF-8 bytes. A total below
    /// zero is divided like the same total above zero.
    ///
    /// - Complexity: O(n log n) exact comparisons, whatever the total.
    public func units(by method: ApportionmentMethod) -> [Int] {
        if total < 0 { return mirrored.units(by: method).map { -$0 } }
        let units =
            method == .hamilton
            ? largestRemainders(quotas, order: recipients.map(\.tieOrder))
            : DivisorMethod(method).units(of: self)
        precondition(units.reduce(0, +) == total, "\(method) gives \(units) of \(total)")
        return units
    }

    var mirrored: WholeDivision {
        WholeDivision(uncheckedTotal: -total, recipients: recipients)
    }

    private init(uncheckedTotal total: Int, recipients: [Recipient]) {
        self.total = total
        self.recipients = recipients
    }
}

extension Recipient {
    var tieOrder: TieOrder { TieOrder(weight: weight, id: id) }
}

import TopsliceExactArithmetic

/// Recipients whose claims to the last units are exactly equal, so that not the method but a further order decided.
public struct DivisionTie: Sendable, Hashable {
    /// What decided among equals.
    public enum Order: Sendable, Hashable {
        /// The larger weight got the unit.
        case weight
        /// Weights are equal too: the identifier that is first by UTF-8 bytes got the unit.
        case identifier
    }

    /// Everybody with an equal claim, by the order that decided.
    public let contenders: [String]
    /// The contenders that got a unit; the first of them.
    public let winners: [String]
    public let order: Order

    /// How many units were to be had among the contenders.
    public var units: Int { winners.count }
}

extension WholeDivision {
    /// The tie that a method had to break, or nil where it decides by itself.
    ///
    /// - Complexity: as ``units(by:)``.
    public func tie(by method: ApportionmentMethod) -> DivisionTie? {
        if total < 0 { return mirrored.tie(by: method) }
        return method == .hamilton ? tieOfRemainders() : DivisorMethod(method).tie(in: self)
    }

    private func tieOfRemainders() -> DivisionTie? {
        let quotas = quotas
        let units = units(by: .hamilton)
        let claims = recipients.indices.map { index in
            let remainder = quotas[index] - Rational(quotas[index].floor)
            let isGiven = Rational(units[index]) > quotas[index]
            return DivisionTie.Claim(
                order: recipients[index].tieOrder,
                given: isGiven ? remainder : nil,
                refused: isGiven || remainder.isZero ? nil : remainder
            )
        }
        return DivisionTie(among: claims) { $0 < $1 }
    }
}

extension DivisionTie {
    /// How strong somebody's claim is to the last unit it got and to the next one it did not get.
    struct Claim<Strength: Equatable> {
        let order: TieOrder
        let given: Strength?
        let refused: Strength?
    }

    /// A tie is a refused unit with as good a claim as one that was given.
    init?<Strength: Equatable>(
        among claims: [Claim<Strength>],
        isWeaker: (Strength, Strength) -> Bool
    ) {
        guard let weakest = claims.compactMap(\.given).min(by: isWeaker),
            let strongest = claims.compactMap(\.refused).max(by: isWeaker),
            weakest == strongest
        else { return nil }
        func ordered(_ claims: [Claim<Strength>]) -> [TieOrder] {
            claims.map(\.order).sorted { $0.precedes($1) }
        }
        let winners = ordered(claims.filter { $0.given == weakest })
        let losers = ordered(claims.filter { $0.refused == weakest && $0.given != weakest })
        // Where nobody else wanted it there was nothing to break.
        guard let last = winners.last, let first = losers.first else { return nil }
        self.winners = winners.map(\.id)
        contenders = (winners + losers).map(\.id)
        order = last.weight == first.weight ? .identifier : .weight
    }
}

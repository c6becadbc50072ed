public import BigInt

extension Rational {
    /// The largest whole number not above self.
    public var floor: BigInt {
        switch storage {
        case .small(let numerator, let denominator):
            let quotient = numerator / denominator
            return BigInt(numerator % denominator < 0 ? quotient - 1 : quotient)
        case .big(let numerator, let denominator):
            let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
            return remainder.sign == .minus ? quotient - 1 : quotient
        }
    }

    /// The smallest whole number not below self.
    public var ceiling: BigInt {
        -((-self).floor)
    }

    /// self − floor(self), in 0 ..< 1.
    public var fractionalPart: Rational {
        self - Rational(floor)
    }

    /// The whole number that `rule` chooses.
    public func rounded(_ rule: RoundingRule) -> BigInt {
        let below = floor
        if isInteger { return below }
        switch rule {
        case .down: return below
        case .up: return below + 1
        case .towardZero: return isNegative ? below + 1 : below
        case .awayFromZero: return isNegative ? below : below + 1
        case .nearestOrEven, .nearestOrAwayFromZero:
            let doubledRest = (self - Rational(below)) * 2
            if doubledRest < .one { return below }
            if doubledRest > .one { return below + 1 }
            let lowerWins =
                rule == .nearestOrEven ? below.magnitude.isMultiple(of: 2) : isNegative
            return lowerWins ? below : below + 1
        }
    }
}

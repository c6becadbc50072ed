import BigInt
package import TopsliceExactArithmetic

/// How money of later years is made comparable with money today.
package struct Discounting: Sendable, Hashable {
    package let schedule: DiscountSchedule
    package let timing: DiscountTiming

    package init(schedule: DiscountSchedule, timing: DiscountTiming) {
        self.schedule = schedule
        self.timing = timing
    }

    /// What a pound of each year from 0 to the last is worth today, exactly: half a year's discount is a square
    /// root.
    package func factors(through last: Int) -> [RootSum] {
        var factors = [RootSum(.one)]
        let halves = Dictionary(
            uniqueKeysWithValues: Set(schedule.bands.map(\.rate)).map {
                ($0, RootSum(squareRootOf: 1 + $0))
            }
        )
        // Discounted to the beginning of the year.
        var begun = Rational.one
        for year in stride(from: 1, through: last, by: 1) {
            let rate = schedule.rate(ofYear: year)
            let growth = 1 + rate
            switch timing {
            case .yearEnds: factors.append(RootSum(begun / growth))
            case .midYears:
                guard let half = halves[rate] else { preconditionFailure("no root of \(growth)") }
                factors.append(half.scaled(by: begun / growth))
            case .firstYearUndiscounted: factors.append(RootSum(begun))
            }
            begun /= growth
        }
        return factors
    }

    /// What amounts by year are worth today, exactly.
    ///
    /// Band by band, from its last year to its first and in whole numbers, so that one fraction a band is brought to
    /// lowest terms instead of one a year.
    ///
    /// - Complexity: O(years) products of a number of O(years) digits by a small one.
    func worth(of amounts: [Int: Rational]) -> RootSum {
        let last = amounts.keys.max() ?? 0
        let scale = amounts.values.reduce(BigInt(1)) { scale, amount in
            scale / scale.greatestCommonDivisor(with: amount.denominator) * amount.denominator
        }
        var parts = [RootSum(amounts[0] ?? .zero)]
        var begun = Rational.one
        for (place, band) in schedule.bands.enumerated() where band.from <= last {
            let isLast = place + 1 == schedule.bands.count
            let end = isLast ? last : min(last, schedule.bands[place + 1].from - 1)
            let growth = 1 + band.rate
            var (sum, divisor) = (BigInt(0), BigInt(1))
            for year in stride(from: end, through: band.from, by: -1) {
                if let amount = amounts[year] {
                    sum += amount.numerator * (scale / amount.denominator) * divisor
                }
                sum *= growth.denominator
                divisor *= growth.numerator
            }
            let worth = Rational(sum) / Rational(divisor * scale) * begun
            switch timing {
            case .yearEnds: parts.append(RootSum(worth))
            case .midYears: parts.append(RootSum(squareRootOf: growth).scaled(by: worth))
            case .firstYearUndiscounted: parts.append(RootSum(worth * growth))
            }
            begun /= growth.power(UInt(end - band.from + 1))
        }
        return .sum(parts)
    }
}

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
        // Discounted to the beginning of the year.
        var begun = Rational.one
        for year in stride(from: 1, through: last, by: 1) {
            let growth = 1 + schedule.rate(ofYear: year)
            switch timing {
            case .yearEnds: factors.append(RootSum(begun / growth))
            case .midYears:
                factors.append(RootSum(squareRootOf: 1 / growth).scaled(by: begun))
            case .firstYearUndiscounted: factors.append(RootSum(begun))
            }
            begun /= growth
        }
        return factors
    }
}

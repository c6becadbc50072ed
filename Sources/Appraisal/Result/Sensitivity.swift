package import TopsliceExactArithmetic
import TopsliceMoney

/// What is moved while everything else stays.
package enum AppraisalNumber: Sendable, Hashable {
    /// All amounts of a row of costs.
    case cost(String)
    case benefit(String, BenefitFactor.Kind)
    /// Every rate of the schedule, in percentage points.
    case discountRates
}

/// What the case is worth at both ends of one number's range: a bar of a tornado.
package struct Sensitivity: Sendable {
    package let number: AppraisalNumber
    /// As stated: a part of one for costs and percentages, minor units for a unit cost, points for rates.
    package let low: Rational
    package let high: Rational
    /// Whether the case states the range; else the number is moved by the same part of itself as all others.
    package let isStated: Bool
    package let atLow: Worth
    package let atHigh: Worth

    /// How far the net worth moves, in minor units.
    var swing: Int { abs(atHigh.net.minorUnits - atLow.net.minorUnits) }

    /// Every number of the case, those that move it furthest first; of equal ones in the order of the case.
    static func all(_ values: PresentValues) throws(MoneyError) -> [Sensitivity] {
        var bars: [Sensitivity] = []
        for (place, row) in values.terms.costs.enumerated() {
            bars.append(try cost(row, place, values))
        }
        for (place, row) in values.terms.benefits.enumerated() {
            for factor in row.factors where !factor.value.isZero || factor.range != nil {
                bars.append(try benefit(row, factor, place, values))
            }
        }
        bars.append(try rates(values))
        return bars.enumerated().sorted {
            $0.element.swing == $1.element.swing
                ? $0.offset < $1.offset : $0.element.swing > $1.element.swing
        }.map(\.element)
    }

    private static func cost(
        _ row: CostRow,
        _ place: Int,
        _ values: PresentValues
    ) throws(MoneyError) -> Sensitivity {
        let part = values.terms.sensitivity
        let range = row.range ?? (1 - part)...(1 + part)
        let currency = values.terms.currency
        return Sensitivity(
            number: .cost(row.id),
            low: range.lowerBound,
            high: range.upperBound,
            isStated: row.range != nil,
            atLow: try Worth(values.worth(multiplying: place, by: range.lowerBound), currency),
            atHigh: try Worth(values.worth(multiplying: place, by: range.upperBound), currency)
        )
    }

    private static func benefit(
        _ row: BenefitRow,
        _ factor: BenefitFactor,
        _ place: Int,
        _ values: PresentValues
    ) throws(MoneyError) -> Sensitivity {
        let range = factor.range ?? factor.moved(by: values.terms.sensitivity)
        func worth(_ value: Rational) throws(MoneyError) -> Worth {
            try Worth(
                values.worth(replacing: place, by: row.annual(factor.kind, at: value)),
                values.terms.currency
            )
        }
        return Sensitivity(
            number: .benefit(row.id, factor.kind),
            low: range.lowerBound,
            high: range.upperBound,
            isStated: factor.range != nil,
            atLow: try worth(range.lowerBound),
            atHigh: try worth(range.upperBound)
        )
    }

    private static func rates(_ values: PresentValues) throws(MoneyError) -> Sensitivity {
        let discounting = values.terms.discounting
        func worth(_ points: Rational) throws(MoneyError) -> Worth {
            let moved = Discounting(
                schedule: discounting.schedule.moved(by: points),
                timing: discounting.timing
            )
            return try Worth(PresentValues(values.terms, moved).whole, values.terms.currency)
        }
        return Sensitivity(
            number: .discountRates,
            low: -1,
            high: 1,
            isStated: false,
            atLow: try worth(-1),
            atHigh: try worth(1)
        )
    }
}

extension BenefitFactor {
    /// The value less and plus a part of itself, within what it may be.
    func moved(by part: Rational) -> ClosedRange<Rational> {
        let step = value.magnitude * part
        guard let limits = kind.limits else { return (value - step)...(value + step) }
        return max(limits.lowerBound, value - step)...min(limits.upperBound, value + step)
    }
}

package import TopsliceExactArithmetic

/// The value of one number, all others unchanged, at which the case is worth exactly nothing.
package struct SwitchingValue: Sendable, Hashable {
    package let number: AppraisalNumber
    /// As stated in the case; one for a row of costs.
    package let value: Rational
    /// Nil where no value brings the net worth to zero.
    package let switching: Rational?
    /// Whether the number may have that value at all: no share is above 100%.
    package let isPossible: Bool

    static func all(_ values: PresentValues) -> [SwitchingValue] {
        let net = values.whole.net
        var list = zip(values.terms.costs, values.costs).map { row, worth in
            let switching = net.quotient(by: worth).map { 1 + $0 }
            return SwitchingValue(
                number: .cost(row.id),
                value: .one,
                switching: switching,
                isPossible: switching.map { !$0.isNegative } ?? false
            )
        }
        for (row, worth) in zip(values.terms.benefits, values.benefits) {
            // The product may lose this part of itself before nothing is left.
            let part = net.quotient(by: worth).map { 1 - $0 }
            for factor in row.factors {
                let switching = part.map {
                    factor.kind.isReduction ? 1 - factor.multiplier * $0 : factor.value * $0
                }
                list.append(
                    SwitchingValue(
                        number: .benefit(row.id, factor.kind),
                        value: factor.value,
                        switching: switching,
                        isPossible: switching.map(factor.kind.allows) ?? false
                    )
                )
            }
        }
        return list
    }
}

extension BenefitFactor.Kind {
    func allows(_ value: Rational) -> Bool {
        limits.map { $0.contains(value) } ?? !value.isNegative
    }
}

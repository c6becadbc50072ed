package import TopsliceExactArithmetic
import TopsliceMoney

/// What the case is worth at the ends of the intervals of its measured impacts.
///
/// Where several impacts have intervals, all are at their worse ends together and then all at their better ends: the
/// widest that the intervals allow, not the interval of their sum.
package struct ImpactInterval: Sendable {
    /// The rows with an interval.
    package let rows: [String]
    /// Of the intervals, where all state the same one.
    package let confidence: Rational?
    package let low: Worth
    package let high: Worth

    /// Nil where no impact has an interval.
    init?(_ values: PresentValues) throws(MoneyError) {
        var rows: [String] = []
        var confidences: Set<Rational?> = []
        var (low, high) = (values.benefits, values.benefits)
        for (place, row) in values.terms.benefits.enumerated() {
            guard let range = row.factors.first(where: { $0.kind == .impact })?.range else {
                continue
            }
            let full = values.fullYears[place]
            let ends = [range.lowerBound, range.upperBound].map {
                full.scaled(by: row.annual(.impact, at: $0))
            }.sorted(by: <)
            (low[place], high[place]) = (ends[0], ends[1])
            rows.append(row.id)
            confidences.insert(row.confidence)
        }
        guard !rows.isEmpty else { return nil }
        self.rows = rows
        confidence = confidences.count == 1 ? confidences.first ?? nil : nil
        func worth(_ benefits: [RootSum]) throws(MoneyError) -> Worth {
            try Worth(
                ExactWorth(costs: values.whole.costs, benefits: .sum(benefits)),
                values.terms.currency
            )
        }
        self.low = try worth(low)
        self.high = try worth(high)
    }
}

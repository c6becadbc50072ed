package import TopsliceExactArithmetic
package import TopsliceMoney

/// A figure of the year, as formulas find it.
package struct FigureName: Sendable, Hashable {
    package let name: String
    /// Nil for a single figure.
    package let part: String?

    package init(name: String, part: String?) {
        self.name = name
        self.part = part
    }
}

/// A weight that follows figures of the year, in their smallest units, or in pence beside amounts that do not change.
package struct FigureWeight: Sendable, Hashable {
    package let partner: String
    /// What does not change.
    package let fixed: Int
    package let figures: [FigureName]
}

/// A contribution whose amount is a figure of the year.
package struct FigureContribution: Sendable, Hashable {
    package let partner: String
    package let figure: FigureName
    /// As settled, in pence.
    package let settled: Money
    package let isAligned: Bool
    package let isIntoRiskPool: Bool
    /// The phase for which it is due; nil for once over the term.
    package let phase: String?
}

/// An amount of the agreement, which may be a figure of the year, as many times as a factor says.
package struct PlannedAmount: Sendable, Hashable {
    /// Before the factor, in pence.
    package let settled: Money
    /// Nil for an amount that stands in the agreement itself.
    package let figure: FigureName?
    package let factor: Rational

    init(_ settled: Money, _ figure: FigureName? = nil, times factor: Rational = .one) {
        self.settled = settled
        self.figure = figure
        self.factor = factor
    }

    /// In pence, as settled.
    package var exact: Rational { Rational(settled) * factor }

    /// The same for each of so many parts.
    package func per(_ parts: Int) -> Self {
        PlannedAmount(settled, figure, times: factor / Rational(parts))
    }
}

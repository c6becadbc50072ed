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

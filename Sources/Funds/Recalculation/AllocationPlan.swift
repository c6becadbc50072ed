package import TopsliceExactArithmetic
package import TopsliceMoney

/// How a pool that is paid out follows from what members collected for it.
package struct AllocationPlan: Sendable, Hashable {
    /// Its place in ``Settlement/allocations``.
    package let place: Int
    /// What is divided; nil for what members pay in.
    package let amount: Money?
    /// The figure of the year that it is.
    package let amountFigure: FigureName?
    /// Whoever pays in, in the order of identifiers.
    package let members: [String]
    package let first: [PoolAllocation.FirstCall]
    /// Of each of them the figures of the year that its amounts are, by partner; nil where they are none.
    package let firstFigures: [[String: FigureName]?]
    package let parts: [Part]

    package struct Part: Sendable, Hashable {
        package let name: String
        /// A part of one.
        package let part: Rational
        package let recipients: Recipients
    }

    package enum Recipients: Sendable, Hashable {
        /// In fixed parts; they sum to one.
        case fixed([DivisionPlan.Part])
        /// In proportion to weights that follow figures of the year; `settled` are the parts as they were settled.
        case weighted([FigureWeight], settled: [DivisionPlan.Part])
        /// In proportion to what each paid in.
        case receipts
        case account(Account)
    }
}

/// How transfers that leave nobody worse off follow from costs or income.
package struct CompensationPlan: Sendable, Hashable {
    /// Its place in ``Settlement/compensations``.
    package let place: Int
    /// Everybody who may be made good, in the order of identifiers, with what its costs or income are compared
    /// with, contributions included.
    package let positions: [Position]
    package let isIncome: Bool
    package let gain: [DivisionPlan.Part]
    package let sharesLosses: Bool

    package struct Position: Sendable, Hashable {
        package let partner: String
        /// What it is better off by before its rows count, in pence.
        package let before: Money
        /// The figure of the year that its costs or income are compared with, if it is one.
        package let figure: FigureName?
        /// The same as settled, in pence.
        package let settled: Money
        /// Of its contributions, which count as costs, those that are figures of the year.
        package let contributions: [FigureContribution]
    }
}

/// What a provider passes on of what it is paid.
package struct ChainPlan: Sendable, Hashable {
    package let prime: String
    package let clause: String
    /// Places in ``Settlement/lines`` of the lines it delivers.
    package let lines: [Int]
    /// Parts of each subcontractor; the prime keeps the rest.
    package let parts: [DivisionPlan.Part]
    package let kept: Rational
}

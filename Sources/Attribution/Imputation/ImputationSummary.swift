package import TopsliceCohortData

/// What was imputed, and what its uncertainty adds.
package struct ImputationSummary: Sendable, Equatable, Codable {
    package let plan: ImputationPlan
    /// Columns with gaps, in the order of the covariates.
    package let columns: [Column]
    /// In the order of the agencies, and of what they caused together: the part of the variance that is there because values are
    /// missing, 0 to 1 (λ of van Buuren 2018, 2.24); nil where some table does not identify it.
    package let missingShares: [Double?]
    package let missingShareOfTotal: Double?
    /// In the order of the agencies: how far a contribution would move were others drawn, as a standard error of its own.
    package let drawErrors: [Double]

    package struct Column: Sendable, Equatable, Codable {
        package let name: String
        package let people: Int
        /// The same by agency.
        package let arms: [ArmCount]

        package init(name: String, people: Int, arms: [ArmCount]) {
            self.name = name
            self.people = people
            self.arms = arms
        }
    }

    package init(
        plan: ImputationPlan,
        columns: [Column],
        missingShares: [Double?],
        missingShareOfTotal: Double?,
        drawErrors: [Double]
    ) {
        self.plan = plan
        self.columns = columns
        self.missingShares = missingShares
        self.missingShareOfTotal = missingShareOfTotal
        self.drawErrors = drawErrors
    }

    /// As many tables as hundredths of the variance that are due to what is missing (White, Royston and Wood 2011).
    package var tablesWanted: Int {
        Int(
            (100 * (missingShares + [missingShareOfTotal]).compactMap { $0 }.reduce(0, max))
                .rounded(.up)
        )
    }
}

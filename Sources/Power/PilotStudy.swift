package import TopsliceAttribution

/// What a study that was made says about one that is planned: contributions and how they vary together.
///
/// Amounts are outcome per person of the whole cohort, as `topslice attribute` gives them.
package struct PilotStudy: Sendable, Equatable {
    package struct Agency: Sendable, Equatable {
        package let name: String
        package let contribution: Double
        /// Nil where the data do not identify the contribution.
        package let standardError: Double?
        /// Of Student's t; infinity where the pilot gives none.
        package let degreesOfFreedom: Double

        package init(
            name: String,
            contribution: Double,
            standardError: Double?,
            degreesOfFreedom: Double
        ) {
            self.name = name
            self.contribution = contribution
            self.standardError = standardError
            self.degreesOfFreedom = degreesOfFreedom
        }
    }

    package let outcome: String
    /// Whether the outcome is 0 or 1, so that means are rates.
    package let isProportion: Bool
    /// What its numbers count, as the study has it; nil where nothing is said.
    package let unit: String?
    package let people: Int
    /// Nil where people count as independent.
    package let clusters: Int?
    package let deadweight: Double
    /// All agencies together.
    package let total: Agency
    package let agencies: [Agency]
    /// Of the contributions, a row an agency.
    package let covariance: [[Double]]
    package let confidenceLevel: Double
    /// What may be claimed from it.
    package let standing: Verdict.Standing

    /// What people read instead of the names of its outcome and agencies.
    package var labels: [String: String] = [:]

    package func label(_ name: String) -> String { labels[name] ?? name }

    package init(
        outcome: String,
        isProportion: Bool,
        unit: String? = nil,
        people: Int,
        clusters: Int?,
        deadweight: Double,
        total: Agency,
        agencies: [Agency],
        covariance: [[Double]],
        confidenceLevel: Double,
        standing: Verdict.Standing
    ) {
        precondition(
            covariance.count == agencies.count
                && covariance.allSatisfy { $0.count == agencies.count },
            "a covariance of \(covariance.count) rows for \(agencies.count) agencies"
        )
        self.outcome = outcome
        self.isProportion = isProportion
        self.unit = unit
        self.people = people
        self.clusters = clusters
        self.deadweight = deadweight
        self.total = total
        self.agencies = agencies
        self.covariance = covariance
        self.confidenceLevel = confidenceLevel
        self.standing = standing
    }

    /// Parts of what all caused together; nil where that is zero.
    package var shares: [Double]? {
        total.contribution == 0 ? nil : agencies.map { $0.contribution / total.contribution }
    }

    /// The covariance of each contribution with the total.
    var covariancesWithTotal: [Double] { covariance.map { $0.reduce(0, +) } }
}

internal import TopsliceAttribution
internal import TopsliceBenefits
internal import TopsliceCohortData
internal import TopsliceReports
package import TopsliceStudies

/// Who caused how much of an outcome: the contribution of each agency with its uncertainty, the game they come from, and how
/// far the data support it.
///
/// Every amount is outcome per person of the whole cohort, so that contributions, claims and totals add.
public struct Attribution: Sendable {
    package let run: AttributionRequest.Run
    package let threads: Int
    let report: TopsliceReports.AttributionReport

    /// Attributes the outcome of a cohort.
    ///
    /// - Parameters:
    ///   - cohort: the people, and what is asked of them.
    ///   - confidenceLevel: coverage of the intervals, between 0 and 1.
    ///   - threads: how many work on it; the same number gives the same bytes.
    /// - Complexity: as many passes over the rows as the model needs, in constant memory; O(2ᵃ) for a person served by a agencies.
    public init(
        of cohort: Cohort,
        confidenceLevel: Double = 0.95,
        threads: Int = 2
    ) throws(TopsliceError) {
        self.threads = threads
        (run, report) = try TopsliceError.wrapping {
            let request = AttributionRequest(
                source: cohort.source,
                study: cohort.study.contract,
                analysis: .init(),
                confidenceLevel: confidenceLevel,
                threads: threads
            )
            let worths = try BenefitPlan(request.allWorths)
            let run = try request.run(hashing: true)
            return (
                run, try TopsliceReports.AttributionReport(run, worths, threads: threads)
            )
        }
    }

    /// People analysed: rows without anything missing.
    public var people: Int { run.result.people }

    /// Distinct clusters, or nil where errors are not clustered.
    public var clusters: Int? { run.result.clusters }

    /// In the order the agencies were asked for.
    public var contributions: [Contribution] { run.result.contributions.map(Contribution.init) }

    /// The mean outcome had no agency acted, v(∅).
    public var deadweight: Estimate { Estimate(run.result.total.deadweight) }

    /// The mean outcome as it was, v(N).
    public var observed: Estimate { Estimate(run.result.total.observed) }

    /// What the agencies caused together, v(N) − v(∅).
    public var together: Estimate { Estimate(run.result.total.attributable) }

    /// The whole game: every set of agencies.
    public var coalitions: [Coalition] { run.result.coalitions.map(Coalition.init) }

    /// One agency's part.
    public struct Contribution: Sendable, Hashable {
        /// As its column is called.
        public let agency: String
        /// How many people it served.
        public let served: Int
        /// Its Shapley value: what it caused. Below zero it did harm.
        public let shapley: Estimate
        /// The same per person it served, rather than per person of the cohort.
        public let perServed: Estimate
        /// Two-sided p-value once all agencies are tested at once (Holm 1979).
        public let holmPValue: Double?
        /// Its part of what all caused together; nil where that is nothing.
        public let share: Estimate?
        /// What it would have caused alone.
        public let firstIn: Estimate
        /// What would be lost without it.
        public let lastIn: Estimate

        init(_ contribution: AttributionResult.AgencyContribution) {
            agency = contribution.agency
            served = contribution.served
            shapley = Estimate(contribution.shapley)
            perServed = Estimate(contribution.perServed)
            holmPValue = contribution.holmPValue
            share = contribution.share.map { Estimate($0) }
            firstIn = Estimate(contribution.firstIn)
            lastIn = Estimate(contribution.lastIn)
        }
    }

    /// A set of agencies and the mean outcome had only they acted.
    public struct Coalition: Sendable, Hashable {
        public let agencies: [String]
        public let value: Double
        /// Nil where it is not known.
        public let standardError: Double?
        /// Part of the people, 0 to 1, whose outcome under this coalition is an extrapolation: nobody like them was seen with just
        /// these agencies.
        public let unsupportedShare: Double

        init(_ coalition: AttributionResult.CoalitionValue) {
            agencies = coalition.members
            value = coalition.value
            standardError = coalition.standardError
            unsupportedShare = coalition.unsupportedShare
        }
    }

    /// A number with its uncertainty.
    public struct Estimate: Sendable, Hashable {
        public let value: Double
        /// Nil where the data do not identify the number.
        public let standardError: Double?
        /// At the confidence level asked for; nil where the data do not identify the number, or, of a share, do not bound it.
        public let interval: ClosedRange<Double>?
        /// Two-sided, of the hypothesis that the number is zero; nil where there is none.
        public let pValue: Double?

        init(_ estimate: TopsliceAttribution.Estimate) {
            value = estimate.value
            standardError = estimate.standardError
            interval = estimate.uncertainty.map { $0.confidenceLow...$0.confidenceHigh }
            pValue = estimate.pValue
        }

        init(_ share: ShareEstimate) {
            value = share.value
            standardError = share.standardError
            interval = share.interval?.bounds.map { $0.low...$0.high }
            pValue = nil
        }
    }
}

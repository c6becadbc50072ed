internal import TopsliceCooperativeGames

/// A cohort made to a plan: its rows, and what its agencies truly caused.
///
///     let cohort = try SimulatedCohort(.standard(.targeted))
///     try cohort.write(threads: 2) { bytes in … }
///     print(cohort.truth().json())
package struct SimulatedCohort: Sendable {
    private let model: CohortModel

    /// - Throws: `SimulationError` where the plan cannot be carried out.
    package init(_ plan: SimulationPlan) throws(SimulationError) {
        model = try CohortModel(plan)
    }

    package var plan: SimulationPlan { model.plan }

    /// The columns of the file, in their order.
    package var columns: [String] { CohortFormat.columns(of: model.plan) }

    /// Writes the cohort as CSV, header first, in pieces of about 4 MiB: memory does not grow with the people.
    ///
    /// - Parameters:
    ///   - threads: how many threads make rows; the bytes are the same for any number.
    ///   - progress: told the number of people written so far, after each piece.
    ///   - sink: takes the pieces in order.
    /// - Throws: only what `sink` throws.
    package func write(
        threads: Int = 1,
        progress: (Int) -> Void = { _ in },
        to sink: ByteSink
    ) throws {
        try CohortFormat(model).write(threads: threads, progress: progress, to: sink)
    }

    /// The exact truth of the law that makes the people.
    ///
    /// - Complexity: see `TruthSums`; milliseconds for four agencies, seconds for ten in 150 areas.
    package func truth() throws -> SimulationTruth {
        try SimulationTruth(model)
    }
}

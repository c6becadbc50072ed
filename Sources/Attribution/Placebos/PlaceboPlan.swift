/// How a design is tried where nothing is to be found.
package struct PlaceboPlan: Sendable, Equatable {
    /// The same design is asked of this column, measured before any agency served; nil for none.
    package var outcome: String?
    /// How often the labels of agencies are permuted; 0 for not at all.
    package var permutations: Int
    /// How often an agency that does nothing is made up; 0 for not at all.
    package var nullAgencies: Int
    package var seed: UInt64

    package init(
        outcome: String? = nil,
        permutations: Int = 0,
        nullAgencies: Int = 0,
        seed: UInt64 = 1
    ) {
        precondition(
            permutations >= 0 && nullAgencies >= 0,
            "\(permutations) permutations, \(nullAgencies) null agencies"
        )
        self.outcome = outcome
        self.permutations = permutations
        self.nullAgencies = nullAgencies
        self.seed = seed
    }

    /// Whether people are drawn anew, who must be in memory for it.
    package var hasTrials: Bool { permutations > 0 || nullAgencies > 0 }
}

extension AttributionProblem {
    /// Refuses placebos that cannot be tried, before a file is read.
    func validatePlacebos() throws(AttributionError) {
        guard let placebos else { return }
        if placebos.nullAgencies > 0, agencies.count >= Self.mostAgencies {
            throw .tooManyAgenciesForNullAgency(count: agencies.count, limit: Self.mostAgencies)
        }
        guard let column = placebos.outcome else { return }
        guard column != outcome else { throw .placeboIsOutcome(column) }
        for other in [cluster, weights].compactMap({ $0 }) where other == column {
            throw .repeatedColumn(column, role: "placebo outcome and cluster or weights")
        }
        try placebo(outcome: column).validate()
    }

    /// The same question of a column that no agency can have moved: nothing is to be found.
    ///
    /// A covariate that is asked about is no longer compared (Imbens and Rubin 2015, chapter 21).
    package func placebo(outcome column: String) -> AttributionProblem {
        var placebo = self
        placebo.outcome = column
        placebo.covariates.removeAll { $0 == column }
        placebo.categorical.remove(column)
        placebo.linear.remove(column)
        placebo.splines.remove(column)
        placebo.agencyBy.removeAll { $0 == column }
        (placebo.before, placebo.times, placebo.exposure) = (nil, nil, nil)
        placebo.family = nil
        if placebo.covariates.isEmpty { placebo.imputation = nil }
        return placebo.withoutExtras
    }

    /// The same question and nothing besides its contributions.
    var withoutExtras: AttributionProblem {
        var plain = self
        (plain.placebos, plain.trigger, plain.crossCheck) = (nil, nil, nil)
        (plain.referrals, plain.unions, plain.restricts) = ([], [], false)
        return plain
    }
}

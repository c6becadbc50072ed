/// What came of looking where nothing is to be found.
///
/// A placebo that finds something shows that the design finds what is not there; one that finds nothing does not show that the design is
/// right, as a hidden reason need not bear on what was looked at.
package struct Placebos: Sendable, Equatable, Codable {
    package var outcome: PlaceboOutcome?
    package var permuted: PermutedLabels?
    package var nullAgencies: NullAgencies?

    package init(
        outcome: PlaceboOutcome? = nil,
        permuted: PermutedLabels? = nil,
        nullAgencies: NullAgencies? = nil
    ) {
        self.outcome = outcome
        self.permuted = permuted
        self.nullAgencies = nullAgencies
    }

    /// The placebos that found what is not there.
    package var grounds: [Verdict.Ground] {
        var grounds: [Verdict.Ground] = []
        func judge(_ rule: Verdict.Rule, _ value: Double?, fails: (Double, Double) -> Bool) {
            guard let value, let threshold = rule.threshold, fails(value, threshold) else { return }
            grounds.append(Verdict.Ground(rule, value: value))
        }
        // What is compared in the answer is not what the placebo left out.
        if let outcome, !outcome.isCovariate {
            judge(.placeboOutcome, outcome.smallestPValue, fails: <)
        }
        judge(.permutedLabels, permuted?.findings?.foundPart, fails: >=)
        judge(.nullAgency, nullAgencies?.heldPart, fails: <)
        return grounds
    }
}

/// The same design asked of an outcome measured before any agency served.
package struct PlaceboOutcome: Sendable, Equatable, Codable {
    package let column: String
    /// Whether it is one of the covariates, which the placebo then leaves out: that the others alone do not make people alike in it is no
    /// fault of a design that compares it.
    package let isCovariate: Bool
    /// Whether it is 0 or 1 throughout.
    package let isProportion: Bool
    package var people: Int
    /// In the order of the agencies, per person of the cohort.
    package let contributions: [Estimate]
    /// Their p-values once all are tested at once (Holm 1979).
    package let holmPValues: [Double?]
    package let together: Estimate

    package init(
        column: String,
        isCovariate: Bool,
        isProportion: Bool,
        people: Int,
        contributions: [Estimate],
        holmPValues: [Double?],
        together: Estimate
    ) {
        self.column = column
        self.isCovariate = isCovariate
        self.isProportion = isProportion
        self.people = people
        self.contributions = contributions
        self.holmPValues = holmPValues
        self.together = together
    }

    package var smallestPValue: Double? { holmPValues.compactMap { $0 }.min() }
}

/// What labels give that were permuted among people alike, so that nobody caused anything by them.
package struct PermutedLabels: Sendable, Equatable, Codable {
    /// Permutations that gave an attribution, and those that gave none.
    package let count: Int
    package let refused: Int
    /// Nil where none gave one.
    package let findings: Findings?

    package struct Findings: Sendable, Equatable, Codable {
        /// The largest contribution, harm or not, by the labels as they are, and the one that 95 in 100 permutations stay within.
        package let observedLargest: Double
        package let usualLargest: Double
        /// Of the largest contribution in standard errors: the part of permutations, the observed labels among them, with one as large
        /// (Phipson and Smyth 2010). In standard errors it is right also where people alike are not quite alike (Chung and Romano 2013).
        package let pValue: Double
        /// The part of permutations some contribution of which is told from nothing, all agencies being tested at once.
        package let foundPart: Double

        package init(
            observedLargest: Double,
            usualLargest: Double,
            pValue: Double,
            foundPart: Double
        ) {
            self.observedLargest = observedLargest
            self.usualLargest = usualLargest
            self.pValue = pValue
            self.foundPart = foundPart
        }
    }

    package init(count: Int, refused: Int, findings: Findings?) {
        self.count = count
        self.refused = refused
        self.findings = findings
    }
}

/// What agencies were given that were made up: each served people by the chances of a real one given the covariates, and did nothing.
package struct NullAgencies: Sendable, Equatable, Codable {
    /// Those that gave no attribution.
    package let refused: Int
    /// By the agency they were like, in the order of the agencies.
    package let agencies: [Line]

    package struct Line: Sendable, Equatable, Codable {
        package let count: Int
        /// Those whose interval holds nothing.
        package let held: Int
        /// Of contributions per person of the cohort, and of their standard errors; nil where there are none.
        package let meanContribution: Double?
        package let meanError: Double?

        package init(count: Int, held: Int, meanContribution: Double?, meanError: Double?) {
            self.count = count
            self.held = held
            self.meanContribution = meanContribution
            self.meanError = meanError
        }
    }

    package init(refused: Int, agencies: [Line]) {
        self.refused = refused
        self.agencies = agencies
    }

    package var count: Int { agencies.reduce(0) { $0 + $1.count } }
    package var held: Int { agencies.reduce(0) { $0 + $1.held } }
    /// Nil where none gave an attribution.
    package var heldPart: Double? { count == 0 ? nil : Double(held) / Double(count) }
}

extension CohortAttribution.Outcome {
    /// The same with what came of placebos, and a verdict that knows of it.
    package mutating func take(_ placebos: Placebos) {
        result.placebos = placebos
        result.verdict = result.verdict.adding(placebos.grounds)
    }
}

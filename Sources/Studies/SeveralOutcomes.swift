package import TopsliceAttribution
package import TopsliceCohortData
package import TopsliceOptions

/// What was found of several outcomes, with what each is worth to whom.
package struct SeveralOutcomes: Sendable {
    /// In the order asked for.
    package private(set) var outcomes: [One]
    package let effects: JointEffects

    package struct One: Sendable {
        package let problem: AttributionProblem
        package fileprivate(set) var outcome: CohortAttribution.Outcome
        package let worth: OutcomeWorth

        package var name: String { problem.outcome }
    }

    init(
        _ found: OutcomesAttribution.Outcomes,
        _ problems: [AttributionProblem],
        study: Study?
    ) {
        effects = found.effects
        outcomes = zip(problems, found.outcomes).map {
            One(
                problem: $0,
                outcome: $1,
                worth: OutcomeWorth($0.outcome, study?.column($0.outcome))
            )
        }
    }
}

extension SeveralOutcomes {
    /// The same with what was found of the main outcome besides.
    func with(main: CohortAttribution.Outcome) -> SeveralOutcomes {
        var several = self
        several.outcomes[0].outcome = main
        return several
    }
}

/// What the study says that an outcome is worth, and to whom.
package struct OutcomeWorth: Sendable, Equatable {
    package let outcome: String
    /// As it is written; nil where nothing is said.
    package let unit: Stated<String>?
    /// What one of it is worth, as it is written; nil where nothing is said.
    package let worth: Stated<String>?
    /// The column where nobody is named.
    package let beneficiary: String
    /// Whether less of the outcome is what benefits.
    package let benefitsByFalling: Bool

    package var unitText: String? { unit?.value }

    package init(_ outcome: String, _ column: StudyColumn?) {
        self.outcome = outcome
        unit = column?.unit
        worth = column?.worth
        beneficiary = column?.beneficiary ?? outcome
        benefitsByFalling = column?.benefitsByFalling ?? false
    }
}

extension AttributionRequest {
    /// What each outcome is worth, one or several, known before anything is read.
    package var allWorths: [OutcomeWorth] {
        analysis.over(study?.analysis ?? StudyAnalysis()).outcomeNames.map {
            OutcomeWorth($0, study?.column($0))
        }
    }

    /// What each of several outcomes is worth, known before anything is read; nil for one outcome.
    package var worths: [OutcomeWorth]? {
        analysis.over(study?.analysis ?? StudyAnalysis()).outcomes?.map {
            OutcomeWorth($0, study?.column($0))
        }
    }
}

extension StudyAnalysis {
    /// Refuses what is not said of one of the outcomes, and outcomes that are not each its own.
    func validateOutcomes() throws(OutcomesError) {
        try refuse(times, .times)
        try refuse(before, .before)
        try refuse(trigger, .trigger)
        for named in families ?? [] where !outcomeNames.contains(named.outcome) {
            throw .familyOfNoOutcome(named.outcome)
        }
        guard outcomes != nil else { return }
        var seen: Set<String> = []
        for name in outcomeNames where !seen.insert(name).inserted {
            throw .repeated(name)
        }
        if let exposure, !outcomeNames.contains(where: { family(of: $0) == .poisson }) {
            throw .exposureWithoutCounts(exposure)
        }
    }
}

extension StudyAnalysis {
    /// Refuses a value that may be meant of any of several outcomes, or is said of none of them.
    fileprivate func refuse<Value>(
        _ stated: OfOutcomes<Value>?,
        _ option: OutcomesError.Option
    ) throws(OutcomesError) {
        switch stated {
        case nil: return
        case .one:
            if outcomes != nil { throw .ofWhichOutcome(option, such: outcomeNames[0]) }
        case .each(let named):
            var seen: Set<String> = []
            for one in named {
                guard outcomeNames.contains(one.outcome) else {
                    throw .ofNoOutcome(option, one.outcome)
                }
                guard seen.insert(one.outcome).inserted else {
                    throw .twice(option, one.outcome)
                }
            }
        }
    }
}

/// Several outcomes that cannot be attributed in one run.
package enum OutcomesError: Error, Equatable, CustomStringConvertible {
    case repeated(String)
    case familyOfNoOutcome(String)
    /// Nothing says of which of the outcomes it is meant.
    case ofWhichOutcome(Option, such: String)
    case ofNoOutcome(Option, String)
    case twice(Option, String)
    case exposureWithoutCounts(String)

    /// An option of which each outcome has its own.
    package enum Option: String, Sendable {
        case times
        case before
        case trigger

        /// What may stand behind an outcome.
        var example: String {
            switch self {
            case .times, .before: "COLUMN"
            case .trigger: "NUMBER"
            }
        }
    }

    package var description: String {
        switch self {
        case .repeated(let name): "--outcomes: column '\(name)' is named twice"
        case .familyOfNoOutcome(let name):
            "--families: '\(name)' is none of the outcomes; name it in --outcomes or leave it out"
        case .ofWhichOutcome(let option, let outcome):
            "--\(option.rawValue): of several outcomes each has its own, expected --\(option.rawValue) '\(outcome)=\(option.example)'"
        case .ofNoOutcome(let option, let name):
            "--\(option.rawValue): '\(name)' is none of the outcomes"
        case .twice(let option, let name):
            "--\(option.rawValue): outcome '\(name)' is named twice"
        case .exposureWithoutCounts(let name):
            "exposure '\(name)': none of the outcomes is of the poisson family, whose counts alone have an exposure; "
                + "name one in --families, or leave --exposure out"
        }
    }
}

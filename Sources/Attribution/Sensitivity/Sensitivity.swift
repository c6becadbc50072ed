/// What a hidden reason for being served, that bears on the outcome too, could do to an attribution.
package struct Sensitivity: Sendable, Equatable, Codable {
    /// In the order of the agencies.
    package let agencies: [Finding]
    package let together: Finding
    /// How the answer moves where one of the covariates is left out, in their order.
    package let leftOut: [LeftOut]
    /// Whether services go together beyond what the covariates explain; nil for one agency, or where that cannot be told.
    package let sharedReasons: SharedReasons?
    /// What each contribution and the whole were held against, besides nothing; per person of the cohort.
    package let trigger: Double?

    /// What findings rest on besides the estimates; nil where nothing is known.
    package let basis: Basis?

    package struct Basis: Sendable, Equatable, Codable {
        /// People less parameters.
        package let freedom: Double
        /// The mean outcome of those whom each agency served, and last of those whom any did; nil where outcomes are no risks or rates.
        package let servedMeans: [Double]?
        /// Standard errors of the contributions, and last of the whole, were everybody's outcome independent and the model's variance right.
        package let modelErrors: [Double]

        package init(freedom: Double, servedMeans: [Double]?, modelErrors: [Double]) {
            self.freedom = freedom
            self.servedMeans = servedMeans
            self.modelErrors = modelErrors
        }
    }

    /// Each contribution and the whole without one covariate, less what it is with it; per person of the cohort.
    package struct LeftOut: Sendable, Equatable, Codable {
        package let covariate: String
        /// In the order of the agencies.
        package let contributions: [Double]
        package let together: Double

        package init(covariate: String, contributions: [Double], together: Double) {
            self.covariate = covariate
            self.contributions = contributions
            self.together = together
        }
    }

    /// Of one agency, or of all together.
    package struct Finding: Sendable, Equatable, Codable {
        /// Nil without covariates, or where the data do not identify the contribution.
        package let allowance: Allowance?
        /// How strong a hidden confounder must be to cancel the contribution, and its interval; nil where it has none.
        package let toCancel: Strength?
        /// The same to take it across the trigger; nil without one.
        package let toTrigger: Strength?
        /// The same as a risk ratio; nil where outcomes are no risks or rates.
        package let eValue: Strength?
        /// The interval of its part of the whole, wider by what the confounder of any `LeftOut` moves the part, either way; nil for the whole.
        package let share: ShareInterval?

        package init(
            allowance: Allowance?,
            toCancel: Strength?,
            toTrigger: Strength? = nil,
            eValue: Strength?,
            share: ShareInterval?
        ) {
            self.allowance = allowance
            self.toCancel = toCancel
            self.toTrigger = toTrigger
            self.eValue = eValue
            self.share = share
        }
    }

    /// An interval that allows for a hidden confounder as strong as the observed one that moves the number furthest.
    package struct Allowance: Sendable, Equatable, Codable {
        package let covariate: String
        /// Without that covariate, less with it.
        package let shift: Double
        package let low: Double
        package let high: Double

        package init(covariate: String, shift: Double, low: Double, high: Double) {
            self.covariate = covariate
            self.shift = shift
            self.low = low
            self.high = high
        }
    }

    package struct Strength: Sendable, Equatable, Codable {
        package let ofEstimate: Double
        package let ofInterval: Double

        package init(ofEstimate: Double, ofInterval: Double) {
            self.ofEstimate = ofEstimate
            self.ofInterval = ofInterval
        }
    }

    /// The same to be told of, without what it was found from.
    package var withoutBasis: Sensitivity {
        Sensitivity(
            agencies: agencies,
            together: together,
            leftOut: leftOut,
            sharedReasons: sharedReasons,
            trigger: trigger
        )
    }

    /// Nothing known, of a result that was not made from people.
    package init(unknownOf agencies: Int) {
        let unknown = Finding(allowance: nil, toCancel: nil, eValue: nil, share: nil)
        self.init(
            agencies: [Finding](repeating: unknown, count: agencies),
            together: unknown,
            leftOut: [],
            sharedReasons: nil
        )
    }

    package init(
        agencies: [Finding],
        together: Finding,
        leftOut: [LeftOut],
        sharedReasons: SharedReasons?,
        trigger: Double? = nil,
        basis: Basis? = nil
    ) {
        self.basis = basis
        self.agencies = agencies
        self.together = together
        self.leftOut = leftOut
        self.sharedReasons = sharedReasons
        self.trigger = trigger
    }
}

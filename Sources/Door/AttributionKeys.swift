/// The keys of attribution.json that are read again: `attribute` writes them, `game`, `settle`, `power` and `report` read them.
///
/// Numbers are outcome per person of the whole cohort. What the file says besides is for people.
package enum AttributionKeys {
    /// What kind of file it is, and which version of it.
    package static let form = "form"
    package static let formOfReports = "topslice attribution 1"
    /// Of contributions alone, from moments.
    package static let formOfMoments = "topslice attribution from moments 1"
    /// What the report was made of, for `report` to make it anew: every part by the name that our code has for it. Counts below zero are
    /// withheld.
    package static let report = "report"
    /// SHA-256 of the text of `report` alone.
    package static let reportDigest = "report_sha256"
    package static let outcome = "outcome"
    package static let labels = "labels"
    package static let labelColumns = "columns"
    package static let unit = "unit"
    package static let people = "people"
    package static let clusters = "clusters"
    package static let total = "total"
    package static let coalitions = "coalitions"
    package static let attribution = "attribution"
    package static let covariance = "covariance"
    package static let verdict = "verdict"
    package static let method = "method"
    package static let warnings = "warnings"
    package static let provenance = "provenance"
    /// Every one of several outcomes, with `outcome`, `total` and `attribution` of its own, per person of the whole cohort in its own unit;
    /// null for one outcome.
    package static let outcomes = "outcomes"
    /// Who caused it by whom it benefits, in money; null where no outcome is money.
    package static let benefits = "benefits"

    /// Of `benefits`: amounts of all the people analysed as decimal text in the major unit, such as `-1234.50`. Those of `cells` add up to the ones
    /// of `agencies`, of `beneficiaries` and of `total`.
    package enum Benefits {
        package static let currency = "currency"
        package static let people = "people"
        /// An entry an agency and beneficiary.
        package static let cells = "cells"
        /// For all beneficiaries together, and of all agencies together.
        package static let agencies = "agencies"
        package static let beneficiaries = "beneficiaries"
        package static let total = "total"
        package static let agency = "agency"
        package static let beneficiary = "beneficiary"
        package static let amount = "amount"
        /// Null where the data do not identify the amount.
        package static let standardError = "standard_error"
        package static let low = "conf_low"
        package static let high = "conf_high"
    }

    /// Of `total`; the interval is that of `attributable`.
    package enum Total {
        package static let deadweight = "deadweight"
        package static let observed = "observed"
        package static let attributable = "attributable"
        package static let standardError = "standard_error"
        package static let degreesOfFreedom = "degrees_of_freedom"
        package static let low = "conf_low"
        package static let high = "conf_high"
    }

    /// Of `verdict`.
    package enum Verdict {
        package static let standing = "standing"
    }

    /// Of every entry of `coalitions`; beside `members` the columns of coalitions.csv.
    package enum Coalition {
        package static let members = "members"
        package static let value = "value"
        /// Null where there is none; `standardErrorReason` then says why.
        package static let standardError = "standard_error"
        package static let standardErrorReason = "standard_error_reason"
        /// The grade of its support.
        package static let support = "support"
        /// Whether people who differ only in the coalition were there to compare.
        package static let isSupported = "supported"
        /// The part of the cohort for whom nobody was.
        package static let unsupportedShare = "unsupported_share"
    }

    /// Of every entry of `attribution`.
    package enum Contribution {
        package static let agency = "agency"
        package static let shapley = "shapley"
        package static let standardError = "standard_error"
        /// Null where it is that of the normal distribution.
        package static let degreesOfFreedom = "degrees_of_freedom"
        package static let low = "conf_low"
        package static let high = "conf_high"
        package static let share = "share"
        /// Null where the interval has no end.
        package static let shareLow = "share_conf_low"
        package static let shareHigh = "share_conf_high"
    }

    /// Of `method`.
    package enum Method {
        package static let estimator = "estimator"
        package static let model = "model"
        package static let family = "family"
        /// The family of outcomes of 0 and 1.
        package static let proportions = "binomial"
        package static let standardErrors = "standard_errors"
        package static let confidenceLevel = "confidence_level"
    }

    /// Of `provenance`, and of every entry of its `inputs`.
    package enum Provenance {
        package static let inputs = "inputs"
        package static let path = "path"
        package static let sha256 = "sha256"
    }
}

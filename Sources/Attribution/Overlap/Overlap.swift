/// How alike those whom agencies served and the others are, before and after weighting, and how many carry each comparison.
///
/// Of agency k: p is the chance of its service given the covariates and the other agencies, by a logistic regression; those not served count
/// p / (1 − p) times, which makes them like the served (weights of the effect on those served). Of a coalition S: those whom nobody else
/// served count 1 / P(nobody else | those of S who did, covariates) times, and stand for everybody.
package struct Overlap: Sendable, Equatable, Codable {
    /// In the order of the agencies; nil for one whose service could not be modelled.
    package var agencies: [AgencyOverlap?]
    /// By coalition number; empty for more agencies than `CrossCheckPlan.mostAgencies`, and where some service could not be modelled.
    package var coalitions: [CoalitionWeight]
    /// People looked at: all of them, or of a large file those whose rows a hash chose.
    package var people: Int

    package init(agencies: [AgencyOverlap?], coalitions: [CoalitionWeight], people: Int) {
        self.agencies = agencies
        self.coalitions = coalitions
        self.people = people
    }

    /// Those who show what happens under a coalition.
    package struct CoalitionWeight: Sendable, Equatable, Codable {
        /// Served by nobody else.
        package var people: Int
        /// (Σ w)² / Σ w² (Kish 1965).
        package var effective: Double
        /// How many people one of them stands for at most.
        package var largest: Double

        package init(people: Int, effective: Double, largest: Double) {
            self.people = people
            self.effective = effective
            self.largest = largest
        }
    }
}

/// The comparison of one agency.
package struct AgencyOverlap: Sendable, Equatable, Codable {
    package var weight: ComparisonWeight
    /// Of all the weight of those not served, what the one with most has.
    package var largestPart: Double
    /// The covariates, a row a number or a level, then the other agencies.
    package var columns: [ColumnBalance]
    /// Of the index ln(p / (1 − p)), which holds all columns at once: B and R of Rubin (2001, Health Services and Outcomes Research
    /// Methodology 2, 169-188).
    package var joint: Joint
    /// Parts of each group by tenths of p.
    package var chances: ChanceParts

    package struct Joint: Sendable, Equatable, Codable {
        package var before: GroupDifference
        package var after: GroupDifference
    }

    package struct ChanceParts: Sendable, Equatable, Codable {
        package static let classCount = 10
        package var served: [Double]
        package var others: [Double]
        /// Weighted.
        package var weighted: [Double]

        package init(served: [Double], others: [Double], weighted: [Double]) {
            self.served = served
            self.others = others
            self.weighted = weighted
        }
    }

    package init(
        weight: ComparisonWeight,
        largestPart: Double,
        columns: [ColumnBalance],
        joint: (before: GroupDifference, after: GroupDifference),
        chances: ChanceParts
    ) {
        self.weight = weight
        self.largestPart = largestPart
        self.columns = columns
        self.joint = Joint(before: joint.before, after: joint.after)
        self.chances = chances
    }

    /// The largest standardised difference after weighting, in size; nil where there is none.
    package var worstAfter: Double? {
        columns.compactMap { $0.after.standardised?.magnitude }.max()
    }

    /// Columns further apart than `GroupDifference.notable`, before and after weighting.
    package var apart: (before: Int, after: Int) {
        func count(_ difference: (ColumnBalance) -> GroupDifference) -> Int {
            columns.count {
                (difference($0).standardised ?? 0).magnitude > GroupDifference.notable
            }
        }
        return (count(\.before), count(\.after))
    }
}

/// One covariate, or one level of one, among those served and the others.
package struct ColumnBalance: Sendable, Equatable, Codable {
    package var covariate: String
    /// Nil for a number.
    package var level: String?
    package var before: GroupDifference
    package var after: GroupDifference
    /// People with the level, or with a one where the column holds 0 and 1, of those served and of the others; nil of other numbers.
    package var people: People?

    package struct People: Sendable, Equatable, Codable {
        package var served: Int
        package var others: Int

        package init(served: Int, others: Int) {
            self.served = served
            self.others = others
        }
    }

    package init(
        covariate: String,
        level: String?,
        before: GroupDifference,
        after: GroupDifference,
        people: People? = nil
    ) {
        self.people = people
        self.covariate = covariate
        self.level = level
        self.before = before
        self.after = after
    }
}

/// How far those served and the others are apart in one number.
package struct GroupDifference: Sendable, Equatable, Codable {
    /// Mean of those served less mean of the others, in √((s₁² + s₀²) / 2) of the groups as they are, before and after weighting alike
    /// (Austin 2009, Statistics in Medicine 28, 3083-3107); nil where neither group varies.
    package var standardised: Double?
    /// Variance of those served over that of the others; nil of levels, and where the others do not vary.
    package var varianceRatio: Double?

    package init(standardised: Double?, varianceRatio: Double?) {
        self.standardised = standardised
        self.varianceRatio = varianceRatio
    }

    /// A standardised difference above it is commonly called imbalance.
    package static let notable = 0.1
    /// For the index of all columns: B below a quarter, R from a half to two (Rubin 2001).
    package static let notableJointly = 0.25
    package static let soundRatios = 0.5...2.0

    /// Whether the groups are alike in the index.
    package var isAlikeJointly: Bool {
        (standardised ?? 0).magnitude < Self.notableJointly
            && (varianceRatio.map { Self.soundRatios.contains($0) } ?? true)
    }
}

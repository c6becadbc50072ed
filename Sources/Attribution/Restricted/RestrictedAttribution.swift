/// The attribution among those alone whose every outcome the data support: another question, of fewer people, that needs no extrapolation.
///
/// Those for whom some coalition lacks support are dropped, and the rest are attributed anew, model and all (Crump, Hotz, Imbens and Mitnik
/// 2009, Biometrika 96, 187-199).
package struct RestrictedAttribution: Sendable, Equatable, Codable {
    /// Who are left, and who are dropped.
    package let people: Int
    package let dropped: Int
    /// In the order of the agencies; nil for one that served nobody who is left, or all of them.
    package let contributions: [Contribution?]
    package let deadweight: Double
    package let attributable: Estimate
    /// What those left and those dropped are like.
    package let columns: [Column]

    package struct Contribution: Sendable, Equatable, Codable {
        /// Of those left.
        package let served: Int
        /// Per person left.
        package let shapley: Estimate

        package init(served: Int, shapley: Estimate) {
            self.served = served
            self.shapley = shapley
        }
    }

    /// The mean of a number, or the part of people at a level.
    package struct Column: Sendable, Equatable, Codable {
        package let covariate: String
        /// Nil for a number.
        package let level: String?
        /// Nil where it would be of fewer than `leastPeople`.
        package let left: Double?
        package let dropped: Double?

        package init(covariate: String, level: String?, left: Double?, dropped: Double?) {
            self.covariate = covariate
            self.level = level
            self.left = left
            self.dropped = dropped
        }
    }

    /// Means of fewer people, and parts that fewer make up or leave, are not told.
    package static let leastPeople = 10

    /// Why there is none.
    package enum Refusal: String, Error, Sendable, Codable {
        /// Rows are picked from memory, and the file is larger than that holds.
        case notInMemory = "not-in-memory"
        /// For everybody, or all but one, some outcome that the answer needs has no data.
        case nobodyLeft = "nobody-left"
        /// Each agency served all of those left, or none.
        case nobodyToCompare = "nobody-to-compare"
        /// Those left are too few, or too much alike, for the model.
        case noAnswer = "no-answer"
        /// Each completed table has its own.
        case imputed
        /// It is of so few people, or leaves so few out, that it may not be written.
        case withheld
    }

    package init(
        people: Int,
        dropped: Int,
        contributions: [Contribution?],
        deadweight: Double,
        attributable: Estimate,
        columns: [Column]
    ) {
        self.people = people
        self.dropped = dropped
        self.contributions = contributions
        self.deadweight = deadweight
        self.attributable = attributable
        self.columns = columns
    }
}

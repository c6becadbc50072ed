/// Why a column cannot be imputed.
package enum ImputationError: Error, Sendable, Equatable {
    /// Too few people have a value to learn from.
    case tooFewValues(column: String, count: Int, least: Int)
    case tooManyLevels(column: String, count: Int, most: Int)
}

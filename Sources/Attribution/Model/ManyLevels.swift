/// A category of so many levels that the effects of agencies are not taken to differ by them.
package struct ManyLevels: Sendable, Equatable, Codable {
    package let covariate: String
    package let count: Int
}

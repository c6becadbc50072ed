package import TopsliceMoney
package import TopsliceRecords

/// A figure of a year that an agreement names and a file beside it gives, so that the signed text stays the same.
package struct UsedParameter: Sendable, Hashable {
    package let name: String
    /// Of which partner or other party it is; nil for one figure.
    package let part: String?
    /// As it is written.
    package let value: String
    /// The first and last days on which it holds; nil for always.
    package let from: CalendarDate?
    package let to: CalendarDate?
    /// Where it comes from, in words.
    package let source: String
    package let place: FilePlace
}

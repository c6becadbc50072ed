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

    /// Whether there is a day on which both hold. A value that begins on a day and has no last one holds until
    /// another begins.
    func holdsWith(_ other: UsedParameter) -> Bool {
        func begins(_ one: UsedParameter, by last: CalendarDate?) -> Bool {
            guard let from = one.from, let last else { return true }
            return from <= last
        }
        return begins(self, by: other.to) && begins(other, by: to)
            && !isFollowed(by: other) && !other.isFollowed(by: self)
    }

    /// - Parameters:
    ///   - day: nil where nothing is said of days.
    ///   - others: values of the same name.
    func holds(on day: CalendarDate?, besides others: [UsedParameter]) -> Bool {
        guard let day else { return true }
        if let from, day < from { return false }
        if let to, day > to { return false }
        return !others.contains { other in
            guard isFollowed(by: other), let from = other.from else { return false }
            return from <= day
        }
    }

    /// Whether it has no last day and another begins after it.
    private func isFollowed(by other: UsedParameter) -> Bool {
        guard to == nil, let from, let next = other.from else { return false }
        return from < next
    }
}

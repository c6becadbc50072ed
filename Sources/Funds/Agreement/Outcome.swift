public import Hashing
public import Money

/// A result that may be paid for, with its definition fixed before there are results.
public struct Outcome: Sendable, Hashable {
    public let id: String
    public let definition: String
    public let unit: String
    /// The day on which the partners fixed the definition.
    public let recorded: CalendarDate
    /// The digest that was written into the agreement on that day; nil where none was.
    public let recordedDigest: String?
    public let owner: String
    public let place: FundPlace

    /// The digest of the definition as it stands: SHA-256 of identifier, unit, day and definition, each
    /// with a line feed behind it.
    public func digest() throws(HashingError) -> String {
        var digest = try SHA256Digest()
        let bytes = Array("\(id)\n\(unit)\n\(recorded)\n\(definition)\n".utf8)
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finalise()
    }
}

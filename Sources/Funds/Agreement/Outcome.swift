package import TopsliceRecords
package import TopsliceMoney

/// A result that may be paid for, with its definition fixed before there are results.
package struct Outcome: Sendable, Hashable {
    package let id: String
    package let definition: String
    package let unit: String
    /// The day on which the partners fixed the definition.
    package let recorded: CalendarDate
    /// The digest that was written into the agreement on that day; nil where none was.
    package let recordedDigest: String?
    package let owner: String
    package let place: FilePlace

    /// The digest of the definition as it stands: SHA-256 of identifier, unit, day and definition, each
    /// with a line feed behind it.
    package func digest() throws(HashingError) -> String {
        var digest = try SHA256Digest()
        let bytes = Array("\(id)\n\(unit)\n\(recorded)\n\(definition)\n".utf8)
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finalise()
    }
}

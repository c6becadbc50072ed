package import TopsliceRecords

/// Stands for a person where a report may not name one: the first sixteen hexadecimal digits of the HMAC-SHA-256
/// (RFC 2104) of the identifier.
///
/// Who has the key can find the person again; who has not cannot, and cannot try out identifiers either.
package struct PersonReference: Sendable {
    private let inner: [UInt8]
    private let outer: [UInt8]

    /// - Parameter key: of any length; an empty one would keep nothing secret.
    package init(key: [UInt8]) throws(HashingError) {
        precondition(!key.isEmpty, "a key of no bytes")
        var block = key.count > 64 ? Self.bytes(try SHA256Digest.of(key)) : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        inner = block.map { $0 ^ 0x36 }
        outer = block.map { $0 ^ 0x5C }
    }

    /// A key that nobody knows, and that is forgotten when the program ends.
    package static func randomKey() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// All 64 digits.
    package func digest(of identifier: String) throws(HashingError) -> String {
        try SHA256Digest.of(
            outer + Self.bytes(try SHA256Digest.of(inner + Array(identifier.utf8)))
        )
    }

    package func reference(of identifier: String) throws(HashingError) -> String {
        String(try digest(of: identifier).prefix(16))
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.map { byte in
            byte < UInt8(ascii: "a") ? byte - UInt8(ascii: "0") : byte - UInt8(ascii: "a") + 10
        }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

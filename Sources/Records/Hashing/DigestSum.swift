import CTopsliceCrypto

/// The sum, modulo 2^256, of the SHA-256 digests of records: the same whatever their order, another one as soon as a record is another.
///
/// Nothing of a record can be had from it by somebody who does not know all the others.
package struct DigestSum: Sendable {
    /// The least significant first.
    private var words: [UInt64] = [0, 0, 0, 0]
    private var digest = [UInt8](repeating: 0, count: 32)

    package init() {}

    /// - Throws: `HashingError.unavailable` where libcrypto gives no digest.
    package mutating func add(_ record: [UInt8]) throws(HashingError) {
        guard EVP_Digest(record, record.count, &digest, nil, EVP_sha256(), nil) == 1 else {
            throw .unavailable
        }
        var carry = false
        for place in words.indices {
            let word = (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(digest[place * 8 + $1]) }
            let (sum, first) = words[place].addingReportingOverflow(word)
            let (carried, second) = sum.addingReportingOverflow(carry ? 1 : 0)
            words[place] = carried
            carry = first || second
        }
    }

    /// 64 hexadecimal digits.
    package var text: String {
        words.reversed().map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }
}

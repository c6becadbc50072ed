import Glibc
import Testing

@testable import TopsliceRecords

/// Examples of FIPS 180-4 as published by NIST ("SHA256.pdf", Cryptographic Standards and
/// Guidelines, Examples with Intermediate Values) and the million-letter message of FIPS 180-2.
@Suite struct SHA256DigestTests {
    static let published: [(message: String, digest: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]

    @Test(arguments: published)
    func agreesWithThePublishedExamples(example: (message: String, digest: String)) throws {
        #expect(try SHA256Digest.of(Array(example.message.utf8)) == example.digest)
    }

    /// The published message of a million letters "a", kept out of the arguments above because
    /// they are printed.
    static let millionLetters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    static let millionLettersDigest =
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

    @Test(arguments: [1, 55, 56, 63, 64, 65, 4096, 99_991])
    func piecesOfAnySizeGiveTheDigestOfTheWhole(pieceSize: Int) throws {
        var digest = try SHA256Digest()
        Self.millionLetters.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = min(start + pieceSize, bytes.count)
                digest.update(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
        }
        #expect(digest.finalise() == Self.millionLettersDigest)
    }

    @Test func aFileHasTheDigestOfItsBytes() throws {
        let path = "/tmp/topslice-hash-\(getpid()).txt"
        let file = try #require(fopen(path, "w"))
        #expect(fputs("abc", file) >= 0)
        #expect(fclose(file) == 0)
        defer { unlink(path) }
        #expect(try SHA256Digest.ofFile(path) == Self.published[1].digest)
    }

    @Test func aMissingFileIsNamed() {
        #expect(
            throws: HashingError.cannotOpen(
                path: "/nowhere/at-all",
                reason: "No such file or directory"
            )
        ) { try SHA256Digest.ofFile("/nowhere/at-all") }
    }

    @Test func aFolderIsNotHashed() {
        #expect(throws: HashingError.cannotRead(path: "/tmp", reason: "Is a directory")) {
            try SHA256Digest.ofFile("/tmp")
        }
    }
}

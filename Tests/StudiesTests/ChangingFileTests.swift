import Foundation
import Synchronization
import Testing
import TopsliceCohortData
import TopsliceRecords

@testable import TopsliceStudies

/// The digest of a run is of the bytes that were read, and a file that changes meanwhile is refused.
struct ChangingFileTests {
    private func withFile<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
        let path = NSTemporaryDirectory() + "/topslice-test-\(UUID().uuidString).csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    private static func rows(_ count: Int) -> String {
        (0..<count).map { "\(($0 * 7) % 11).25,\($0 % 13)\n" }.joined()
    }

    private static let text = "y,x\n" + rows(400_000)

    /// Runs a regression during which `change` is made once, after the first stretch of the file.
    private func run(_ path: String, _ change: @escaping @Sendable () throws -> Void) throws
        -> InputRecord
    {
        let isDone = Atomic(false)
        var options = RegressionOptions()
        options.formula = "y ~ x"
        options.input.threads = 1
        let request = RegressionRequest(paths: [path], options: options)
        return try request.run(hashing: true) { _ in
            guard !isDone.exchange(true, ordering: .relaxed) else { return }
            do { try change() } catch { Issue.record(error) }
        }.inputs[0]
    }

    private static func append(_ text: String, to path: String) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    @Test func anUntouchedFileHasItsOwnDigest() throws {
        try withFile(Self.text) { path in
            let input = try run(path) {}
            #expect(input.sha256 == (try SHA256Digest.of(Array(Self.text.utf8))))
            #expect(input.rows == 400_000)
        }
    }

    @Test func aFileThatGrowsIsRefused() throws {
        try withFile(Self.text) { path in
            let error = #expect(throws: Faults.self) {
                try run(path) { try Self.append("1,2\n", to: path) }
            }
            #expect(error?.faults.map(\.code) == [.changed])
        }
    }

    @Test func aFileThatIsRewrittenInPlaceIsRefused() throws {
        try withFile(Self.text) { path in
            let error = #expect(throws: Faults.self) {
                try run(path) {
                    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                    try handle.seek(toOffset: 4)
                    try handle.write(contentsOf: Data("9".utf8))
                    try handle.close()
                }
            }
            #expect(error?.faults.map(\.code) == [.changed])
        }
    }

    @Test func aFileThatIsReplacedIsRefused() throws {
        try withFile(Self.text) { path in
            let error = #expect(throws: Faults.self) {
                try run(path) {
                    try Data("y,x\n1,2\n".utf8).write(
                        to: URL(fileURLWithPath: path),
                        options: .atomic
                    )
                }
            }
            #expect(error?.faults.map(\.code) == [.changed])
        }
    }

    @Test func aFileThatBecomesShorterIsRefused() throws {
        try withFile(Self.text) { path in
            let error = #expect(throws: Faults.self) {
                try run(path) { #expect(truncate(path, 100) == 0) }
            }
            #expect(error?.faults.map(\.code) == [.changed])
        }
    }

    /// The bytes handed in are those of the file, not of its conversion to UTF-8.
    @Test func theDigestOfUTF16IsOfTheFile() throws {
        let bytes =
            Data([0xFF, 0xFE])
            + Data(("y,x\n" + Self.rows(200)).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        let path = NSTemporaryDirectory() + "/topslice-test-\(UUID().uuidString).csv"
        try bytes.write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let input = try run(path) {}
        #expect(input.sha256 == (try SHA256Digest.of(Array(bytes))))
    }
}

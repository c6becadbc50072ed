import Foundation
import Testing
import TopsliceRecords
import TopsliceTestSupport

@testable import TopsliceCohortData

@Suite struct TextSourceTests {
    private func bytes(_ source: TextSource) throws -> [UInt8] {
        let all = try Data(contentsOf: URL(fileURLWithPath: source.path))
        return Array(all.dropFirst(source.offset))
    }

    @Test func aFileInUTF8IsReadWhereItLies() throws {
        try Fixture.withFile(Array("a,b\r\n1,2\r\n".utf8)) { path in
            let source = try TextSource.open(path)
            #expect(source.originalBytes.path == source.path)
            #expect(source.offset == 0)
            #expect(source.byteCount == 10)
            #expect(source.warnings.isEmpty)
        }
        try Fixture.withFile([0xEF, 0xBB, 0xBF] + Array("a\n1\n".utf8)) { path in
            let source = try TextSource.open(path)
            #expect(source.offset == 3)
        }
    }

    @Test func convertedTextHasTheSameLines() throws {
        let text = "a,é\r1,\u{1F600}\r\n2,日\n"
        for bigEndian in [false, true] {
            let utf16 = TextCase.utf16(text, bigEndian: bigEndian, mark: true)
            try Fixture.withFile(utf16) { path in
                let source = try TextSource.open(path)
                #expect(try bytes(source) == Array("a,é\n1,\u{1F600}\n2,日\n".utf8))
                #expect(source.warnings.map(\.code) == [.utf16, .carriageReturnOnly])
            }
        }
    }

    @Test(arguments: [false, true])
    func compressedTextIsReadAsIfItWerePlain(isZstandard: Bool) throws {
        func compress(_ bytes: [UInt8]) -> [UInt8] {
            isZstandard ? Compressor.zstandard(bytes) : Compressor.gzip(bytes)
        }
        let text = "a,é\n1,\u{1F600}\n"
        let packed = compress(Array(text.utf8))
        try Fixture.withFile(packed) { path in
            let source = try TextSource.open(path)
            #expect(try bytes(source) == Array(text.utf8))
            #expect(source.warnings.isEmpty)
            // The digest is of what the user holds.
            #expect(source.originalBytes.count == packed.count)
        }
        let marked = compress(TextCase.utf16(text, bigEndian: true, mark: true))
        try Fixture.withFile(marked) { path in
            let source = try TextSource.open(path)
            #expect(try bytes(source) == Array(text.utf8))
            #expect(source.warnings.map(\.code) == [.utf16])
        }
    }

    @Test func damagedCompressionIsRefusedAtTheLineReached() throws {
        let lines = (1...50_000).map { "\($0),\($0 &* 2_654_435_761 % 1_000_003)\n" }
        var packed = Compressor.gzip(Array(lines.joined().utf8))
        packed.removeLast(packed.count / 2)
        try Fixture.withFile(packed) { path in
            let error = #expect(throws: Faults.self) { try TextSource.open(path) }
            let fault = try #require(error?.faults.first)
            #expect(error?.faults.count == 1)
            #expect(fault.code == .damagedCompression)
            #expect((10_000...40_000).contains(fault.place.line))
        }
    }

    /// Longer than any buffer, so that characters and line ends fall on the edges of blocks.
    @Test func longTextIsConvertedWithoutALoss() throws {
        let line = "Zoë,\u{1F9EE},日本,plain text\r\n"
        let text = String(repeating: line, count: 20_000)
        try Fixture.withFile(TextCase.utf16(text, bigEndian: true, mark: true)) { path in
            let source = try TextSource.open(path)
            let converted = try bytes(source)
            #expect(converted.count == source.byteCount)
            #expect(converted == Array(text.utf8))
        }
    }

    @Test func standardInputIsKeptInAFileWithoutAName() throws {
        let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
        defer { ends.deallocate() }
        #expect(pipe(ends) == 0)
        let (input, output) = (ends[0], ends[1])
        let text = Array("a,b\n1,2\n".utf8)
        #expect(write(output, text, text.count) == text.count)
        close(output)
        defer { close(input) }
        let source = try TextSource.open("-", standardInput: input)
        #expect(source.name == "-")
        #expect(try bytes(source) == text)
        #expect(try bytes(source) == text, "it can be opened again")
        var buffer = [CChar](repeating: 0, count: 4_096)
        let length = readlink(source.path, &buffer, buffer.count - 1)
        let target = String(
            decoding: buffer[0..<max(0, length)].map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        #expect(target.hasSuffix("(deleted)"), "no copy of personal data may stay behind")
    }

    @Test(arguments: [
        ("/no/such/file.csv", FaultCode.notFound, "no such file"),
        (
            "/", .notRegularFile,
            "is a directory, expected a CSV file or a folder with files *.parquet"
        ),
        ("/dev/zero", .notRegularFile, "is a device, expected a CSV file"),
        ("a\u{0}b", .notFound, "the path holds a NUL character"),
    ])
    func whatIsNoFileIsNamed(_ path: String, _ code: FaultCode, _ message: String) throws {
        let report = checkCohort(path, study: Study())
        #expect(report.faults.map(\.code) == [code])
        #expect(report.faults.first?.message == message)
        #expect(report.faults.first?.description == "\(escapedName(path)):1: \(message)")
    }

    @Test func aPipeWithANameIsRefusedWithoutWaiting() throws {
        let path = NSTemporaryDirectory() + "/topslice-pipe-\(UUID().uuidString)"
        #expect(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        #expect(checkCohort(path, study: Study()).faults.first?.code == .notRegularFile)
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func aFileWithoutPermissionIsNamed() throws {
        try Fixture.withFile(Array("a\n".utf8)) { path in
            chmod(path, 0)
            #expect(checkCohort(path, study: Study()).faults.first?.code == .noPermission)
        }
    }
}

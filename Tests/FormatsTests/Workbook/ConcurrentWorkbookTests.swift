import Glibc
import Testing

@testable import TopsliceFormats

/// The C library that writes workbooks prints on standard error, which is one for the whole process.
@Suite struct ConcurrentWorkbookTests {
    private struct Identity: Equatable {
        let device: UInt
        let number: UInt

        init?(ofDescriptor descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            (device, number) = (UInt(status.st_dev), UInt(status.st_ino))
        }
    }

    @Test func workbooksMadeAtOnceLeaveStandardErrorAsItWas() async throws {
        let before = try #require(Identity(ofDescriptor: STDERR_FILENO))
        let expected = try WorkbookTests.fund.bytes().count
        try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<8 {
                group.addTask { try (0..<50).map { _ in try WorkbookTests.fund.bytes().count } }
            }
            for try await counts in group { #expect(counts.allSatisfy { $0 == expected }) }
        }
        #expect(Identity(ofDescriptor: STDERR_FILENO) == before)
    }
}

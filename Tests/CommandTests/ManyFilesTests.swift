import Foundation
import Testing

/// A folder of more files than a shell lets a program open at first is a cohort like any other.
@Suite struct ManyFilesTests {
    @Test func theyMayBeMoreThanTheSoftLimit() throws {
        let fixture = Command.root.appendingPathComponent(
            "Tests/CohortDataTests/Fixtures/parquet/parts/part-0.parquet"
        )
        try Command.withFolder { folder in
            for number in 0..<120 {
                let path = folder.appendingPathComponent("part-\(number).parquet")
                try FileManager.default.copyItem(at: fixture, to: path)
            }
            let regress = "topslice regress . --formula 'y ~ x'"
            let outcome = try Command.shell("ulimit -Sn 64; \(regress)", in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            // Each file has three people.
            #expect(outcome.output.contains("360 people"), "\(outcome.output)")
            let few = try Command.shell("ulimit -n 64; \(regress)", in: folder)
            #expect(few.exitCode == 2)
            #expect(!few.errors.contains("damaged"), "\(few.errors)")
            #expect(
                few.errors.contains("ulimit -n") || few.errors.contains("Too many open files"),
                "\(few.errors)"
            )
        }
    }
}

import Foundation
import Testing

@testable import TopsliceCohortData

/// A small file that attacks the reader, and what must come of it.
struct HostileFile: CustomTestStringConvertible, Sendable {
    enum Outcome: Sendable {
        case passes
        case warns(WarningCode, line: Int? = nil, column: String? = nil)
        case fails(FaultCode, line: Int, column: String? = nil, character: Int? = nil)
    }

    let name: String
    let outcome: Outcome
    /// Records the file holds; nil where it cannot be told.
    let records: Int?
    let why: String

    init(_ name: String, _ outcome: Outcome, records: Int? = nil, why: String) {
        self.name = name
        self.outcome = outcome
        self.records = records
        self.why = why
    }

    var testDescription: String { "\(name): \(why)" }

    var path: String { Fixture.path(name) }

    /// By the kind of file: cohort, services, agencies.
    var study: Study {
        get throws {
            let kind = name.prefix { $0 != "_" }
            return try Study.read(Fixture.path(kind == "cohort" ? "study.yaml" : "\(kind).yaml"))
        }
    }
}

enum Fixture {
    static func path(_ name: String) -> String {
        Bundle.module.bundlePath + "/Fixtures/" + name
    }

    /// Writes a file that is removed when `body` returns.
    static func withFile<Result>(
        _ bytes: [UInt8],
        _ body: (String) throws -> Result
    ) throws -> Result {
        let path = NSTemporaryDirectory() + "/topslice-test-\(UUID().uuidString).csv"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    static func check(_ text: String, study: Study) throws -> CheckReport {
        try withFile(Array(text.utf8)) { checkCohort($0, study: study) }
    }

    static let cohortHeader =
        "person_id,area,need,prior,outcome_before,index_date,outcome_date,outcome"

    static var cohortStudy: Study {
        get throws { try Study.read(path("study.yaml")) }
    }
}

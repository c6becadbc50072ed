import Foundation
import Testing

/// `appraise` as an analyst runs it.
@Suite struct AppraiseCommandTests {
    private static let cases = "datasets/appraisal"

    @Test func theJSONHoldsTheContract() throws {
        let outcome = try Command.run([
            "appraise", "\(Self.cases)/thirty-five-thousand/case.yaml", "--json", "-",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let root = try #require(object as? [String: Any])
        let appraisal = try #require(root["appraisal"] as? [String: Any])
        #expect(appraisal["npv"] as? String == "217842.93")
        let ratio = try #require(appraisal["bcr"] as? Double)
        #expect(abs(ratio - 7.2240838) < 1e-7)
        #expect(appraisal["payback_years"] as? Double == 0.625)
        let agencies = try #require(appraisal["by_agency"] as? [String: [String: Any]])
        #expect(agencies["Council"]?["net"] as? String == "217842.93")
    }

    @Test func theFolderHoldsSixFilesAndTheSameBytesAgain() throws {
        try Command.withFolder { folder in
            let names = [
                "agencies.csv", "appraisal.html", "appraisal.json", "appraisal.xlsx",
                "benefits.csv", "years.csv",
            ]
            var written: [[Data]] = []
            for run in ["first", "second"] {
                let output = folder.appendingPathComponent(run)
                let outcome = try Command.run([
                    "appraise", "\(Self.cases)/local-partnership/case.yaml", "--output",
                    output.path,
                ])
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                #expect(outcome.output.contains("is back in year 3, after 24.6 months"))
                let found = try FileManager.default.contentsOfDirectory(atPath: output.path)
                #expect(found.sorted() == names)
                written.append(
                    try names.map { try Data(contentsOf: output.appendingPathComponent($0)) }
                )
            }
            #expect(written[0] == written[1])
        }
    }

    /// A rate of success is never left alone on the page.
    @Test func aSuccessRateStandsBesideItsComparison() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out")
            let path = "\(Self.cases)/success-rate/case.yaml"
            let outcome = try Command.run(["appraise", path, "--output", output.path])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let page = try String(
                contentsOf: output.appendingPathComponent("appraisal.html"),
                encoding: .utf8
            )
            #expect(page.contains("20 are due to the programme"))
            #expect(page.contains("£198,000.00"))
            #expect(page.contains("means nothing without the 97% beside it"))
            let text = try String(
                contentsOf: Command.root.appendingPathComponent(path),
                encoding: .utf8
            )
            let alone = folder.appendingPathComponent("alone.yaml")
            try text.split(separator: "\n").filter { !$0.contains("without:") }
                .joined(separator: "\n").write(to: alone, atomically: true, encoding: .utf8)
            let without = try Command.run(["appraise", alone.path])
            #expect(without.output.contains("means nothing without the rate there would have been"))
            #expect(!without.output.contains("198,000"))
        }
    }

    @Test func faultsEndWithCodeTwoAndNothingWritten() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("case.yaml")
            try "appraisal: x\nyears: five\n".write(to: path, atomically: true, encoding: .utf8)
            let output = folder.appendingPathComponent("out")
            let outcome = try Command.run(["appraise", path.path, "--output", output.path])
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("case.yaml:2:8: key 'years'"))
            #expect(outcome.errors.contains("key 'benefits': the key is missing"))
            #expect(!FileManager.default.fileExists(atPath: output.path))
        }
    }
}

import Foundation
import Testing

/// `audit` as a commissioner runs it.
@Suite struct AuditCommandTests {
    private static let folder = "datasets/contracts/audited-claims"

    private func audit(_ more: [String]) throws -> Command.Outcome {
        try Command.run(
            [
                "audit", "\(Self.folder)/agreement.yaml", "--outcomes",
                "\(Self.folder)/outcomes.csv", "--referrals", "\(Self.folder)/referrals.csv",
            ] + more
        )
    }

    @Test func theJSONHoldsTheContractAndNamesNobody() throws {
        try Command.withFolder { folder in
            let key = folder.appendingPathComponent("key")
            try Data("a secret of many bytes".utf8).write(to: key)
            let outcome = try audit(["--key", key.path, "--json", "-"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            let root = try #require(object as? [String: Any])
            let rows = try #require(root["audit"] as? [[String: Any]])
            #expect(
                rows.compactMap { $0["kind"] as? String }
                    == ["after-death", "claimed-twice", "before-referral"]
            )
            let first = try #require(rows.first)
            #expect(first["amount"] as? String == "1200.00")
            #expect(first["clause"] as? String == "Schedule 1, 2")
            let reference = try #require(first["person_ref"] as? String)
            #expect(reference.count == 16)
            #expect(!outcome.output.contains("secret-name"))
            #expect(try audit(["--key", key.path, "--json", "-"]).output == outcome.output)
            let other = try audit(["--json", "-"])
            #expect(!other.output.contains(reference))
            #expect(other.output.contains("\"random\""))
        }
    }

    @Test func theFolderHoldsFourFiles() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out")
            let outcome = try audit(["--output", output.path, "--sample", "2"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(
                outcome.output.contains("Of 6 rows 3 are wrong, worth £3,600.00"),
                "\(outcome.output)"
            )
            let found = try FileManager.default.contentsOfDirectory(atPath: output.path)
            #expect(found.sorted() == ["audit.csv", "audit.html", "audit.json", "audit.xlsx"])
            for name in ["audit.csv", "audit.html", "audit.json"] {
                let text = try String(
                    contentsOf: output.appendingPathComponent(name),
                    encoding: .utf8
                )
                #expect(!text.contains("secret-name"), "\(name)")
            }
        }
    }

    @Test func aValidatedSampleIsCarriedOver() throws {
        try Command.withFolder { folder in
            let answers = folder.appendingPathComponent("answers.csv")
            try "line,valid\n2,yes\n7,no\n".write(to: answers, atomically: true, encoding: .utf8)
            let outcome = try audit(["--validated", answers.path, "--json", "-"])
            let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            let root = try #require(object as? [String: Any])
            let validation = try #require(root["validation"] as? [String: Any])
            // One of two: 3 × 1,200 halved; the exact interval of one of two is 1.26% to 98.74%.
            #expect(validation["amount"] as? String == "1800.00")
            #expect(validation["conf_low"] as? String == "0.012579")
            try "line,valid\n3,yes\n2,maybe\n".write(
                to: answers,
                atomically: true,
                encoding: .utf8
            )
            let refused = try audit(["--validated", answers.path, "--json", "-"])
            #expect(refused.exitCode == 2)
            #expect(refused.errors.contains("answers.csv:2: column 'line'"))
            #expect(refused.errors.contains("answers.csv:3: column 'valid'"))
        }
    }
}

import Foundation
import Testing

/// An evaluator's task from people to payments, of people who are made up, so that the truth is known.
@Suite struct FiveServicesTests {
    private static let folder = "datasets/evaluations/five-services"

    private func object(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func pence(_ value: Any?) throws -> Int {
        let text = try #require(value as? String)
        let amount = try #require(Decimal(string: text))
        return NSDecimalNumber(decimal: amount * 100).intValue
    }

    private func attribute(into output: String) throws -> [String: Any] {
        let run = try Command.run([
            "attribute", "\(Self.folder)/people.csv", "--study", "\(Self.folder)/study.yaml",
            "--output", output,
        ])
        #expect(run.exitCode == 0, "\(run.errors)")
        return try object(output + "/attribution.json")
    }

    /// 15 cells, 5 services, 3 bodies and the whole: 24 intervals of 95%, of which four or more miss once in 35 times. All must hold more than
    /// chance would: none misses by its own width.
    @Test func theMatrixHoldsTheTruth() throws {
        try Command.withFolder { folder in
            let result = try attribute(into: folder.appendingPathComponent("out").path)
            let truth = try object(
                Command.root.appendingPathComponent("\(Self.folder)/truth.json").path
            )
            let pounds = try #require(truth["pounds"] as? [String: [String: Double]])
            let benefits = try #require(result["benefits"] as? [String: Any])
            func entries(_ key: String) throws -> [[String: Any]] {
                try #require(benefits[key] as? [[String: Any]])
            }
            let whole = try #require(benefits["total"] as? [String: Any])
            var missed = 0
            for entry in try entries("cells") + entries("agencies") + entries("beneficiaries")
                + [whole]
            {
                let (agency, body) = (
                    entry["agency"] as? String, entry["beneficiary"] as? String
                )
                let truly = pounds.filter { agency == nil || $0.key == agency }
                    .flatMap { $0.value.filter { body == nil || $0.key == body }.values }
                    .reduce(0, +)
                let low = Double(try pence(entry["conf_low"])) / 100
                let high = Double(try pence(entry["conf_high"])) / 100
                if truly < low || truly > high { missed += 1 }
            }
            #expect(missed <= 3)
            let verdicts = try #require(result["outcomes"] as? [[String: Any]]).compactMap {
                ($0["verdict"] as? [String: Any])?["standing"] as? String
            }
            #expect(verdicts == ["identified", "identified", "partly_identified"])
            let money = (result["sensitivity"] as? [String: Any])?["money"] as? [[String: Any]]
            #expect(money?.count == 18)
        }
    }

    /// Bodies have the names of the study, a cost that falls is called a gain, and what nobody chose is not printed as what asks for none.
    @Test func theWordsAreThoseOfTheStudy() throws {
        try Command.withFolder { folder in
            let output = folder.appendingPathComponent("out").path
            let result = try attribute(into: output)
            let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
            let read = page.components(separatedBy: "<dt>Formula</dt>")[0]
            #expect(read.contains("Health board") && !read.contains(">nhs<"))
            #expect(read.contains("to ‘Cost of hospital’, where less is a gain"))
            #expect(read.contains("to ‘Settled after a year’; "))
            let provenance = try #require(result["provenance"] as? [String: Any])
            let options = try #require(provenance["options"] as? [String: Any])
            #expect(options["interactions"] as? String == "every order (the default)")
            let bodies = (result["benefits"] as? [String: Any])?["beneficiaries"]
            #expect(
                (bodies as? [[String: Any]])?.contains { $0["beneficiary"] as? String == "nhs" }
                    == true
            )
        }
    }

    /// A half of what was measured is shared by what was measured, to the penny.
    @Test func whatWasMeasuredIsSettled() throws {
        try Command.withFolder { folder in
            let result = try attribute(into: folder.appendingPathComponent("out").path)
            for name in ["agreement.yaml", "actuals.csv"] {
                try FileManager.default.copyItem(
                    at: Command.root.appendingPathComponent("\(Self.folder)/\(name)"),
                    to: folder.appendingPathComponent(name)
                )
            }
            try FileManager.default.copyItem(
                at: folder.appendingPathComponent("out/attribution.json"),
                to: folder.appendingPathComponent("attribution.json")
            )
            let settled = folder.appendingPathComponent("settled").path
            let run = try Command.run([
                "settle", folder.appendingPathComponent("agreement.yaml").path, "--actuals",
                folder.appendingPathComponent("actuals.csv").path, "--as-at", "2026-03-31",
                "--basis", "final", "--output", settled,
            ])
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("Reconciled: all"))
            let benefits = try #require(result["benefits"] as? [String: Any])
            let bodies = try #require(benefits["beneficiaries"] as? [[String: Any]])
            var measured: [String: [String: Any]] = [:]
            for body in bodies { measured[try #require(body["beneficiary"] as? String)] = body }
            let statement = try object(settled + "/settlement.json")
            let streams = try #require(
                (statement["savings"] as? [String: Any])?["streams"] as? [[String: Any]]
            )
            #expect(streams.count == 3)
            for stream in streams {
                let body = try #require(stream["beneficiary"] as? String)
                let key = body == "nhs" ? "conf_low" : "amount"
                let amount = try pence(measured[body]?[key])
                #expect(try pence(stream["realised"]) == amount)
                #expect((2 * (try pence(stream["released"])) - amount).magnitude <= 1)
                let saving = try #require(stream["measured"] as? [String: Any])
                #expect(try pence(saving["conf_high"]) == pence(measured[body]?["conf_high"]))
            }
            let page = try String(contentsOfFile: settled + "/statement.html", encoding: .utf8)
            #expect(page.contains("Savings that were measured"))
        }
    }
}

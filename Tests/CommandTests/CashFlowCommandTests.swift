import Foundation
import Testing

/// `cashflow` as a provider and an investor run it.
@Suite struct CashFlowCommandTests {
    private static let terms = "datasets/appraisal"

    @Test func theJSONHoldsTheContract() throws {
        let outcome = try Command.run([
            "cashflow", "\(Self.terms)/foster-care-bond/terms.yaml", "--json", "-",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let root = try #require(object as? [String: Any])
        let rows = try #require(root["cashflow"] as? [[String: Any]])
        let first = try #require(rows.first { $0["party"] as? String == "Provider" })
        #expect(first["month"] as? String == "2025-04")
        #expect(first["in"] as? String == "150000.00")
        #expect(first["out"] as? String == "0.00")
        #expect(first["balance"] as? String == "150000.00")
        let investment = try #require(root["investment"] as? [String: Any])
        #expect(investment["irr"] as? Double == 0)
        #expect(investment["xirr"] as? Double == 0)
        #expect(investment["moic"] as? Double == 1)
        #expect(investment["diagnosis"] as? String == "One rate brings the flows to zero.")
    }

    @Test func theFolderHoldsSixFilesAndTheSameBytesAgain() throws {
        try Command.withFolder { folder in
            let names = [
                "cashflow.csv", "cashflow.html", "cashflow.json", "cashflow.xlsx", "flows.csv",
                "parties.csv",
            ]
            var written: [[Data]] = []
            for run in ["first", "second"] {
                let output = folder.appendingPathComponent(run)
                let outcome = try Command.run([
                    "cashflow", "\(Self.terms)/nine-months-wait/terms.yaml", "--output",
                    output.path,
                ])
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                #expect(outcome.output.contains("£720,000.00 at the peak, on 2025-12-30"))
                let found = try FileManager.default.contentsOfDirectory(atPath: output.path)
                #expect(found.sorted() == names)
                written.append(
                    try names.map { try Data(contentsOf: output.appendingPathComponent($0)) }
                )
            }
            #expect(written[0] == written[1])
        }
    }

    /// Rates of 10% and 20%: neither is the rate.
    @Test func severalRatesAreSaidAndNoneIsGiven() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("terms.yaml")
            try """
            cashflow: Two rates
            investors: [I]
            flows:
              - {id: a, from: I, to: V, amount: 100.00, on: 2025-01-01}
              - {id: b, from: V, to: I, amount: 230.00, on: 2026-01-01}
              - {id: c, from: I, to: V, amount: 132.00, on: 2027-01-01}
            """.write(to: path, atomically: true, encoding: .utf8)
            let outcome = try Command.run(["cashflow", path.path, "--json", "-"])
            #expect(outcome.exitCode == 0)
            let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            let root = try #require(object as? [String: Any])
            let investment = try #require(root["investment"] as? [String: Any])
            #expect(investment["irr"] is NSNull)
            #expect(investment["irr_diagnosis"] as? String == "several")
            #expect(outcome.errors.contains("10.00% and 20.00%"))
        }
    }

    @Test func faultsEndWithCodeTwoAndNothingWritten() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("terms.yaml")
            try "cashflow: x\nflows: [{id: a}]\n".write(
                to: path,
                atomically: true,
                encoding: .utf8
            )
            let output = folder.appendingPathComponent("out")
            let outcome = try Command.run(["cashflow", path.path, "--output", output.path])
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("terms.yaml:2:9: key 'flows[0].from'"))
            #expect(!FileManager.default.fileExists(atPath: output.path))
        }
    }
}

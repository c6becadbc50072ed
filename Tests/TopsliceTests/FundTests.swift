import Foundation
import Testing
import Topslice

/// A fund settled by a program, with shares measured in the same program.
@Suite struct FundTests {
    private static let datasets = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("datasets")

    private static func attribution() throws -> Attribution {
        let folder = datasets.appendingPathComponent("resettlement")
        return try Attribution(
            of: Cohort(
                contentsOf: folder.appendingPathComponent("cohort.csv").path,
                study: .read(folder.appendingPathComponent("study.yaml").path)
            )
        )
    }

    private static func fund() throws -> Fund {
        let folder = datasets.appendingPathComponent("funds/attributed")
        return try Fund(
            agreement: folder.appendingPathComponent("agreement.yaml").path,
            actuals: folder.appendingPathComponent("actuals.csv").path
        )
    }

    /// The file beside the agreement was written by the command from the same cohort.
    @Test func sharesInMemoryMoveTheMoneyOfTheFile() throws {
        let byFile = try Self.fund().settled()
        var fund = try Self.fund()
        fund.measure("caused", by: try Self.attribution())
        let byMemory = try fund.settled()
        #expect(byMemory.isReconciled)
        #expect(!byMemory.transfers.isEmpty)
        #expect(byMemory.transfers == byFile.transfers)
        #expect(byMemory.statements == byFile.statements)
    }

    @Test func aShareThatIsNotMeasuredIsRefused() throws {
        var fund = try Self.fund()
        fund.measure("agreed", by: try Self.attribution())
        do {
            _ = try fund.settled()
            Issue.record("nothing was refused")
        } catch {
            #expect("\(error)".contains("no savings share 'agreed' is measured"))
        }
    }

    @Test func filesThatAreNotThereAreNamed() {
        do {
            _ = try Fund(agreement: "/no/such/agreement.yaml", actuals: "/no/such/actuals.csv")
            Issue.record("nothing was refused")
        } catch {
            #expect("\(error)".contains("/no/such/agreement.yaml"))
        }
    }

    @Test func bothReportsGoIntoOneFolder() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-facade-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let attribution = try Self.attribution()
        var fund = try Self.fund()
        fund.measure("caused", by: attribution)
        try AttributionReport(attribution).write(to: folder.path)
        try SettlementReport(fund.settled()).write(to: folder.path)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(
            Set(names).isSuperset(of: [
                "attribution.json", "report.html", "settlement.json", "statement.html",
                "settlement.xlsx",
            ])
        )
        do {
            try AttributionReport(attribution).write(to: folder.path)
            Issue.record("what stood there was replaced")
        } catch {
            #expect("\(error)".contains("attribution.json"))
        }
    }
}

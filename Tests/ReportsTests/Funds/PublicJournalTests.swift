import TopsliceFormats
import Foundation
import TopsliceFunds
import TopsliceReports
import TopsliceTestSupport
import Testing

/// What others than the commissioners see of a settlement.
struct PublicJournalTests {
    private func report(
        _ files: [String: String],
        _ audience: Audience,
        reader: String? = nil
    ) throws -> SettlementReport {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory())
            .appendingPathComponent("journal-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        let input = try FundInput.read(
            agreement: folder.appendingPathComponent("agreement.yaml").path,
            actuals: folder.appendingPathComponent("actuals.csv").path
        )
        return try SettlementReport(
            try Settlement(input),
            audience: audience,
            reader: reader,
            provenance: .ofNoFile
        )
    }

    private static let alike = [
        "agreement.yaml": """
        agreement: Clauses that begin alike
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: council, role: host}
          - {id: health, role: funder}
        contributions:
          - {id: c61, clause: "Schedule 2, 61", rule: fixed, partner: health, amount: 1000.00}
          - {id: c6r, clause: "Schedule 2, 6, refund of days not used", rule: fixed, partner: health, amount: 7.00}
        personal_budgets:
          clause: "Schedule 2, 6"
          people:
            - {id: x1, agency: health, amount: 365.00, consent: 2025-03-01, left: 2025-04-30}
            - {id: x2, agency: health, amount: 730.00, consent: 2025-03-01}
        """,
        "actuals.csv": """
        date,kind,id,partner,amount,quantity
        2025-06-30,paid,c61,health,250.00,
        """,
    ]

    /// The public is told what each partner pays, £1,000.00, £7.00 and £1,095.00 for two people less £335.00 for 335
    /// of 365 days and the £250.00 paid already, and nothing of single movements.
    @Test func thePublicSeesNoMovements() throws {
        let report = try report(Self.alike, .public)
        #expect(report.journalTable.text() == "date,debit,credit,amount,clause,source\n")
        #expect(report.transferTable.text() == "from,to,amount,clause\n")
        let page = report.page.text()
        #expect(page.contains("£1,517.00"))
        for hidden in ["£1,095.00 personal", "£365.00", "£730.00", "x1", "250.00 "] {
            #expect(!page.contains(hidden))
        }
    }

    /// Two providers with a line each; each sees its own and nothing of the other's.
    private static let twoProviders = [
        "agreement.yaml": """
        agreement: Two providers
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: council, role: host}
          - {id: anchor, role: provider}
          - {id: beacon, role: provider}
        contributions:
          - {id: c, rule: fixed, partner: council, amount: 100.00}
        lines:
          - {id: north, name: Northern outreach, owner: council, provider: anchor, budget: 30.00}
          - {id: south, name: Southern outreach, owner: council, provider: beacon, budget: 70.00}
        """,
        "actuals.csv": """
        date,kind,id,partner,amount,quantity
        2026-03-31,spend,north,,31.11,
        2026-03-31,spend,south,,72.22,
        """,
    ]

    @Test func aProviderSeesItsOwnLinesAlone() throws {
        let whole = try report(Self.twoProviders, .commissioner)
        for file in ["settlement.json", "journal.csv", "statement.html"] {
            let text = try text(of: file, in: whole)
            #expect(text.contains("south") || text.contains("Southern"))
        }
        for (reader, own, other) in [("anchor", "31.11", "72.22"), ("beacon", "72.22", "31.11")] {
            let report = try report(Self.twoProviders, .provider, reader: reader)
            for file in report.files() where !file.name.hasSuffix(".xlsx") {
                let text = String(decoding: file.bytes, as: UTF8.self)
                #expect(!text.contains(other), "\(file.name) for \(reader)")
                #expect(!text.contains(reader == "anchor" ? "Southern" : "Northern"))
            }
            #expect(report.journalTable.text().contains(own))
        }
    }

    /// Of a provider that is not named nothing is shown but what all may see.
    @Test func aProviderWithoutANameSeesWhatThePublicSees() throws {
        let report = try report(Self.twoProviders, .provider)
        for file in report.files() where !file.name.hasSuffix(".xlsx") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(!text.contains("orthern") && !text.contains("line:north"), "\(file.name)")
        }
    }

    private func text(of name: String, in report: SettlementReport) throws -> String {
        let file = try #require(report.files().first { $0.name == name })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    /// Two lines of one name, £30.00 and £70.00, are two boxes with their own amounts.
    @Test func linesOfOneNameAreTwoBoxes() throws {
        let report = try report(
            [
                "agreement.yaml": """
                agreement: Lines of one name
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: council, role: host}
                contributions:
                  - {id: c, rule: fixed, partner: council, amount: 100.00}
                lines:
                  - {id: north, name: Outreach, owner: council, budget: 30.00}
                  - {id: south, name: Outreach, owner: council, budget: 70.00}
                """,
                "actuals.csv": """
                date,kind,id,partner,amount,quantity
                2025-06-30,spend,north,,30.00,
                2025-06-30,spend,south,,70.00,
                """,
            ],
            .commissioner
        )
        let page = report.page.text()
        #expect(page.contains("Pool to Outreach: £30.00"))
        #expect(page.contains("Pool to Outreach: £70.00"))
        #expect(!page.contains("Pool to Outreach: £100.00"))
    }
}

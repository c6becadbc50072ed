import TopsliceFormats
import Foundation
import TopsliceFormats
import TopsliceFunds
import TopsliceReports
import Testing

/// Clauses and lines that read alike stay apart in what the public sees.
struct PublicJournalTests {
    private func report(_ files: [String: String], _ audience: Audience) throws -> SettlementReport
    {
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
        return SettlementReport(
            try Settlement(input),
            audience: audience,
            provenance: Provenance(
                version: "1",
                inputs: [],
                options: [],
                blasCore: nil,
                threads: 1,
                seconds: nil
            )
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

    /// Of £365.00 for 365 days 30 are used, so £335.00 go back; the two budgets come to £1,095.00. Everything
    /// under clauses 61 and "6, refund …" keeps its own day, amount and place.
    @Test func clausesThatBeginAlikeStayApart() throws {
        let report = try report(Self.alike, .public)
        let text = report.journalTable.text()
        let rows = text.split(separator: "\n").dropFirst().map(String.init)
        #expect(rows.filter { $0.contains("Schedule 2, 61") }.count == 2)
        let due = try #require(rows.first { $0.hasPrefix("2025-04-01,pool,health,1000.00,") })
        #expect(due.contains("agreement.yaml:7:"))
        let paid = try #require(
            rows.first { $0.hasPrefix("2025-06-30,health,cash:health,250.00,") }
        )
        #expect(paid.contains("actuals.csv:2"))
        let lookalike = try #require(rows.first { $0.hasPrefix("2025-04-01,pool,health,7.00,") })
        #expect(lookalike.contains("agreement.yaml:8:"))
        // The people's own movements are one line each way, on the day of the settlement.
        #expect(rows.contains { $0.hasPrefix("2026-03-31,pool,health,1095.00,") })
        #expect(rows.contains { $0.hasPrefix("2026-03-31,health,pool,335.00,") })
        #expect(rows.count == 5)
    }

    /// All see the same money: what the public's journal moves is what the full one moves.
    @Test func mergingMovesNoMoney() throws {
        func balances(_ audience: Audience) throws -> [String: Int] {
            var balances: [String: Int] = [:]
            for row in try report(Self.alike, audience).journalTable.text()
                .split(separator: "\n").dropFirst()
            {
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                let pence = try #require(Int(fields[3].filter { $0 != "." }))
                balances[String(fields[1]), default: 0] += pence
                balances[String(fields[2]), default: 0] -= pence
            }
            return balances
        }
        let all = try balances(.commissioner)
        #expect(try balances(.public) == all)
        #expect(all["pool"] == 100_000 + 700 + 109_500 - 33_500)
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

import TopsliceFormats
import Foundation
import TopsliceFunds
import TopsliceReports
import TopsliceTestSupport
import Testing

struct SettlementReportTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("datasets/funds").path

    private func report(_ name: String, _ audience: Audience) throws -> SettlementReport {
        let input = try FundInput.read(
            agreement: "\(Self.folder)/\(name)/agreement.yaml",
            actuals: "\(Self.folder)/\(name)/actuals.csv"
        )
        return try SettlementReport(
            try Settlement(input),
            audience: audience,
            provenance: .ofNoFile
        )
    }

    private func letters(_ report: SettlementReport) throws -> String {
        let file = try #require(report.files().first { $0.name == "letters.html" })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    private func object(_ report: SettlementReport) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(report.json.text().utf8))
        return try #require(value as? [String: Any])
    }

    /// A pool that is paid out has no contributions and no lines, and no columns of noughts for them.
    @Test func whatTheAgreementDoesNotHaveHasNoColumn() throws {
        let pool = try report("leeds-rates", .commissioner)
        #expect(!pool.terminalText.contains("Contribution"))
        #expect(!pool.terminalText.contains("overspend"))
        #expect(!pool.page.text().contains("contributed to the pool"))
        #expect(pool.page.text().contains("left in the pool"))
        let fund = try report("oldham", .commissioner)
        #expect(fund.terminalText.contains("Contribution"))
        #expect(fund.page.text().contains("contributed to the pool"))
        #expect(
            fund.terminalText.contains(
                "Reconciled: all \(fund.settlement.checks.count) checks hold."
            )
        )
    }

    /// A risk pool that nobody paid into: a shortfall that is named everywhere, nothing to sign and no invoice.
    @Test func whatDoesNotReconcileIsNeitherSignedNorInvoiced() throws {
        let fund = try FundCase(
            "nobody paid in",
            agreement: """
                agreement: A risk pool that nobody paid into
                term: {from: 2025-04-01, to: 2026-03-31}
                partners:
                  - {id: council, name: Council, role: host}
                  - {id: icb, name: ICB, role: funder}
                lines: [{id: l, name: L, owner: council, budget: 100000, risk: r}]
                contributions: [{id: c, rule: percentage, total: 100000, by: equally}]
                risk:
                  - {id: r, overspend: {rule: waterfall, sources: [{risk_pool: 50000}], then: {rule: proportional, by: equally}}, underspend: {rule: proportional, by: equally}}
                """,
            actuals: "date,kind,id,amount\n2026-03-31,spend,l,140000\n"
        )
        defer { fund.remove() }
        let report = try fund.report()
        let page = report.page.text()
        let letters = try self.letters(report)
        for text in [page, letters] {
            #expect(text.contains("£40,000.00 from the risk pool that it does not hold"))
        }
        #expect(page.contains("does NOT reconcile") && !page.contains("The settlement reconciles"))
        #expect(page.contains("Nobody signs") && !page.contains("Signatures"))
        #expect(letters.contains("this is no invoice") && !letters.contains("Invoice to"))
        #expect(!letters.contains("Payable by") && !letters.contains("Credit note"))
        let sound = try self.letters(try self.report("better-care", .commissioner))
        #expect(sound.contains("Invoice to Valley ICB"))
    }

    @Test func amountsAreDecimalStringsUnderTheAgreedKeys() throws {
        let json = try object(try report("south-tyneside", .commissioner))
        let partners = try #require(json["partners"] as? [[String: Any]])
        let keys = [
            "contribution", "risk_share", "savings", "outcome_payments", "net", "pays", "receives",
        ]
        for partner in partners {
            for key in keys {
                let amount = try #require(partner[key] as? String)
                #expect(
                    amount.range(of: "^-?[0-9]+\\.[0-9]{2}$", options: .regularExpression) != nil
                )
            }
        }
        for (list, members) in [
            ("transfers", ["from", "to", "amount", "clause"]),
            ("journal", ["date", "debit", "credit", "amount", "clause", "source"]),
            ("checks", ["name", "expected", "actual", "difference"]),
        ] {
            let items = try #require(json[list] as? [[String: Any]])
            #expect(!items.isEmpty)
            for item in items { #expect(Set(members).isSubset(of: item.keys)) }
        }
        #expect(json["warnings"] is [String])
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        let first = try report("south-tyneside", .commissioner).files()
        let second = try report("south-tyneside", .commissioner).files()
        #expect(first.map(\.bytes) == second.map(\.bytes))
        #expect(first.map(\.name) == SettlementReport.fileNames)
    }

    @Test func thePublicSeesNothingAboutSinglePeople() throws {
        let open = try report("personal-budgets", .commissioner)
        let closed = try report("personal-budgets", .public)
        #expect(open.page.text().contains("P04"))
        for file in closed.files() where !file.name.hasSuffix(".xlsx") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(!text.contains("P04"))
            #expect(!text.contains("people.csv:"))
        }
        // The agency with four people is not counted; sums stay what they are.
        #expect(closed.page.text().contains("fewer than 5"))
        #expect(closed.page.text().contains("£3,000.00"))
    }

    @Test func whoGainsAndWhoPaysIsForCommissionersOnly() throws {
        #expect(
            try report("free-rider", .commissioner).page.text().contains("Who gains and who pays")
        )
        for audience in [Audience.provider, .public] {
            let report = try report("free-rider", audience)
            #expect(!report.page.text().contains("Who gains and who pays"))
            #expect(try object(report)["free_riders"] == nil)
        }
    }
}

import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceReports

/// What other rules would leave, against agreements that say so.
struct OtherRulesTests {
    private static func agreement(_ schedule: String) -> String {
        """
        agreement: Other rules
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: a, name: A, role: host}
          - {id: b, name: B, role: funder}
          - {id: p, name: P, role: provider}
        lines:
          - {id: x, name: X, owner: a, budget: 1000.00, risk: r}
          - {id: w, name: W, owner: b, budget: 500.00, risk: r, provider: p}
        contributions:
          - {id: q, rule: fixed, partner: a, amount: 1200.00}
          - {id: s, rule: fixed, partner: b, amount: 300.00}
        risk:
          - {id: r, clause: "9", apply: together, both: \(schedule)}
        """
    }

    private static let actuals = """
        date,kind,id,partner,amount
        2026-03-31,spend,x,,1100.07
        2026-03-31,spend,w,,444.41
        """

    @Test(arguments: [
        (OtherRule.Kind.contributions, "{rule: proportional, by: contributions}"),
        (.equally, "{rule: proportional, by: equally, among: [a, b]}"),
        (.own, "{rule: own}"),
        (.host, "{rule: fixed, bearer: a}"),
    ])
    func itIsWhatAnAgreementOfThatRuleGives(kind: OtherRule.Kind, schedule: String) throws {
        let agreed = try FundCase(
            "agreed",
            agreement: Self.agreement("{rule: proportional, shares: {a: 90, b: 10}}"),
            actuals: Self.actuals
        )
        let other = try FundCase(
            "other",
            agreement: Self.agreement(schedule),
            actuals: Self.actuals
        )
        defer {
            agreed.remove()
            other.remove()
        }
        let settlement = try agreed.report(comparingRules: true).settlement
        let rule = try #require(settlement.otherRules.first { $0.kind == kind })
        let nets = try other.report().settlement.invoices.positions.map(\.net)
        #expect(rule.positions.map(\.net) == nets)
        for (position, before) in zip(rule.positions, settlement.invoices.positions) {
            #expect(
                position.change.minorUnits == position.net.minorUnits - before.net.minorUnits
            )
        }
    }

    /// A rule that cannot be applied is said to be one, and nothing is shown where nobody asked.
    @Test func whatCannotBeApplied() throws {
        let text = Self.agreement("{rule: fixed, bearer: b}").split(separator: "\n").filter {
            !$0.contains("rule: fixed, partner") && !$0.contains("contributions:")
        }.joined(separator: "\n")
        let fund = try FundCase("no contributions", agreement: text, actuals: Self.actuals)
        defer { fund.remove() }
        let report = try fund.report(comparingRules: true)
        let rule = try #require(report.settlement.otherRules.first { $0.kind == .contributions })
        #expect(rule.positions.isEmpty)
        #expect(report.page.text().contains("Cannot be applied here: By contributions"))
        #expect(report.workbook.sheets.contains { $0.name == "Other rules" })
        #expect(report.json.text().contains("\"other_rules\""))
        #expect(!(try fund.report().json.text().contains("\"other_rules\"")))
    }
}

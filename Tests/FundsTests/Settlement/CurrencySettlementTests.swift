import TopsliceFunds
import TopsliceMoney
import Testing

/// Agreements in any currency of ISO 4217: amounts are read, divided and printed in its minor units.
struct CurrencySettlementTests {
    /// A budget of 1,000,001 units, contributed in 333 : 667 thousandths, of which 1,234,567 are spent; what is over
    /// (234,566) is borne 1 : 2. By Python's fractions: 333,000.333 and 667,000.667; 78,188.667 and 156,377.333.
    private static func agreement(_ currency: String, budget: String) -> String {
        """
        agreement: Test
        currency: \(currency)
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: a, role: host}
          - {id: b, role: funder}
        lines: [{id: care, owner: a, budget: \(budget), risk: r}]
        contributions:
          - {id: c, rule: percentage, total_of: [care], shares: {a: 33.3, b: 66.7}}
        risk:
          - {id: r, both: {rule: proportional, weights: {a: 1, b: 2}}}

        """
    }

    @Test(arguments: [
        ("JPY", "1000001", "1234567", "¥333,000", "¥156,377"),
        ("EUR", "10000.01", "12345.67", "€3,330.00", "€1,563.77"),
        ("KWD", "1000.001", "1234.567", "333.000 KWD", "156.377 KWD"),
        ("BHD", "1000.001", "1234.567", "333.000 BHD", "156.377 BHD"),
        ("SEK", "10000.01", "12345.67", "3,330.00 SEK", "1,563.77 SEK"),
    ])
    func unitsAreDividedWhole(
        code: String,
        budget: String,
        spend: String,
        first: String,
        second: String
    ) throws {
        let settlement = try TemporaryFund.settle(
            Self.agreement(code, budget: budget),
            ["2026-03-31,spend,care,,\(spend),,"]
        )
        let currency = try Currency(code: code)
        #expect(settlement.agreement.currency == currency)
        #expect(settlement.statements.map(\.contribution.minorUnits) == [333_000, 667_001])
        #expect(settlement.statements.map(\.riskShare.minorUnits) == [78_189, 156_377])
        #expect(settlement["a"].contribution.formatted() == first)
        #expect(settlement["b"].riskShare.formatted() == second)
        #expect(settlement.isReconciled)
        let amounts =
            settlement.journal.map(\.amount) + settlement.checks.map(\.expected)
            + settlement.transfers.map(\.amount) + settlement.invoices.positions.map(\.net)
            + settlement.accounts.map(\.closing) + settlement.months.map(\.budget)
        #expect(amounts.allSatisfy { $0.currency == currency })
    }

    /// Another currency is refused where it stands, in the agreement and in the actuals, and so are decimals that the
    /// currency does not have.
    @Test(arguments: [
        ("GBP", "€10.00", "5.00", "EUR where GBP is expected"),
        ("EUR", "£10.00", "5.00", "GBP where EUR is expected"),
        ("EUR", "10.00 CHF", "5.00", "CHF where EUR is expected"),
        ("JPY", "10.5", "5", "this currency has no decimals"),
        ("KWD", "10.0005", "5", "it has more than 3 decimals"),
        ("EUR", "10.005", "5", "it has more than 2 decimals"),
    ])
    func anotherCurrencyIsRefusedInItsPlace(
        code: String,
        budget: String,
        spend: String,
        message: String
    ) throws {
        let faults = try TemporaryFund.faults(
            Self.agreement(code, budget: budget),
            actuals: "date,kind,id,amount\n2026-03-31,spend,care,\(spend)\n"
        )
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("7:") == true, "\(faults)")
        #expect(faults.first?.contains(message) == true, "\(faults)")
        let ofTable = try TemporaryFund.faults(
            Self.agreement(code, budget: "10"),
            actuals: "date,kind,id,amount\n2026-03-31,spend,care,\(budget)\n"
        )
        #expect(ofTable.count == 1)
        #expect(ofTable.first?.hasPrefix("2:") == true, "\(ofTable)")
        #expect(ofTable.first?.contains(message) == true, "\(ofTable)")
    }

    @Test func whatIsNoCurrencyIsRefused() throws {
        let faults = try TemporaryFund.faults(Self.agreement("XAU", budget: "10.00"))
        #expect(faults.count == 1)
        #expect(faults.first?.contains("no currency of ISO 4217") == true)
    }

    /// Two agreements are compared in one currency.
    @Test func agreementsInTwoCurrenciesAreNotCompared() throws {
        let rows = ["2026-03-31,spend,care,,5.00,,"]
        let pounds = try TemporaryFund.settle(Self.agreement("GBP", budget: "10.00"), rows)
        let euros = try TemporaryFund.settle(Self.agreement("EUR", budget: "10.00"), rows)
        #expect(throws: FundError.currencies(first: .pounds, second: .euros)) {
            try SettlementComparison(pounds, euros)
        }
    }
}

import Testing

/// Every fault of terms is named with its place, all at once.
@Suite struct BadTermsTests {
    private func faults(_ text: String, table: String? = nil) throws -> [String] {
        try WrittenTerms("cashflow: Terms\n" + text, table: table).faults()
    }

    private func bond(_ tranche: String = "", distributions: String = "[2027-01-01]") -> String {
        """
        flows: [{id: w, from: V, to: P, amount: 10.00, on: 2025-01-01}]
        bond:
          vehicle: V
          tranches: [{id: t, investor: I, commitment: 10.00\(tranche)}]
          distributions: \(distributions)

        """
    }

    @Test func soundTermsHaveNone() throws {
        #expect(try faults(bond()) == [])
    }

    @Test(arguments: [
        (", draws: [{on: 2025-01-01, amount: 11.00}]", "sum to 11.00, above the commitment"),
        (", guarantee: {guarantor: I, percent: 50}", "cannot guarantee its own"),
        (", preferred_return: -1", "not between 0"),
        (", draws: [{on: 2025-02-30, amount: 1.00}]", "'2025-02-30' is not a day"),
    ])
    func tranches(more: String, expected: String) throws {
        let found = try faults(bond(more))
        #expect(found.count == 1)
        #expect(found.first?.contains(expected) == true, "\(found)")
        #expect(found.first?.hasPrefix("terms.yaml:5:") == true, "\(found)")
    }

    @Test func daysOfPayment() throws {
        let early = try faults(bond(distributions: "[2024-01-01]"))
        #expect(early.first?.contains("after the last day of the bond, 2024-01-01") == true)
        let order = try faults(bond(distributions: "[2027-01-01, 2026-01-01]"))
        #expect(order.contains { $0.contains("is not after 2027-01-01") }, "\(order)")
    }

    @Test func everyFaultAtOnce() throws {
        let found = try faults(
            """
            flows:
              - {id: a, from: A, to: A, amount: 1.00, on: 2025-01-01}
              - {id: a, from: A, to: B, amount: 1.001, on: 2025-01-01, at_risk: 40}
              - {id: c, from: A, to: B, amount: 1.00, on: 2025-01-01, every_months: 3}
            finance: {Z: {rate: 5}}
            break_even: [{id: b, people: 3, achieved: 4, cost_per_person: 1.00}]
            extra: 1
            """
        )
        for expected in [
            "would pay itself", "'a' is on line 3 too", "more than 2 decimals",
            "state 'lag_months' as well", "state how many 'times'", "nobody called 'Z'",
            "4 of 3 people", "extra",
        ] {
            #expect(found.contains { $0.contains(expected) }, "\(expected): \(found)")
        }
    }

    @Test func sharesThatDoNotSum() throws {
        let found = try faults(bond() + "  surplus: {I: 50, P: 40}\n")
        #expect(found.first?.contains("sum to 90, expected 100") == true, "\(found)")
    }

    @Test func tablesNameTheirLines() throws {
        let found = try faults(
            "flows_file: flows.csv",
            table: "date,from,to,amount\n2025-02-29,A,B,1.00\n2025-01-01,A,,x\n"
        )
        #expect(found.contains { $0.hasPrefix("flows.csv:2: column 'date'") }, "\(found)")
        #expect(found.contains { $0.hasPrefix("flows.csv:3: column 'to'") }, "\(found)")
        #expect(found.contains { $0.hasPrefix("flows.csv:3: column 'amount'") }, "\(found)")
    }

    @Test func termsInWhichNothingMoves() throws {
        #expect(try faults("").first?.contains("nothing moves") == true)
    }
}

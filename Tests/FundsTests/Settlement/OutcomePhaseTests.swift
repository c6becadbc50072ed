import TopsliceFunds
import TopsliceMoney
import Testing

/// Payments for the results of one phase of a term.
struct OutcomePhaseTests {
    private static func agreement(_ payment: String) -> String {
        AgreementText.threeYears.replacing(
            "  - {id: c, role: funder}\n",
            with: "  - {id: c, role: provider}\n"
        ) + """
            outcomes:
              - {id: jobs, definition: people in work, unit: people, recorded: 2025-03-01, owner: a}
            outcome_payments:
              - {id: q, outcome: jobs, payee: c, payers: {shares: {a: 60, b: 40}}, \(payment)}

            """
    }

    private static let rows = [
        "2025-06-30,outcome,jobs,,,3,", "2026-06-30,outcome,jobs,,,5,",
        "2028-01-31,outcome,jobs,,,7,",
    ]

    /// 3, 5 and 7 results at £100.00: £1,500.00 for the whole term, £500.00 for the second year alone, at its end.
    @Test(arguments: [
        ("rule: tariff, tariff: 100.00", 150_000, "2028-03-31"),
        ("rule: tariff, tariff: 100.00, phase: y1", 30_000, "2026-03-31"),
        ("rule: tariff, tariff: 100.00, phase: y2", 50_000, "2027-03-31"),
        ("rule: trigger, payment: 80.00, threshold: 7, phase: y3", 8_000, "2028-03-31"),
        ("rule: trigger, payment: 80.00, threshold: 6, phase: y2", 0, "2027-03-31"),
    ])
    func onlyTheResultsOfThePhaseArePaidFor(payment: String, pence: Int, day: String) throws {
        let settlement = try TemporaryFund.settle(Self.agreement(payment), Self.rows)
        #expect(settlement.outcomes.map(\.amount.minorUnits) == [pence])
        #expect(settlement["c"].outcomePayments.minorUnits == pence)
        #expect(settlement["a"].outcomePayments.minorUnits == -pence * 6 / 10)
        #expect(settlement.journal.allSatisfy { "\($0.date)" == day })
        #expect(settlement.isReconciled)
    }

    @Test func aPhaseThatIsNotThereIsRefused() throws {
        let faults = try TemporaryFund.faults(
            Self.agreement("rule: tariff, tariff: 100.00, phase: y4")
        )
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.hasPrefix("14:") == true, "\(faults)")
        #expect(faults.first?.contains("'y4' is not a phase") == true, "\(faults)")
    }
}

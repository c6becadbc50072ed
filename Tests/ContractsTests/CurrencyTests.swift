import Testing
import TopsliceContracts
import TopsliceFunds
import TopsliceMoney

/// Amounts have the minor units of their currency: yen have none, dinars three digits.
@Suite struct CurrencyTests {
    /// A third each of seven outcomes: ¥700 is 233⅓ each, KD 0.700 is 0.233⅓.
    @Test(arguments: [
        ("JPY", "100", ["-233", "-234", "-233", "700"]),
        ("KWD", "0.100", ["-0.233", "-0.234", "-0.233", "0.700"]),
        ("EUR", "0.10", ["-0.23", "-0.24", "-0.23", "0.70"]),
    ])
    func thirds(code: String, tariff: String, expected: [String]) throws {
        let agreement = Worked.agreement(
            "  - {id: j, rule: outcome, outcome: job, payee: p1, payers: {equally: [council, nhs, fund]}, tariff: \(tariff)}"
        )
        let settlement = try Worked.settled(
            agreement: "currency: \(code)\n" + agreement,
            outcomes: "person_id,outcome,date\n"
                + (0..<7).map { "x\($0),job,2025-03-01\n" }.joined(),
            asAt: "2026-12-31"
        )
        let nets = ["nhs", "council", "fund", "p1"].map { party in
            settlement.statements.first { $0.partner == party }?.outcomePayments
        }
        #expect(nets.map { $0?.decimalText } == expected)
        #expect(nets.allSatisfy { $0?.currency.code == code })
        #expect(settlement.contractPayments.first?.amount.currency.code == code)
        #expect(settlement.isReconciled)
    }
}

import TopsliceFunds
import Testing

/// What a checker says besides faults: what is missing.
struct AgreementReviewTests {
    private func openPoints(_ clauses: String) throws -> [OpenPoint] {
        let fund = try TemporaryFund(["agreement.yaml": AgreementText.year + clauses])
        let input = try FundInput.read(agreement: fund.path("agreement.yaml"))
        return try AgreementReview(input).openPoints
    }

    private let complete = """
        functions:
          - {id: audit, owner: b}
        lines:
          - {id: care, owner: a, budget: 100.00}
        contributions:
          - {id: c, rule: fixed, partner: b, amount: 100.00}

        """

    @Test func nothingIsMissingFromACompleteAgreement() throws {
        #expect(try openPoints(complete).isEmpty)
    }

    /// printf 'home\npeople\n2025-04-01\nA home\n' | sha256sum
    @Test func anOutcomeWithoutADigestIsMissingIt() throws {
        let outcome = "outcomes:\n  - {id: home, definition: A home, unit: people, "
        let points = try openPoints(complete + outcome + "recorded: 2025-04-01, owner: a}\n")
        let digest = "9d46e0c1f120d35d9038dc5f14a85fd79ade09c3f3aac0558cbb44d4400c52cd"
        #expect(points == [.noDigest(outcome: "home", digest: digest)])
    }

    @Test func moneyThatDoesNotCoverTheBudgetsIsNamed() throws {
        let points = try openPoints(complete.replacing("amount: 100.00", with: "amount: 90.50"))
        #expect(
            points == [
                .notReconciled(.accountNeverBelowZero(.pool)),
                .budgetsNotCovered(
                    paidIn: 9_050,
                    budgets: 10_000,
                    gap: 950,
                    hasBroughtForward: false
                ),
            ]
        )
    }

    @Test func anAgreementWithoutFunctionsLacksThem() throws {
        let points = try openPoints(
            complete.replacing("functions:\n  - {id: audit, owner: b}\n", with: "")
        )
        #expect(points == [.noFunctions])
    }
}

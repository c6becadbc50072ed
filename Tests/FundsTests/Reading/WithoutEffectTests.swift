import Foundation
import TopsliceFunds
import Testing
import TopsliceRecords

/// What an agreement says is applied, refused, or named as without effect.
struct WithoutEffectTests {
    private func notices(
        _ agreement: String,
        tables: [String: String] = [:]
    ) throws -> [AgreementNotice.Subject] {
        var files = tables
        files["agreement.yaml"] = agreement
        let fund = try TemporaryFund(files)
        return try FundInput.read(agreement: fund.path("agreement.yaml")).agreement.notices
            .map(\.subject)
    }

    @Test func riskClausesSharesAndOutcomesThatNothingUsesAreNamed() throws {
        let clauses = """
            lines:
              - {id: l, owner: a, budget: 100.00, risk: used}
            contributions:
              - {id: k, rule: fixed, partner: b, amount: 100.00}
            risk:
              - {id: used, both: {rule: proportional, savings_share: mentioned}}
              - {id: idle, both: {rule: fixed, bearer: b}}
            savings_shares:
              - {id: mentioned, agreed: {a: 100}}
              - {id: spare, agreed: {a: 100}}
            outcomes:
              - {id: o, definition: A home, unit: people, recorded: 2025-04-01, owner: a}
            supply_chain:
              - {prime: v, sub: b, percent: 10}

            """
        #expect(
            try notices(AgreementText.year + clauses) == [
                .unusedRiskClause("idle"), .unusedSavingsShare("spare"), .unusedOutcome("o"),
                .unusedPartner("c"), .unusedLink(prime: "v", sub: "b"),
            ]
        )
    }

    @Test func phasesThatNothingUsesAreNamed() throws {
        let lines = "lines:\n  - {id: l, owner: a, phase: y2, budget: 1.00}\n"
        let contribution = "contributions:\n  - {id: k, rule: fixed, partner: b, amount: 1.00, "
        let text = AgreementText.threeYears + lines + contribution
        #expect(
            try notices(text + "phases: [y3]}\n") == [.unusedPartner("c"), .unusedPhase("y1")]
        )
        #expect(try notices(text + "due: phase}\n") == [.unusedPartner("c")])
    }

    @Test func aCapOfAPartnerWithoutAPartIsNamed() throws {
        let clauses = """
            lines:
              - {id: l, owner: a, budget: 100.00, risk: r}
            risk:
              - {id: r, both: {rule: capped, shares: {a: 100}, caps: {b: 1.00}, floors: {c: 2.00}}}
            supply_chain: []

            """
        let found = try notices(AgreementText.year + clauses)
        #expect(found.contains(.limitWithoutPart(key: "caps", partner: "b")))
        #expect(found.contains(.limitWithoutPart(key: "floors", partner: "c")))
    }

    @Test func standardErrorsOfAGameAreNamed() throws {
        let clauses = """
            savings_shares:
              - {id: s, measured: {game: game.csv}}
            savings:
              - {id: v1, share: s}

            """
        let table = "coalition,value,standard_error\na,1,0.1\nb,2,0.1\na+b,4,0.1\n"
        let found = try notices(AgreementText.year + clauses, tables: ["game.csv": table])
        #expect(found.contains(.columnWithoutEffect(column: "standard_error", table: "game.csv")))
    }

    @Test(
        arguments: [
            (
                "lines:\n  - {id: l, owner: a, budgets: {y1: 1.00}, risk: {y1: r, y2: r}}\n"
                    + "risk:\n  - {id: r, both: {rule: fixed, bearer: b}}\n", "never be applied"
            ),
            (
                "lines:\n  - {id: l, owner: a, phase: y1, budget: 1.00, risk: {y2: r}}\n"
                    + "risk:\n  - {id: r, both: {rule: fixed, bearer: b}}\n", "never be applied"
            ),
            (
                "lines:\n  - {id: l, owner: a, budget: 1.00, risk: r}\nrisk:\n"
                    + "  - {id: r, both: {rule: fixed, bearer: b}, destination: return, reinvest_in: l}\n",
                "goes only with 'destination: reinvest'"
            ),
            (
                "contributions:\n  - {id: k, rule: fixed, partner: b, amount: 1.00, due: phase, "
                    + "uplift_percent: {y1: 2}}\n", "nothing comes before the first phase"
            ),
            (
                "functions:\n  - {id: f, name: Audit, owner: a}\n  - {id: g, name: audit, owner: b}\n",
                "has this name already"
            ),
            (
                "functions:\n  - {id: f, owner: a}\n  - {id: f, owner: b}\n", "occurs twice"
            ),
        ]
    )
    func whatCannotActIsRefused(_ clauses: String, _ why: String) throws {
        let faults = try TemporaryFund.faults(AgreementText.threeYears + clauses)
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains(why) == true, "\(faults)")
    }

    /// The whole term has a name; a part of it that took the name would be told without one.
    @Test func noPartOfTheTermIsCalledLikeTheWhole() throws {
        let text = AgreementText.threeYears.replacingOccurrences(of: "{id: y1,", with: "{id: term,")
        let faults = try TemporaryFund.faults(text)
        #expect(
            faults.count == 1 && faults[0].contains("is the name of the whole term"),
            "\(faults)"
        )
    }

    /// No money is ever booked to a function, so it may be called like an account.
    @Test func aFunctionMayBeCalledPool() throws {
        let text = AgreementText.year + "functions:\n  - {id: pool, name: The pool, owner: a}\n"
        #expect(try TemporaryFund.faults(text).isEmpty)
    }

    @Test func rowsOfOneLineMayNotContradictEachOther() throws {
        let fund = try TemporaryFund([
            "agreement.yaml": AgreementText.threeYears + "lines_file: lines.csv\n",
            "lines.csv": """
            id,owner,provider,phase,budget,tolerance_percent
            l,a,b,y1,1.00,2
            l,a,,y2,1.00,
            l,a,c,y3,1.00,2

            """,
        ])
        let error = #expect(throws: Faults.self) {
            try FundInput.read(agreement: fund.path("agreement.yaml"))
        }
        #expect(error?.faults.map(\.subject) == [.column("provider")])
        #expect(error?.faults.first?.place.line == 4)
    }

    /// A partner that is declared with a fault is not missed by those who name it.
    @Test func aBrokenDeclarationIsOneFault() throws {
        let text = AgreementText.year.replacing(
            "{id: b, role: funder}",
            with: "{id: no, role: funder}"
        )
        let faults = try TemporaryFund.faults(
            text + "contributions:\n  - {id: k, rule: fixed, partner: no, amount: 1.00}\n"
                + "lines:\n  - {id: l, owner: no, budget: 1.00}\n"
        )
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains("truth value") == true)
    }
}

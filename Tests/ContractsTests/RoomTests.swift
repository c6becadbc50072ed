import Testing
import TopsliceContracts
import TopsliceFunds

/// What holds of clauses whatever their kind: order, refusals, balance.
@Suite struct RoomTests {
    private static let two = """
          - {id: first, rule: outcome, outcome: part_time, payee: p1, payer: council, tariff: 500.00}
          - {id: whole, rule: outcome, outcome: job, payee: p1, payer: nhs, tariff: 2000.00}

        """

    /// Breaks and payments that wait for each other.
    @Test func aCircleIsAnErrorThatNamesTheClauses() throws {
        let clauses = """
              - {id: one, rule: person-cap, of: [two], amount: 1.00}
              - {id: two, rule: best-of, of: [three, one]}
              - {id: three, rule: outcome, outcome: job, payee: p1, payer: nhs, tariff: 2000.00}
            """
        let faults = try Worked.faults(clauses, outcomes: "person_id,outcome,date\n")
        #expect(
            faults.contains("clauses need each other in a circle: one > two > one"),
            "\(faults)"
        )
    }

    @Test func whereClausesAndRowsStandSaysNothing() throws {
        var clauses = [
            "  - {id: first, rule: outcome, outcome: part_time, payee: p1, payers: {shares: {council: 33.3, nhs: 66.7}}, tariff: 501.01}",
            "  - {id: whole, rule: outcome, outcome: job, payer: nhs, tariff: 2000.03, deadweight: 1, cap: 4100.00}",
            "  - {id: i, rule: interim, interim: first, final: whole, clawback_after: {months: 3}}",
            "  - {id: a, rule: advance, payee: p1, payer: fund, amount: 700.00, on: 2025-01-15, recover_from: [whole, first], recover_percent: 33}",
        ]
        var rows = (1...12).flatMap { person in
            [
                "x\(person),part_time,2025-0\(person % 3 + 1)-0\(person % 7 + 1),p1",
                "x\(person),job,2025-0\(person % 5 + 3)-0\(person % 4 + 1),p\(person % 2 + 1)",
            ]
        }
        func settled() throws -> [String] {
            let worked = try Worked(
                clauses.joined(separator: "\n"),
                outcomes: "person_id,outcome,date,provider\n" + rows.joined(separator: "\n") + "\n",
                referrals: "person_id,referred\n"
                    + (1...12).map { "x\($0),2025-01-01\n" }.joined()
            )
            #expect(worked.settlement.isReconciled)
            return try ["council", "nhs", "fund", "p1", "p2"].map { try worked.net($0) }
        }
        let first = try settled()
        #expect(first.contains { $0 != "0.00" })
        clauses.reverse()
        rows.reverse()
        #expect(try settled() == first)
        clauses.swapAt(0, 2)
        rows.swapAt(3, 17)
        #expect(try settled() == first)
    }

    /// Every fault of the terms, at once and with its place.
    @Test func faultsOfTheTermsAreLocatedAndAllAtOnce() throws {
        let faults = try Worked.faults(
            """
              - {id: a, rule: outcome, outcome: job, payee: p1, tariff: 1.00}
              - {id: b, rule: outcome, outcome: job, payee: p1, payers: {shares: {nhs: 60, fund: 30}}, tariff: 1.00}
              - id: c
                rule: outcome
                outcome: job
                payee: p1
                payer: nhs
                bands: [{from: 0, to: 10, tariff: 1.00}, {from: 12, tariff: 2.00}]
              - id: d
                rule: outcome
                outcome: job
                payee: p1
                payer: nhs
                bands: [{from: 0, to: 10, tariff: 1.00}, {from: 8, tariff: 2.00}]
              - {id: e, rule: outcome, outcome: jobb, payee: px, payer: p1, tariff: 1.005}
              - {id: e, rule: nothing}
              - {id: f, rule: advance, payee: p1, payer: nhs, amount: 1.00, on: 2025-02-29, recover_from: [z]}
              - {id: g, rule: outcome, outcome: job, payee: p1, payer: p1, tariff: 1.00}
              - {id: h, rule: sustainment, outcome: job, payee: p1, payer: nhs, tariff: 1.00, sustained: {fortnights: 2}}
              - {id: i, rule: outcome, outcome: job, payee: p1, payer: nhs, tariff: 1.00, from: 2026-02-01, to: 2026-01-01}
            """,
            outcomes: "person_id,outcome,date\n"
        )
        for message in [
            "nothing says who pays", "the shares sum to 90, expected 100",
            "begins at 12, and the band before ends at 10: claims between would be paid nothing",
            "begins at 8, and the band before ends at 10: claims between would be paid twice",
            "'jobb' is not an outcome of this agreement", "'px' is not a partner of this agreement",
            "clause 'e' occurs twice", "'2025-02-29' is not a day of the calendar",
            "'z' is not a clause of the contracts", "'p1' would pay itself", "fortnights",
            "the clause ends before it begins",
        ] {
            #expect(faults.contains(message), "\(message) in \(faults)")
        }
    }

    /// Every fault of the tables, at once, with its place and without the value.
    @Test func faultsOfTheTablesAreLocatedAndNameNobody() throws {
        let faults = try Worked.faults(
            Self.two,
            outcomes: """
                person_id,outcome,date,provider,started,ended
                Jane Secret,part_time,2025-02-29,,,
                Jane Secret,part_timer,2025-03-01,,,
                ,job,2025-03-01,,,
                Joe Secret,job,2027-03-01,px,2025-03-01,2025-02-01
                Jim Secret,job,2025-01-03,,,

                """,
            referrals: """
                person_id,referred,from,to,cohort
                Jim Secret,2025-02-01,,,north
                Joe Secret,2025-02-01,2025-02-01,2025-01-01,
                Ann Secret,2025-02-01,,,north
                Ann Secret,2025-03-01,,,south

                """
        )
        for place in [
            "outcomes.csv:2: column 'date'", "outcomes.csv:3: column 'outcome'",
            "outcomes.csv:4: column 'person_id'", "outcomes.csv:5: column 'date'",
            "outcomes.csv:5: column 'provider'", "outcomes.csv:5: column 'ended'",
            "outcomes.csv:6: column 'date': the outcome lies before the referral",
            "referrals.csv:3: column 'to'",
            "referrals.csv:5: column 'cohort': the person is in another cohort too",
        ] {
            #expect(faults.contains(place), "\(place) in \(faults)")
        }
        #expect(!faults.contains("Secret"))
        #expect(!faults.contains("px"))
    }

    @Test func tablesThatAreNeededAreAskedFor() throws {
        let attachment = "  - {id: a, rule: attachment, payee: p1, payer: council, tariff: 1.00}"
        #expect(
            try Worked.faults(attachment, outcomes: "person_id,outcome,date\n")
                .contains("clause 'a' looks at referrals, expected --referrals")
        )
        let provider = "  - {id: a, rule: outcome, outcome: job, payer: council, tariff: 1.00}"
        #expect(
            try Worked.faults(provider, outcomes: "person_id,outcome,date\na,job,2025-03-01\n")
                .contains("outcomes.csv:2: column 'provider': a value is missing")
        )
    }

    /// Without records of people nothing is paid, and the report says so first.
    @Test func contractsWithoutRecordsPayNothingAndSaySo() throws {
        let worked = try Worked(Self.two)
        #expect(try worked.net("p1") == "0.00")
        #expect(worked.settlement.banners == [.contractsWithoutPeople])
    }
}

import Testing
import TopsliceContracts
import TopsliceFunds

/// Whatever a clause says is applied, refused, or named as without effect.
@Suite struct WithoutEffectTests {
    private static let job: String =
        "  - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 100.00"
    private static let rows = "person_id,outcome,date\na,job,2025-03-01\nb,job,2025-04-01\n"

    private static func with(_ terms: String) -> String { job + terms + "}" }

    private static func beside(_ clause: String) -> String { job + "}\n" + clause }

    private static func gain(_ terms: String) -> String {
        "  - {id: g, rule: gain-share, payee: p1, payer: council, benchmark: 100.00, actual: 90.00, \(terms)}"
    }

    /// Two things of which one leaves nothing to the other, and things that nothing can ever reach.
    private static let refused: [(String, String)] = [
        (with(", evidence: none, evidence_within: {days: 3}"), "no evidence is asked for"),
        (with(", phase: term, to: 2025-05-01"), "excludes"),
        (with(", phase: term, from: 2025-05-01"), "excludes"),
        (with(", by_year: [100, 90, 80]"), "the term has 2 years"),
        (with(", partial: {job: 40}"), "part of itself"),
        (gain("share_percent: 50, revenue: 10.00"), "cap_percent_of_revenue"),
        (
            gain("preset: mssp-basic-a, minimum_percent: 2, revenue: 10.00"),
            "cap_percent_of_revenue"
        ),
        (gain("share_percent: 50, reach: excess"), "no minimum"),
        (
            gain("ranges: [{from_percent: 80, to_percent: 100, share_percent: 20}], reach: excess"),
            "exclude"
        ),
        (
            gain(
                "share_percent: 50, minimum_percent: 2, minimum_rate: {people: 10, bands: [{from: 5, to: 20, percent_at_from: 3, percent_at_to: 2}]}"
            ), "exclude each other"
        ),
        (
            gain(
                "share_percent: 50, minimum_percent: 2, losses: {complement: true, minimum_percent: 2, quality_percent: 50}"
            ), "first pound"
        ),
        (
            beside("  - {id: n, rule: novation, of: [j], from: p1, to: p2, on: 2024-06-01}"),
            "the term begins"
        ),
        (
            beside(
                "  - {id: b, rule: break, on: 2030-01-01, payee: p1, payer: council, exit_cost: 5.00}"
            ),
            "outside the term"
        ),
        (
            beside(
                "  - {id: b, rule: break, on: 2026-06-01, payee: p1, payer: council, exit_costs: [{until: 2026-03-31, amount: 5.00}]}"
            ),
            "no exit cost is stated"
        ),
        (
            beside(
                "  - {id: b, rule: break, on: 2026-06-01, payee: p1, payer: council, exit_cost: 5.00, opened_by: {measures: {2025-06-01: 50}, below: 60, times: 2}}"
            ),
            "cannot be low 2 times"
        ),
        (
            beside(
                "  - {id: b, rule: break, on: 2026-01-01, payee: p1, payer: council, exit_cost: 5.00, opened_by: {measures: {2025-06-01: 50, 2026-06-01: 50}, below: 60}}"
            ),
            "after the break"
        ),
        (
            beside(
                "  - {id: a, rule: advance, payee: p1, payer: council, amount: 50.00, on: 2025-01-01, recover_from: [j], schedule: [{claims: 1, percent: 50}]}"
            ),
            "after the last step"
        ),
        (
            beside("  - {id: t, rule: top-up, of: [j], partner: fund, percent: 20, order: date}"),
            "no 'fund'"
        ),
        (
            beside(
                "  - {id: l, rule: spending-limit, of: [j], payer: council, del_percent: 60, then: nhs}"
            ),
            "no limit"
        ),
        (
            beside(
                "  - {id: l, rule: spending-limit, of: [j], payer: council, del_percent: 100, ame_limit: 5.00}"
            ),
            "all of it is DEL"
        ),
        (
            beside(
                "  - {id: l, rule: spending-limit, of: [j], payer: council, del_percent: 0, del_limit: 5.00}"
            ),
            "all of it is AME"
        ), (with(", deadweight_percent: 20"), "referrals"),
    ]

    @Test(arguments: refused)
    func isRefused(clauses: String, message: String) throws {
        let faults = try Worked.faults(clauses, outcomes: Self.rows)
        #expect(faults.contains(message), "\(faults)")
    }

    /// Sizes between two bands have no rate, and bands that meet must agree.
    @Test(arguments: [(7000, "3.6", "between them no rate"), (5999, "3.5", "another rate")])
    func bandsOfAMinimumRateLeaveNoGap(from: Int, rate: String, message: String) throws {
        let bands =
            "[{from: 5000, to: 5999, percent_at_from: 3.9, percent_at_to: 3.6}, {from: \(from), to: 7999, percent_at_from: \(rate), percent_at_to: 3.4}]"
        let faults = try Worked.faults(
            Self.gain("share_percent: 50, minimum_rate: {people: 5500, bands: \(bands)}"),
            outcomes: Self.rows
        )
        #expect(faults.contains(message), "\(faults)")
    }

    private static func settled(_ clauses: String) throws -> [SettlementWarning] {
        try Worked(
            clauses,
            outcomes: rows,
            asAt: "2026-12-31"
        ).settlement.warnings
    }

    private static let idle: [(String, ClauseNotice)] = [
        (
            beside("  - {id: x, rule: novation, of: [j], from: p2, to: nhs, on: 2025-06-01}"),
            ClauseNotice.partyWithoutPart(party: "p2", .from)
        ),
        (
            beside("  - {id: x, rule: payer-cap, of: [j], payer: nhs, amount: 50.00}"),
            .partyWithoutPart(party: "nhs", .payer)
        ),
        (
            beside(
                "  - {id: x, rule: spending-limit, of: [j], payer: nhs, del_percent: 60, del_limit: 5.00}"
            ),
            .partyWithoutPart(party: "nhs", .payer)
        ),
        (
            beside(
                "  - {id: x, rule: chain, of: [j], links: [{prime: p2, sub: nhs, percent: 60}]}"
            ),
            .partyWithoutPart(party: "p2", .prime)
        ),
        (
            beside(
                "  - {id: x, rule: advance, payee: p2, payer: nhs, amount: 50.00, on: 2025-01-01, recover_from: [j]}"
            ),
            .partyWithoutPart(party: "p2", .payee)
        ),
        (
            "  - {id: x, rule: outcome, outcome: job, payee: p1, payer: council, by_need: {low: 1.00, high: 2.00}}",
            .needOfNobody("high")
        ),
        (
            "  - {id: x, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 1.00, claim_within: {days: 3}}",
            .claimsWithoutDay
        ),
    ]

    @Test(arguments: idle)
    func isNamedByWhatIsRecorded(clauses: String, notice: ClauseNotice) throws {
        #expect(try Self.settled(clauses).contains(.clause(id: "x", notice)))
    }

    /// The same clauses where they do act are not named.
    @Test(arguments: [
        beside("  - {id: x, rule: novation, of: [j], from: p1, to: p2, on: 2025-06-01}"),
        beside("  - {id: x, rule: payer-cap, of: [j], payer: council, amount: 5000.00}"),
        beside(
            "  - {id: x, rule: chain, of: [j], links: [{prime: p1, sub: p2, percent: 60}, {prime: p2, sub: nhs, percent: 5}]}"
        ),
    ])
    func whatActsIsNotNamed(clauses: String) throws {
        let named = try Self.settled(clauses).contains {
            if case .clause = $0 { true } else { false }
        }
        #expect(!named)
    }

    private static let idleAnyway: [(String, ClauseNotice)] = [
        (
            beside("  - {id: j2, rule: chain, of: [j], links: [{prime: p1, sub: p2, percent: 0}]}"),
            .nothingPassedOn(prime: "p1", sub: "p2")
        ),
        (
            beside("  - {id: j2, rule: top-up, of: [j], partner: fund, percent: 0}"),
            .toppedUpByNothing
        ),
        (with(", cap: 10.00, cap_per_year: 50.00"), ClauseNotice.yearCapAboveCap),
        (
            "  - {id: j, rule: outcome, outcome: job, payee: p1, payers: {shares: {council: 100, nhs: 0}}, tariff: 5.00}",
            .payerWithoutShare("nhs")
        ),
        (
            "  - {id: j, rule: at-risk, payee: p1, payer: nhs, fee: 1000.00, at_risk_percent: 40, target: 10, floor: 600.00, outcome: job}",
            .floorBelowFixedFee
        ),
        (
            "  - {id: j, rule: trigger, payee: p1, payer: nhs, threshold_percent: 5, cohorts: [{id: c, payment: 100.00, effect_percent: 8, low_percent: 3}]}",
            .lowEndNotProof(cohort: "c")
        ),
    ]

    @Test(arguments: idleAnyway)
    func isNamedWhateverIsRecorded(clauses: String, notice: ClauseNotice) throws {
        let agreement = try Worked(clauses, outcomes: Self.rows).settlement.agreement
        #expect(
            agreement.notices.map(\.subject).contains(
                .clause(id: clauses.contains("j2") ? "j2" : "j", notice)
            )
        )
    }
}

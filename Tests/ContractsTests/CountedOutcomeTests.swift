import Foundation
import Testing
import TopsliceCashFlows
import TopsliceContracts
import TopsliceFunds
import TopsliceMoney
import TopsliceTestSupport

/// Outcomes that come about less or more often, against the same contract over rows that were changed by hand: whoever counts fewer
/// outcomes only works out again what depends on them, and must find the same.
@Suite struct CountedOutcomeTests {
    private struct Row {
        let person: String
        let outcome: String
        let day: String
        let provider: String

        var text: String { "\(person),\(outcome),\(day),\(provider),\(day),2026-11-30\n" }
    }

    private static let clauses = """
          - {id: a, rule: attachment, payee: p1, payer: council, tariff: 50.00}
          - {id: j, rule: outcome, outcome: job, payers: {shares: {council: 60, nhs: 40}}, bands: [{from: 0, to: 7, tariff: 333.33}, {from: 7, tariff: 200.01}], partial: {part_time: 40}}
          - {id: q, rule: outcome, outcome: part_time, payer: nhs, payee: p2, tariff: 100.00, deadweight_percent: 10, again_after: {months: 3}}
          - {id: h, rule: sustainment, outcome: home, payer: council, tariff: 700.00, sustained: {weeks: 6}, cap: 4000.00}
          - {id: s, rule: outcome, outcome: school, payer: fund, tariff: 90.00, cap_per_year: 500.00}
          - {id: k, rule: person-cap, of: [h, j], amount: 800.00}
          - {id: t, rule: top-up, of: [j], partner: fund, percent: 50, fund: 900.00}
          - {id: f, rule: at-risk, outcome: job, payee: p1, payer: nhs, fee: 3000.00, at_risk_percent: 50, target: 14}
          - {id: z, rule: joint-gate, payer: council, payment: 999.99, gates: [{of: j, at_least: 9}, {outcome: home, at_least: 5}], need: 1, members: {people_of: [j, h]}}
        """

    /// What everybody holds in the end.
    private static func closings(
        _ rows: [Row],
        referred: [String],
        shock: String? = nil
    ) throws -> [String: String] {
        let outlook = try Worked.withFolder { folder in
            try CashOutlook(
                CashCase.read(
                    planOrAgreement: Worked.write(
                        Worked.agreement(clauses),
                        "agreement.yaml",
                        folder
                    ),
                    people: .init(
                        outcomes: Worked.write(
                            "person_id,outcome,date,provider,started,ended\n"
                                + rows.map(\.text).joined(),
                            "outcomes.csv",
                            folder
                        ),
                        referrals: Worked.write(
                            "person_id,referred\n"
                                + referred.map { "\($0),2025-01-02\n" }.joined(),
                            "referrals.csv",
                            folder
                        )
                    ),
                    shocks: shock
                ),
                threads: 1
            )
        }
        if shock != nil {
            let played = try #require(outlook.scenarios.first)
            return Dictionary(
                uniqueKeysWithValues: played.outcomes.map { ($0.party, $0.closing.decimalText) }
            )
        }
        return Dictionary(
            uniqueKeysWithValues: outlook.planned.parties.map {
                ($0.party, $0.closing.decimalText)
            }
        )
    }

    /// Of n people with an outcome n times the factor have it, in the order of their first days, spread evenly from one half on; more
    /// than all are other people with the same referrals.
    private static func changed(
        _ rows: [Row],
        _ outcome: String,
        hundredths: Int,
        from: String?,
        _ referred: inout [String]
    ) -> [Row] {
        var left = rows.filter { $0.outcome != outcome }
        let people = Dictionary(grouping: rows.filter { $0.outcome == outcome }, by: \.person)
        let ordered = people.values.map { $0.sorted { $0.day < $1.day } }
            .sorted { ($0[0].day, $0[0].person) < ($1[0].day, $1[0].person) }
        var sum = 50
        for own in ordered {
            let before = sum / 100
            sum += from.map { own[0].day < $0 } ?? false ? 100 : hundredths
            for copy in 0..<(sum / 100 - before) {
                guard copy > 0 else {
                    left += own
                    continue
                }
                let name = "zz\(1_000 + referred.count)"
                referred.append(name)
                left += own.map {
                    Row(person: name, outcome: $0.outcome, day: $0.day, provider: $0.provider)
                }
            }
        }
        return left
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func countingIsChangingTheRows(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var rows: [Row] = []
        for _ in 0..<60 {
            let month = Int.random(in: 2...9, using: &generator)
            rows.append(
                Row(
                    person: "x\(Int.random(in: 10...39, using: &generator))",
                    outcome: ["job", "part_time", "home", "school"][
                        Int.random(in: 0...3, using: &generator)
                    ],
                    day: "2025-0\(month)-\(Int.random(in: 10...28, using: &generator))",
                    provider: "p\(Int.random(in: 1...2, using: &generator))"
                )
            )
        }
        let referred = (10...39).map { "x\($0)" }
        for outcome in ["job", "home", "part_time", "school"] {
            let percent = Int.random(in: 1...99, using: &generator)
            let isMore = Int.random(in: 0...1, using: &generator) == 1
            let from = [nil, "2025-06-01"][Int.random(in: 0...1, using: &generator)]
            var people = referred
            let other = Self.changed(
                rows,
                outcome,
                hundredths: isMore ? 100 + percent : 100 - percent,
                from: from,
                &people
            )
            let counted = try Self.closings(
                rows,
                referred: referred,
                shock: "{\(isMore ? "higher" : "lower")_percent: \(percent), outcomes: [\(outcome)]"
                    + (from.map { ", from: \($0)" } ?? "") + "}"
            )
            let expected = try Self.closings(other, referred: people)
            // Who is paid nothing any more is not among the parties of the changed rows.
            #expect(
                counted.filter { $0.value != "0.00" } == expected.filter { $0.value != "0.00" },
                "\(outcome) \(isMore) \(percent) \(from ?? "")"
            )
        }
    }
}

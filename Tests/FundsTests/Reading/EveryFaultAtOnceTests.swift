import TopsliceFunds
import Testing

/// However much is wrong, a person mends it in one go.
struct EveryFaultAtOnceTests {
    /// One file with everything wrong at once, aliases and a broken term included.
    @Test func nothingWrongHidesAnythingElse() throws {
        let faults = try TemporaryFund.faults(
            """
            agreement: Bad
            currency: EUR
            term: {from: 2025-04-01, to: 2026-02-30}
            phases:
              - {id: p1, from: 2025-04-01, to: 2025-10-01}
              - {id: p2, from: 2025-09-01, to: 2026-02-28}
            partners:
              - {id: a, role: host}
              - {id: b, role: funder}
            lines:
              - {id: care, owner: a, provider: ghost, budget: 100.005, risk: r}
              - {id: beds, budget: 100.00}
            contributions:
              - {id: c1, rule: fixed, partner: b, amount: -5.00}
              - {id: c2, rule: percentage, total: 10.00, shares: {a: 33.33, b: 33.33}}
            risk:
              - id: r
                both: {rule: capped, by: equally, caps: {a: 10.00}, floors: {a: 11.00}}
            bomb1: &one [x, x]
            bomb2: &two [*one, *one]
            """,
            actuals: """
                date,kind,id,amount
                2025-05-31,spend,none,10.00
                2025-05-31,spend,care,£10.00
                """
        )
        let expected = [
            ("3:30", "not a day"), ("6:5", "overlap"),
            ("11:36", "'ghost' is not a partner"), ("11:51", "more than 2 decimals"),
            ("12:5", "nobody answers"), ("14:47", "below zero"), ("15:54", "sum to 66.66"),
            ("18:69", "above the cap"), ("19:8", "anchors"), ("20:8", "anchors"),
            ("2:18", "the value is not a line"), ("3:23", "GBP where EUR is expected"),
        ]
        for (place, words) in expected {
            #expect(
                faults.contains { $0.hasPrefix(place + ":") && $0.contains(words) },
                "\(place) \(words) in \(faults)"
            )
        }
        #expect(faults.count == expected.count, "\(faults)")
    }

    @Test func everyFaultOfBothFilesComesAtOnce() throws {
        let agreement = SoundAgreement.changed("600000.00", "-1.00").replacing(
            "3500.00",
            with: "3500.005"
        )
        let faults = try TemporaryFund.faults(
            agreement,
            actuals: """
                date,kind,id,partner,amount
                2024-05-31,spend,caer,,10.00
                2024-02-30,spend,care,,10.00
                2024-05-31,spend,care,,10.005
                2024-05-31,spend,care,,€10.00
                2023-05-31,spend,care,,10.00
                2024-05-31,spending,care,,10.00
                2024-05-31,spend,care,NOBODY,10.00
                2024-05-31,spend,care
                2024-05-31,paid,c1,HEALTH,-5.00

                """
        )
        let expected = [
            ("14:53", "below zero"), ("33:13", "decimals"), ("2:18", "did you mean 'care'?"),
            ("3:1", "not a day"), ("4:24", "decimals"), ("5:24", "EUR"),
            ("6:1", "outside the term"),
            ("7:12", "expected one of spend"), ("8:23", "not a partner"), ("9:1", "3 fields"),
            ("10:27", "below zero"),
        ]
        for (place, words) in expected {
            #expect(
                faults.contains { $0.hasPrefix(place + ":") && $0.contains(words) },
                "\(place) \(words) in \(faults)"
            )
        }
        #expect(faults.count == expected.count)
    }

    /// Profiles and share sets that are declared with a fault are not missed by the lines that name them.
    @Test func whatIsDeclaredWithAFaultIsNotMissedAgain() throws {
        let faults = try TemporaryFund.faults(
            """
            agreement: Bad
            term: {from: 2025-04-01, to: 2026-03-31}
            profiles: {short: [1, 2]}
            share_sets: {uneven: {shares: {a: 50, b: 49}}}
            partners: [{id: a, role: host}, {id: b, role: funder}]
            lines:
              - {id: care, owner: a, budget: 100.00, profile: short, shares: uneven, risk: r}
            risk: [{id: r, both: {rule: line-shares}}]

            """
        )
        #expect(faults.count == 2, "\(faults)")
        #expect(faults.contains { $0.hasPrefix("3:19: ") && $0.contains("2 weights") })
        #expect(faults.contains { $0.hasPrefix("4:31: ") && $0.contains("sum to 99") })
    }
}

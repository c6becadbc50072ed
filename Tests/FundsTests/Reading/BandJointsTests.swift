import TopsliceFunds
import Testing

/// Bands that leave out or count twice what lies between them are refused, with both places.
struct BandJointsTests {
    private func faults(_ clauses: String) throws -> [String] {
        try TemporaryFund.faults(AgreementText.year + clauses)
    }

    private func payment(_ bands: String) -> String {
        """
        outcomes:
          - {id: o, definition: A home, unit: people, recorded: 2025-04-01, owner: a}
        outcome_payments:
          - id: p
            outcome: o
            payee: v
            payers: {by: equally}
            rule: tariff
            bands:
        \(bands)

        """
    }

    @Test(
        arguments: [
            ("{from: 0, to: 4, tariff: 1.00}", "{from: 5, tariff: 2.00}", "paid nothing"),
            ("{from: 0, to: 4, tariff: 1.00}", "{from: 4.01, tariff: 2.00}", "paid nothing"),
            ("{from: 0, to: 4, tariff: 1.00}", "{from: 3, tariff: 2.00}", "paid twice"),
            ("{from: 0, tariff: 1.00}", "{from: 4, tariff: 2.00}", "has no end"),
        ]
    )
    func resultsBetweenBandsOfATariffAreNamed(_ first: String, _ second: String, _ why: String)
        throws
    {
        let faults = try faults(payment("      - \(first)\n      - \(second)"))
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains(why) == true, "\(faults)")
        // The head has 7 lines; the bands stand in the 17th and 18th.
        #expect(faults.first?.hasPrefix("18:") == true, "\(faults)")
        #expect(faults.first?.contains("line 17") == true, "\(faults)")
    }

    @Test func bandsThatMeetAndBandsOfNothingAreSound() throws {
        let bands = """
                  - {from: 0, to: 4, tariff: 1.00}
                  - {from: 4, to: 6.5, tariff: 0.00}
                  - {from: 6.5, tariff: 2.00}
            """
        #expect(try faults(payment(bands)).isEmpty)
    }

    private func trigger(size: String, _ bands: String) -> String {
        """
        lines:
          - {id: l, owner: a, budget: 100.00, risk: r}
        risk:
          - id: r
            both:
              rule: one-sided
              trigger_rate:
                size: \(size)
                bands:
        \(bands)
              below: a
              then: {rule: fixed, bearer: b}

        """
    }

    private func band(_ from: String, _ to: String, _ first: String, _ last: String) -> String {
        "          - {from: \(from), to: \(to), percent_at_from: \(first), percent_at_to: \(last)}"
    }

    @Test(
        arguments: [
            ("5999", "6001", "3.6", "no rate"), ("5999", "6000.5", "3.6", "no rate"),
            ("5999.5", "6000.5", "3.6", "no rate"), ("5999", "5000", "3.6", "two rates"),
            ("6000", "6000", "3.4", "two rates"),
        ]
    )
    func sizesBetweenBandsOfARateAreNamed(
        _ end: String,
        _ start: String,
        _ rate: String,
        _ why: String
    ) throws {
        let bands = [band("5000", end, "3.9", "3.6"), band(start, "6999", rate, "3.2")]
        let faults = try faults(trigger(size: "6500", bands.joined(separator: "\n")))
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains(why) == true, "\(faults)")
        #expect(faults.first?.contains("line 17") == true, "\(faults)")
        #expect(faults.first?.hasPrefix("18:") == true, "\(faults)")
    }

    /// 42 CFR 425.604(b) counts people: 5,000 to 5,999, then 6,000 to 6,999. Nobody is half a person.
    @Test func bandsOfWholeSizesFollowEachOther() throws {
        let bands = [band("5000", "5999", "3.9", "3.6"), band("6000", "6999", "3.6", "3.4")]
            .joined(separator: "\n")
        #expect(try faults(trigger(size: "6000", bands)).isEmpty)
        let between = try faults(trigger(size: "5999.5", bands))
        #expect(between.count == 1)
        #expect(between.first?.contains("lies in no band") == true)
        let below = try faults(trigger(size: "4999", bands))
        #expect(below.first?.contains("they run from 5000 to 6999") == true, "\(below)")
    }

    @Test func tiersMustRise() throws {
        let faults = try faults(
            """
            lines:
              - {id: l, owner: a, budget: 100.00, risk: r}
            risk:
              - id: r
                both:
                  rule: tiers
                  bands:
                    - {up_to: 10.00, by: equally}
                    - {up_to: 10.00, shares: {a: 100}}
                    - {shares: {b: 100}}

            """
        )
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains("at line 15") == true, "\(faults)")
    }
}

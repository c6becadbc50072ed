import Testing
import TopsliceContracts
import TopsliceFunds

/// Shares of gains and losses as regulations define them, by hand from their text.
@Suite struct GainSharePresetTests {
    private static func paid(_ terms: String) throws -> String {
        try Worked(
            "  - {id: g, rule: gain-share, payee: p1, payer: nhs, benchmark: 100000000.00, \(terms)}",
            outcomes: "person_id,outcome,date\n"
        ).net("p1")
    }

    /// Of a benchmark of $100 million.
    @Test(arguments: [
        // 12,000 people: 3.0 − 0.3 × 2,000/4,999 = 2.88%, which 3% reach and 2.87% do not; half from the first dollar on.
        ("preset: mssp-track-1, minimum_rate: {people: 12000}, actual: 97000000.00", "1500000.00"),
        ("preset: mssp-track-1, minimum_rate: {people: 12000}, actual: 97130000.00", "0.00"),
        // Never more than a tenth of the benchmark, and no losses.
        ("preset: mssp-track-1, minimum_rate: {people: 70000}, actual: 50000000.00", "10000000.00"),
        ("preset: mssp-track-1, minimum_rate: {people: 70000}, actual: 150000000.00", "0.00"),
        // 40% times quality.
        (
            "preset: mssp-basic-b, minimum_percent: 2, quality_percent: 80, actual: 94000000.00",
            "1920000.00"
        ),
        // Half of savings; of losses of 10 million 30%, but no more than 8% of revenue or 4% of the benchmark.
        ("preset: mssp-basic-e, revenue: 90000000.00, actual: 94000000.00", "3000000.00"),
        ("preset: mssp-basic-e, revenue: 90000000.00, actual: 110000000.00", "-3000000.00"),
        ("preset: mssp-basic-e, revenue: 20000000.00, actual: 110000000.00", "-1600000.00"),
        ("preset: mssp-basic-e, revenue: 90000000.00, actual: 190000000.00", "-4000000.00"),
        ("preset: mssp-basic-c, revenue: 90000000.00, actual: 110000000.00", "-1000000.00"),
        ("preset: mssp-basic-d, revenue: 40000000.00, actual: 110000000.00", "-1600000.00"),
        // Losses below the minimum rate are not shared.
        ("preset: mssp-basic-e, revenue: 90000000.00, actual: 101900000.00", "0.00"),
        // 75% times 90%; one less that is 32.5%, and losses are shared at 40% at least.
        ("preset: mssp-enhanced, quality_percent: 90, actual: 94000000.00", "4050000.00"),
        ("preset: mssp-enhanced, quality_percent: 90, actual: 110000000.00", "-4000000.00"),
        // 60% times 60% is 36%; one less that is 64%, and losses are shared at 60% at most, up to a tenth here 5%.
        ("preset: mssp-track-2, quality_percent: 60, actual: 110000000.00", "-6000000.00"),
        (
            "preset: mssp-track-2, quality_percent: 60, actual: 110000000.00, losses: {cap_percent: 5}",
            "-5000000.00"
        ),
        ("preset: mssp-track-3, quality_percent: 50, actual: 140000000.00", "-15000000.00"),
    ])
    func sharedSavings(terms: String, expected: String) throws {
        #expect(try Self.paid(terms) == expected)
    }

    /// Corridors of ACO REACH, of a benchmark of 100 million. Professional, 12 million saved: half of 5, 35% of 5 and 15% of 2;
    /// 20 million lost: half of 5, 35% of 5, 15% of 5 and 5% of 5. Global, 40 million saved: 25, half of 10 and a quarter of 5;
    /// 60 million lost: 25, half of 10, a quarter of 15 and a tenth of 10.
    @Test(arguments: [
        ("professional", "88000000.00", "4550000.00"),
        ("professional", "120000000.00", "-5250000.00"),
        ("professional", "0.00", "9250000.00"),
        ("global", "60000000.00", "31250000.00"), ("global", "160000000.00", "-34750000.00"),
        ("global", "100000000.00", "0.00"),
    ])
    func riskCorridors(model: String, actual: String, expected: String) throws {
        #expect(try Self.paid("preset: aco-reach-\(model), actual: \(actual)") == expected)
    }

    /// The published example, of £100 million: 25% of what lies between 80 and 100%; and pain by the same ranges, half up to
    /// 110% and all beyond.
    @Test(arguments: [("40000000.00", "5000000.00"), ("120000000.00", "-15000000.00")])
    func targetCost(actual: String, expected: String) throws {
        let ranges =
            "[{from_percent: 0, to_percent: 80, share_percent: 0}, {from_percent: 80, to_percent: 100, share_percent: 25}, "
            + "{from_percent: 100, to_percent: 110, share_percent: 50}, {from_percent: 110, share_percent: 100}]"
        #expect(
            try Self.paid("preset: nec-target-cost, ranges: \(ranges), actual: \(actual)")
                == expected
        )
    }

    @Test(arguments: [
        ("preset: mssp-basic-e", "state 'revenue'"),
        ("preset: mssp-track-1", "depends on people"),
        ("preset: mssp-track-9", "mssp-track-1"),
        ("preset: nec-target-cost", "ranges"),
        ("share_percent: 50, losses: {complement: true, share_percent: 3}", "excludes a rate"),
        (
            "share_percent: 50, losses: {complement: true, least_percent: 60, most_percent: 40}",
            "below the least"
        ),
    ])
    func badPresets(terms: String, message: String) throws {
        let faults = try Worked.faults(
            "  - {id: g, rule: gain-share, payee: p1, payer: nhs, benchmark: 100.00, actual: 90.00, \(terms)}",
            outcomes: "person_id,outcome,date\n"
        )
        #expect(faults.contains(message), "\(faults)")
    }
}

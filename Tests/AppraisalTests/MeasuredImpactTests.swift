import Testing
import TopsliceAppraisal
import TopsliceExactArithmetic
import TopsliceMoney

/// An impact and its interval from what `topslice attribute` wrote.
@Suite struct MeasuredImpactTests {
    private static let attribution = """
        {"people": 3000, "agencies": ["housing", "jobs"],
         "total": {"attributable": 0.102, "conf_low": 0.0515, "conf_high": 0.1525},
         "attribution": [
           {"agency": "housing", "shapley": 0.0613, "conf_low": 0.0402, "conf_high": 0.0824,
            "per_served": 0.125, "per_served_conf_low": 1e-2, "per_served_conf_high": 0.24},
           {"agency": "jobs", "shapley": -0.0013, "conf_low": null, "conf_high": null}],
         "method": {"confidence_level": 0.95}}
        """

    private func written(_ impact: String, more: String = "") throws -> WrittenCase {
        try WrittenCase(
            """
            appraisal: Measured
            years: 0
            discounting: {rates: standard, timing: year_ends}
            costs: [{id: c, agency: A, amount: 1000.00}]
            benefits:
              - {id: b, agency: A, population: 3000, impact: \(impact), amount: 100.00\(more)}
            """,
            tables: ["attribution.json": Self.attribution]
        )
    }

    /// 3,000 people × 0.102 × £100 = £30,600; 0.0515 and 0.1525 of 3,000 at the ends.
    @Test(arguments: [
        ("{attribution: attribution.json}", "30600.00", "15450.00", "45750.00"),
        ("{attribution: attribution.json, agency: housing}", "18390.00", "12060.00", "24720.00"),
        (
            "{attribution: attribution.json, agency: housing, of: served}", "37500.00", "3000.00",
            "72000.00"
        ),
    ])
    func impactAndInterval(impact: String, worth: String, low: String, high: String) throws {
        let result = try written(impact).appraised()
        #expect(result.present.benefits.decimalText == worth)
        let interval = try #require(result.interval)
        #expect(interval.low.benefits.decimalText == low)
        #expect(interval.high.benefits.decimalText == high)
        #expect(interval.confidence == Rational(95) / 100)
    }

    /// Harm counts as harm; without an interval the ratio has none.
    @Test func harmWithoutAnInterval() throws {
        let result = try written("{attribution: attribution.json, agency: jobs}").appraised()
        #expect(result.present.benefits.decimalText == "-390.00")
        #expect(result.interval == nil)
    }

    @Test func whatIsNotThereIsSaid() throws {
        let absent = try written("{attribution: attribution.json, agency: housng}").faults()
        #expect(absent.first?.contains("did you mean 'housing'") == true, "\(absent)")
        let served = try written("{attribution: attribution.json, of: served}").faults()
        #expect(served.first?.contains("name it") == true, "\(served)")
        let other = try written("{attribution: case.yaml}").faults()
        #expect(other.first?.contains("holds no attribution") == true, "\(other)")
        let twice = try written("{attribution: attribution.json}", more: ", confidence: 90")
            .faults()
        #expect(twice.count == 1, "\(twice)")
    }
}

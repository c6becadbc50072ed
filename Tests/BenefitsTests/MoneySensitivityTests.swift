import TopsliceAttribution
import TopsliceBenefits
import TopsliceCohortData
import TopsliceMoney
import TopsliceOptions
import TopsliceStudies
import Testing

/// What a hidden confounder could do in money, and outcomes that have a worth.
@Suite struct MoneySensitivityTests {
    private func column(
        _ name: String,
        unit: String? = nil,
        worth: String? = nil,
        falls: Bool = false
    ) -> StudyColumn {
        var column = StudyColumn(name: name, type: .number)
        column.unit = unit.map { Stated($0, at: "study.yaml:2") }
        column.worth = worth.map { Stated($0, at: "study.yaml:3") }
        column.benefitsByFalling = falls
        return column
    }

    private func result() throws -> AttributionResult {
        let rows = (0..<400).map { row in
            let x = row * 11 % 4
            let a = row * 37 % 11 < 2 + x ? 1 : 0
            return "\(3 * a + 2 * x + row * 7 % 5),\(a),\(row % 3 == 0 ? 1 : 0),\(x)"
        }
        var analysis = StudyAnalysis()
        (analysis.outcome, analysis.agencies) = ("y", ["a", "b"])
        analysis.covariates = ["x"]
        return try AttributionRequest(
            source: .memory(
                name: "cohort",
                bytes: Array(("y,a,b,x\n" + rows.joined(separator: "\n") + "\n").utf8)
            ),
            analysis: analysis,
            threads: 1
        ).run(hashing: false).result
    }

    private func plan(_ columns: StudyColumn...) throws -> BenefitPlan {
        try BenefitPlan(columns.map { OutcomeWorth($0.name, $0) })
    }

    /// Each end times the people and what one is worth: in pounds, in pence and by a worth alike.
    @Test func moneyIsThePeopleTimesTheRange() throws {
        let result = try result()
        let pounds = try #require(
            try MoneySensitivity(plan(column("y", unit: "GBP")), [result])
        )
        let pence = try #require(
            try MoneySensitivity(plan(column("y", unit: "GBP-pence")), [result])
        )
        let worth = try #require(
            try MoneySensitivity(plan(column("y", unit: "days", worth: "GBP 1.00")), [result])
        )
        #expect(worth.lines == pounds.lines)
        let findings = result.sensitivity.agencies + [result.sensitivity.together]
        let estimates =
            result.contributions.map(\.shapley.value) + [result.total.attributable.value]
        #expect(pounds.lines.map(\.agency) == ["a", "b", nil])
        for (line, (finding, estimate)) in zip(pounds.lines, zip(findings, estimates)) {
            // Of both together it is the sum of theirs, each to the coin.
            let most = line.agency == nil ? 1 : 0.5
            #expect((Double(line.amount.minorUnits) - 40_000 * estimate).magnitude <= most)
            let allowing = try #require(line.allowing)
            let allowance = try #require(finding.allowance)
            #expect((Double(allowing.low.minorUnits) - 40_000 * allowance.low).magnitude <= 0.5)
            #expect((Double(allowing.high.minorUnits) - 40_000 * allowance.high).magnitude <= 0.5)
            let interval = try #require(line.interval)
            #expect(allowing.low <= interval.low && interval.high <= allowing.high)
        }
        for lines in [pounds.lines, pence.lines] {
            let parts = lines.filter { $0.agency != nil }.map(\.amount.minorUnits)
            #expect(lines.last?.amount.minorUnits == parts.reduce(0, +))
        }
        for (one, hundred) in zip(pence.lines, pounds.lines) {
            #expect((hundred.amount.minorUnits - 100 * one.amount.minorUnits).magnitude <= 101)
        }
    }

    /// Of a cost what raises it is harm, and the ends change places.
    @Test func aCostTurnsTheRange() throws {
        let result = try result()
        let rise = try #require(try MoneySensitivity(plan(column("y", unit: "GBP")), [result]))
        let fall = try #require(
            try MoneySensitivity(plan(column("y", unit: "GBP", falls: true)), [result])
        )
        for (up, down) in zip(rise.lines, fall.lines) {
            #expect(up.amount.minorUnits == -down.amount.minorUnits)
            #expect(up.allowing?.low.minorUnits == down.allowing.map { -$0.high.minorUnits })
        }
    }

    @Test func whatIsNoMoneyHasNone() throws {
        #expect(try MoneySensitivity(plan(column("y", unit: "days")), [result()]) == nil)
    }

    @Test func aWorthMustBeMoneyAndOnlyThat() {
        #expect(
            throws: BenefitError.worthOfMoney(outcome: "y", place: "study.yaml:3")
        ) { try plan(column("y", unit: "GBP", worth: "GBP 3.00")) }
        for text in ["24000", "GBP", "GBP -3.00", "GBP 0.00", "gbp 3.00", "GBP 3.005"] {
            #expect(
                throws: BenefitError.unknownWorth(outcome: "y", worth: text, place: "study.yaml:3")
            ) { try plan(column("y", worth: text)) }
        }
        #expect(
            throws: BenefitError.twoCurrencies(
                outcome: "z",
                got: "EUR",
                expected: "GBP",
                place: "study.yaml:3"
            )
        ) { try plan(column("y", unit: "GBP"), column("z", worth: "EUR 3.00")) }
    }
}

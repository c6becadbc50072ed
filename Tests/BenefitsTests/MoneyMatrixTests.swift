import Foundation
import TopsliceAttribution
import TopsliceBenefits
import TopsliceCohortData
import TopsliceMoney
import TopsliceOptions
import TopsliceStudies
import Testing

/// Who caused it by whom it benefits: what adds up, what units mean, and what is refused.
@Suite struct MoneyMatrixTests {
    private func column(
        _ name: String,
        unit: String?,
        beneficiary: String? = nil,
        falls: Bool = false
    ) -> StudyColumn {
        var column = StudyColumn(name: name, type: .number)
        column.unit = unit.map { Stated($0, at: "study.yaml:2") }
        column.beneficiary = beneficiary
        column.benefitsByFalling = falls
        return column
    }

    private func plan(_ columns: [StudyColumn]) throws -> BenefitPlan {
        try BenefitPlan(columns.map { OutcomeWorth($0.name, $0) })
    }

    /// Least squares of amounts in pence, in pounds, and of a cost: of the same people.
    private func effects(_ outcomes: [String]) throws -> JointEffects {
        let rows = (0..<300).map { row -> String in
            let (a, b, x) = (row % 2, row / 2 % 3 == 0 ? 1 : 0, row * 11 % 29)
            let saved = 137 * a + 61 * b * a + row * 37 % 101
            return
                "\(saved),\(Double(saved) / 100),\(9_000 - saved),\(row * 53 % 67),\(a),\(b),\(x)"
        }
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("benefits-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = (["pence,pounds,cost,other,a,b,x"] + rows).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let attribution = try OutcomesAttribution(
            outcomes.map {
                AttributionProblem(
                    outcome: $0,
                    agencies: ["a", "b"],
                    covariates: ["x"],
                    family: .gaussian,
                    priors: nil
                )
            }
        )
        let file = try CohortFile(path, study: Study(refusesIdentifiers: false))
        return try attribution.run(file.reader(attribution.requests), threads: 1).effects
    }

    private func matrix(_ columns: [StudyColumn]) throws -> MoneyMatrix {
        let found = try plan(columns).matrix(of: effects(columns.map(\.name)))
        return try #require(found)
    }

    @Test func cellsAddUpAlongBothSides() throws {
        let columns = [
            column("pence", unit: "GBP-pence", beneficiary: "police"),
            column("other", unit: "GBP", beneficiary: "nhs"),
            column("cost", unit: "GBP-pence", beneficiary: "nhs", falls: true),
        ]
        let matrix = try matrix(columns)
        #expect(matrix.beneficiaries == ["police", "nhs"])
        #expect(matrix.people == 300)
        for (cells, row) in zip(matrix.cells, matrix.rows) {
            let sum = try Money.sum(cells.map(\.amount), in: .pounds)
            #expect(sum == row.amount)
        }
        for (place, sum) in matrix.columns.enumerated() {
            let added = try Money.sum(matrix.cells.map { $0[place].amount }, in: .pounds)
            #expect(added == sum.amount)
        }
        let sum = try Money.sum(matrix.rows.map(\.amount), in: .pounds)
        #expect(sum == matrix.whole.amount)
        for entry in matrix.cells.joined() + matrix.rows + matrix.columns + [matrix.whole] {
            // Sums of rounded cells lie within half a penny a cell of what was estimated.
            #expect(
                (Double(entry.amount.minorUnits) - entry.estimate.value).magnitude <= 4 * 0.5
            )
            let (low, high) = (try #require(entry.low), try #require(entry.high))
            #expect(low < entry.amount && entry.amount < high)
        }
    }

    /// Pence, pounds, and what is left of a cost of £90: the same money.
    @Test func theSameMoneyInAnotherUnitIsTheSame() throws {
        let pence = try matrix([column("pence", unit: "GBP-pence")])
        let pounds = try matrix([column("pounds", unit: "GBP")])
        let cost = try matrix([column("cost", unit: "GBP-pence", falls: true)])
        for other in [pounds, cost] {
            #expect(other.cells.map { $0.map(\.amount) } == pence.cells.map { $0.map(\.amount) })
            #expect(other.whole.low == pence.whole.low)
            #expect(other.whole.standardError == pence.whole.standardError)
        }
        #expect(pence.beneficiaries == ["pence"])
    }

    /// Two outcomes that move against each other make a whole that is surer than its parts.
    @Test func theWholeOfWhatCancelsIsCertain() throws {
        let columns = [
            column("pence", unit: "GBP-pence", beneficiary: "police"),
            column("cost", unit: "GBP-pence", beneficiary: "nhs"),
        ]
        let matrix = try matrix(columns)
        #expect(matrix.whole.amount.minorUnits.magnitude <= 4)
        #expect(matrix.whole.standardError == nil, "nothing is left to chance")
        #expect(matrix.columns.allSatisfy { $0.standardError != nil })
    }

    @Test func withoutMoneyThereIsNoMatrix() throws {
        let plan = try plan([column("other", unit: "days"), column("pence", unit: nil)])
        #expect(plan.currency == nil)
        #expect(plan.units == [.plain("days"), .unstated])
        let found = try plan.matrix(of: effects(["other", "pence"]))
        #expect(found == nil)
    }

    @Test(arguments: ["GBX", "GBP-penc", "GBP-pence-x", "GPB"])
    func aUnitThatIsNoneIsRefused(unit: String) {
        let error = #expect(throws: BenefitError.self) { try plan([column("y", unit: unit)]) }
        #expect(error == .unknownUnit(outcome: "y", unit: unit, place: "study.yaml:2"))
    }

    @Test func moneyInTwoCurrenciesIsRefused() {
        let error = #expect(throws: BenefitError.self) {
            try plan([column("y", unit: "GBP"), column("z", unit: "EUR-cents")])
        }
        #expect(
            error
                == .twoCurrencies(outcome: "z", got: "EUR", expected: "GBP", place: "study.yaml:2")
        )
    }
}

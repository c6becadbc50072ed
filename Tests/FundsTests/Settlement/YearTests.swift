import Foundation
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import Testing

/// The year's figures, virements and money that is set aside.
struct YearTests {
    private static let agreement =
        AgreementText.year + """
            parameters_file: parameters.csv
            lines:
              - {id: care, owner: a, budget: $care-budget, risk: r}
              - {id: beds, owner: b, budget: 400.00, risk: r}
            contributions:
              - {id: c, rule: ability, total: 1000.00, weights: $levy}
            risk:
              - {id: r, apply: net, both: {rule: proportional, by: contributions}}

            """
    private static let parameters = """
        name,part,value,from,to,source
        care-budget,,600.00,2025-04-01,2026-03-31,Budget book
        care-budget,,650.00,2026-04-01,2027-03-31,Budget book
        levy,a,3,,,Levy register
        levy,b,1,,,Levy register

        """
    private static let rows = [
        "2026-03-31,spend,care,,640.00,,", "2026-03-31,spend,beds,,400.00,,",
    ]

    private func input(
        _ agreement: String,
        parameters: String = Self.parameters,
        rows: [String] = Self.rows,
        day: String? = nil
    ) throws -> FundInput {
        try TemporaryFund([
            "agreement.yaml": agreement, "parameters.csv": parameters,
            "actuals.csv": "date,kind,id,partner,amount,quantity,scenario\n"
                + rows.joined(separator: "\n"),
        ]).input(
            standing: try #require(
                day.map { StandingRequest(dayText: $0, basis: nil) }
                    ?? StandingRequest(basis: .final)
            )
        )
    }

    private func faults(_ agreement: String, parameters: String = Self.parameters) throws -> String
    {
        do {
            _ = try input(agreement, parameters: parameters)
            return ""
        } catch let faults as Faults { return faults.description }
    }

    /// £600.00 is the budget of this year and 3 : 1 the levy: £40.00 over, £30.00 and £10.00.
    @Test func theYearsFiguresComeFromATable() throws {
        let settlement = try Settlement(input(Self.agreement))
        #expect(settlement.lines.map(\.budget.minorUnits) == [60_000, 40_000])
        #expect(["a", "b"].map { settlement[$0].contribution.minorUnits } == [75_000, 25_000])
        #expect(["a", "b"].map { settlement[$0].riskShare.minorUnits } == [3_000, 1_000])
        #expect(settlement.agreement.parameters.map(\.value) == ["600.00", "3", "1"])
        #expect(settlement.agreement.files.map(\.path).contains { $0.hasSuffix("parameters.csv") })
    }

    @Test(arguments: [
        ("care-budget,,1.00,,,", "source"),
        ("care-budget,,1.00,2025-10-01,,Book\ncare-budget,,2.00,2025-01-01,,Book", ""),
        ("care-budget,,1.00,2025-04-01,2025-03-31,Book", "before it begins"),
        ("care-budget,,1.00,2026-04-01,,Book", "has no value on 2025-04-01"),
        ("other,,1.00,,,Book", "no parameter is called 'care-budget'"),
        ("care-budget,,1.00,,,Book\ncare-budget,,2.00,,,Book", "already"),
        // The same days of a later year, twice.
        (
            "care-budget,,1.00,2025-04-01,2026-03-31,Book\nother,,1.00,2026-04-01,2027-03-31,Book"
                + "\nother,,1.00,2027-03-31,2028-03-31,Book",
            "line 3 already"
        ),
        ("care-budget,,1.00,,,Book\ncare-budget,,2.00,2025-04-01,2025-04-30,Book", "already"),
    ])
    func aParameterIsDatedAndSourced(rows: String, words: String) throws {
        let text = try faults(
            Self.agreement.replacing("weights: $levy", with: "weights: {a: 3, b: 1}"),
            parameters: "name,part,value,from,to,source\n\(rows)\n"
        )
        #expect(words.isEmpty ? text.isEmpty : text.contains(words), "\(text)")
        #expect(!text.contains("1.00"))
    }

    /// What is wrong in the table is not missed once more by the agreement that names it.
    @Test func aFaultyParameterIsNamedOnce() throws {
        let text = try faults(
            Self.agreement.replacing("weights: $levy", with: "weights: {a: 3, b: 1}"),
            parameters: "name,part,value,from,to,source\ncare-budget,,1.00,2025-02-30,,\n"
        )
        #expect(text.contains("column 'source'") && text.contains("column 'from'"), "\(text)")
        #expect(!text.contains("agreement.yaml"), "\(text)")
    }

    /// A value that the agreement cannot take is named where it is taken and where it stands.
    @Test(arguments: ["-1.00", "1O.00"]) func aWrongValueIsNamedWhereItStands(value: String) throws
    {
        let text = try faults(
            Self.agreement.replacing("weights: $levy", with: "weights: {a: 3, b: 1}"),
            parameters: "name,part,value,from,to,source\ncare-budget,,\(value),,,Book\n"
        )
        let taken = text.contains("agreement.yaml:") && text.contains("budget")
        #expect(taken && text.contains("parameters.csv:2:"), "\(text)")
    }

    /// A value without a last day holds until the next begins.
    @Test func aValueHoldsUntilTheNextBegins() throws {
        func budget(_ rows: String) throws -> Int {
            try Settlement(
                input(
                    Self.agreement.replacing("weights: $levy", with: "weights: {a: 3, b: 1}"),
                    parameters: "name,part,value,from,to,source\n\(rows)\n"
                )
            ).lines[0].budget.minorUnits
        }
        let old = "care-budget,,600.00,2024-04-01,,Book"
        #expect(try budget(old) == 60_000)
        #expect(try budget("\(old)\ncare-budget,,610.00,2025-04-01,,Book") == 61_000)
        #expect(try budget("care-budget,,610.00,2025-04-02,,Book\n\(old)") == 60_000)
    }

    private static let virements = """
        virements:
          - {date: 2025-07-01, clause: Minute 3, moves: {care: 100.00, beds: -100.00}}
          - {date: 2026-01-15, from: care, to: outside, amount: 50.00}

        """

    /// Original 600 and 400; revised 650 and 300. At the end of September only the first had been made: half of 700
    /// and of 300.
    @Test func virementsReviseBudgetsFromTheirDay() throws {
        let final = try Settlement(input(Self.agreement + Self.virements))
        #expect(final.lines.map(\.original.minorUnits) == [60_000, 40_000])
        #expect(final.lines.map(\.revised.minorUnits) == [65_000, 30_000])
        #expect(final.lines.map(\.variance.minorUnits) == [-1_000, 10_000])
        let half = try Settlement(
            input(
                Self.agreement + Self.virements,
                rows: ["2025-09-30,spend,care,,350.00,,", "2025-09-30,spend,beds,,160.00,,"],
                day: "2025-09-30"
            )
        )
        #expect(half.lines.map(\.budget.minorUnits) == [35_000, 15_000])
        #expect(half.lines.map(\.variance.minorUnits) == [0, 1_000])
    }

    @Test(arguments: [
        ("{date: 2025-07-01, moves: {care: 100.00, beds: -90.00}}", "sum to zero"),
        (
            "{date: 2025-07-01, from: beds, to: care, amount: 400.01}",
            "would have a budget of -£0.01"
        ),
        ("{date: 2026-07-01, from: beds, to: care, amount: 1.00}", "outside the term"),
        ("{date: 2025-07-01, from: beds, to: cure, amount: 1.00}", "is not a line"),
        ("{date: 2025-07-01, from: beds, to: beds, amount: 1.00}", "to itself"),
        ("{date: 2025-07-01, from: beds, to: care, amount: 0.00}", "nothing is moved"),
        ("{date: 2025-07-01, moves: {care: 0.00, beds: 0.00}}", "nothing is moved"),
        ("{date: 2025-07-01, moves: {}}", "nothing is moved"),
    ])
    func aVirementThatCannotBeIsRefused(virement: String, words: String) throws {
        let text = try faults(Self.agreement + "virements:\n  - \(virement)\n")
        #expect(text.contains(words), "\(text)")
    }

    /// A line that gives what it does not have is said of the virement after which it is below zero, not of every later one.
    @Test func aBudgetBelowZeroIsSaidOnce() throws {
        let text = try faults(
            Self.agreement + """
                virements:
                  - {date: 2025-08-01, from: beds, to: care, amount: 500.00}
                  - {date: 2025-09-01, from: beds, to: care, amount: 1.00}
                  - {date: 2025-10-01, from: care, to: beds, amount: 1.00}

                """
        )
        #expect(text.contains("a budget of -£100.00 after it"))
        #expect(text.components(separatedBy: "after it").count == 2, "\(text)")
    }

    /// Lines of a ring-fence under the same clause: 50 under there and 40 over elsewhere are two divisions.
    @Test func moneyThatIsSetAsideMakesUpForNothingElse() throws {
        let agreement = Self.agreement.replacing(
            "budget: 400.00, risk: r}",
            with: "budget: 400.00, risk: r, nature: capital, ring_fenced: Grant}"
        )
        let settlement = try Settlement(
            input(
                agreement,
                rows: ["2026-03-31,spend,care,,640.00,,", "2026-03-31,spend,beds,,350.00,,"]
            )
        )
        #expect(settlement.risks.map(\.isOverspend) == [true, false])
        #expect(settlement.risks.map(\.amount.minorUnits) == [4_000, 5_000])
        #expect(settlement.bands.map(\.over.minorUnits) == [4_000, 0])
        #expect(settlement.bands.map(\.under.minorUnits) == [0, 5_000])
    }
}

import Foundation
import Testing

/// Cohorts whose header is missing, whose types are unsettled or whose model is too large: refused at once, and without a
/// word of anybody's own values.
@Suite struct CohortRefusalTests {
    private static let person = ["9434765919", "Jane Doe", "SW1A 1AA", "41"]

    /// A file whose first line is a person.
    private static let headless =
        person.joined(separator: ",") + ",1,0,1\n9434765920,John Roe,SW1A 2AA,38,0,1,0\n"

    @Test(arguments: [
        ["attribute", "-", "--outcome", "y", "--agencies", "a,b", "--covariates", "x"],
        ["attribute", "-", "--outcome", "y", "--agencies", "a,b", "--cluster", "area"],
        ["regress", "-", "--formula", "y ~ x"],
        ["regress", "-", "--formula", "y ~ factor(x) | z", "--vcov", "cluster:area"],
        ["importance", "-", "--formula", "y ~ x + z"],
        ["moments", "build", "-", "--formula", "y ~ x", "--output", "-"],
    ])
    func aMissingHeaderShowsNobody(arguments: [String]) throws {
        let run = try Command.run(arguments, input: Self.headless)
        #expect(run.exitCode == 2)
        #expect(run.errors.contains(":1: "))
        for value in Self.person + ["Jane", "Doe", "John", "SW1A"] {
            #expect(!run.errors.contains(value), "\(run.errors)")
            #expect(!run.output.contains(value))
        }
    }

    @Test func aHeaderBelowATitleIsFoundOnce() throws {
        let text = "Report of the year\nmade,by,hand\ny,x\n1,2\n2,3\n4,5\n"
        let run = try Command.run(["regress", "-", "--formula", "y ~ x"], input: text)
        #expect(run.exitCode == 2)
        #expect(run.errors.contains("the header seems to be on line 3"))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test(arguments: [0, 17, 59])
    func oneOutcomeThatIsNeitherDoesNotChooseTheFamily(row: Int) throws {
        var rows = (0..<60).map { "\($0 * 7 % 3 / 2),\($0 % 2),\($0 / 2 % 2)" }
        rows[row] = "2,\(row % 2),\(row / 2 % 2)"
        let csv = "y,a,b\n" + rows.joined(separator: "\n") + "\n"
        let arguments = ["attribute", "-", "--outcome", "y", "--agencies", "a,b"]
        let run = try Command.run(arguments, input: csv)
        #expect(run.exitCode == 2)
        #expect(run.errors.contains(":\(row + 2): column 'y': 1 of 60 values is neither 0 nor 1"))
        let stated = try Command.run(arguments + ["--family", "gaussian"], input: csv)
        #expect(stated.exitCode == 0, "\(stated.errors)")
    }

    /// A model that an outcome does not suit is refused with the lines of what does not suit, and nothing is written.
    @Test(arguments: [
        ("gamma", "0", "expected above 0"), ("gamma", "-3", "expected above 0"),
        ("poisson", "-1", "expected at least 0"), ("two-part", "-1", "expected at least 0"),
        ("fractional", "1.5", "expected 0 to 1"),
    ])
    func anOutcomeThatIsNotOfItsFamilyIsNamedByItsLine(
        family: String,
        value: String,
        expected: String
    ) throws {
        var rows = (0..<60).map { "0.\($0 % 7 + 1),\($0 % 2),\($0 / 2 % 2)" }
        for row in [20, 41] { rows[row] = "\(value),\(row % 2),\(row / 2 % 2)" }
        let run = try Command.run(
            [
                "attribute", "-", "--outcome", "y", "--agencies", "a,b", "--family", family,
                "--json", "-",
            ],
            input: "y,a,b\n" + rows.joined(separator: "\n") + "\n"
        )
        #expect(run.exitCode == 2 && run.output.isEmpty)
        #expect(run.errors.contains(":22: column 'y': "), "\(run.errors)")
        #expect(run.errors.contains(expected) && run.errors.contains("43"), "\(run.errors)")
        #expect(!run.errors.contains("'\(value)'"))
    }

    @Test(arguments: ["0", "-2", ""])
    func anExposureThatIsNoneIsNamedByItsLine(value: String) throws {
        var rows = (0..<60).map { "\($0 % 4),\($0 % 2),\($0 / 2 % 2),\(30 + $0)" }
        for row in [20, 41] { rows[row] = "1,\(row % 2),\(row / 2 % 2),\(value)" }
        let arguments = [
            "attribute", "-", "--outcome", "y", "--agencies", "a,b", "--exposure", "days",
        ]
        let csv = "y,a,b,days\n" + rows.joined(separator: "\n") + "\n"
        let run = try Command.run(arguments + ["--family", "poisson"], input: csv)
        #expect(run.exitCode == 2 && run.output.isEmpty)
        #expect(run.errors.contains(":22: column 'days': "), "\(run.errors)")
        #expect(run.errors.contains("43"), "\(run.errors)")
        let other = try Command.run(arguments, input: csv)
        #expect(other.exitCode == 2 && other.errors.contains("'days'"), "\(other.errors)")
    }

    @Test func separationNamesTheTermAndNotItsLevels() throws {
        let rows = (0..<200).map { "\($0 % 2),\($0 / 2 % 2),\($0 / 4 % 2),earns\($0 / 2)" }
        let csv = "y,a,b,income\n" + rows.joined(separator: "\n") + "\n"
        let run = try Command.run(
            ["regress", "-", "--formula", "y ~ a + b + income + a:income", "--family", "binomial"],
            input: csv
        )
        #expect(run.exitCode == 2)
        #expect(!run.errors.contains("earns"), "\(run.errors)")
        #expect(run.errors.count < 500)
    }

    @Test func moreLevelsThanRowsCanTellApartAreRefusedAtOnce() throws {
        let rows = (0..<3_000).map { "\($0 % 7),\($0 % 11),code\($0)" }
        let csv = "y,x,g\n" + rows.joined(separator: "\n") + "\n"
        for formula in ["y ~ x + g", "y ~ x * factor(g)", "y ~ factor(x) * g"] {
            let run = try Command.run(["regress", "-", "--formula", formula], input: csv)
            #expect(run.exitCode == 2)
            #expect(run.errors.contains("and the file only 3000 rows"), "\(run.errors)")
        }
    }

    @Test func rowsLeftOutAreSaid() throws {
        let csv = "y,x\n1,2\n2,\n3,4\n5,\n4,4.5\n7,7\n"
        let run = try Command.run(
            [
                "regress", "-", "--formula", "y ~ x", "--csv", "-", "--disclosure-threshold", "0",
            ],
            input: csv
        )
        #expect(run.exitCode == 0)
        #expect(run.errors.contains("2 of 6 rows were left out"))
        #expect(run.errors.contains("2 lack 'x'"))
    }
}

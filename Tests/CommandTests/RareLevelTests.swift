import Foundation
import Testing

/// Coefficients of levels that few people have: `regress` writes none, nor what gives them back.
@Suite struct RareLevelTests {
    /// Of 400 people three are of area D, eleven of C, four flagged; all but five are new.
    private static let rows: [String] = (0..<400).map { row in
        let area = row < 3 ? "D" : row < 14 ? "C" : row % 2 == 0 ? "A" : "B"
        let x = row * 7_919 % 1_009
        return
            "\(x % 97),\(x % 2),\(area),\(row % 101 == 50 ? 1 : 0),\(row % 80 == 7 ? 0 : 1),\(x % 31),\(row % 100 == 1 ? 7 : 0)"
    }

    private func coefficients(
        _ formula: String,
        _ more: [String] = [],
        _ rows: [String] = rows
    ) throws -> (table: [String: Double?], rSquared: Double?, csv: String, terminal: String) {
        try Command.withFolder { folder in
            let file = folder.appendingPathComponent("people.csv").path
            try (["y,z,area,flag,new,x,cost"] + rows).joined(separator: "\n").appending("\n")
                .write(toFile: file, atomically: true, encoding: .utf8)
            let csv = folder.appendingPathComponent("c.csv").path
            let json = folder.appendingPathComponent("c.json").path
            let run = try Command.run(
                ["regress", file, "--formula", formula, "--csv", csv, "--json", json] + more
            )
            try #require(run.exitCode == 0, "\(run.errors)")
            let value = try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: json))
            )
            let object = try #require(value as? [String: Any])
            let list = try #require(object["coefficients"] as? [[String: Any]])
            var table: [String: Double?] = [:]
            for one in list {
                let term = try #require(one["term"] as? String)
                table[term] = .some(one["estimate"] as? Double)
                let others = ["std_error", "statistic", "p_value", "conf_low", "conf_high"]
                if one["estimate"] is NSNull {
                    #expect(others.allSatisfy { one[$0] is NSNull }, "\(term)")
                }
            }
            return (
                table, object["r_squared"] as? Double,
                try String(contentsOfFile: csv, encoding: .utf8), run.output
            )
        }
    }

    private func withheld(_ table: [String: Double?]) -> Set<String> {
        Set(table.filter { $0.value == nil }.keys)
    }

    /// A level of three is withheld with the next, which makes them fourteen; its share of R² with it; without the rule all are there.
    @Test(arguments: ["gaussian", "binomial"]) func aRareLevelIsWithheldWithAnother(
        family: String
    ) throws {
        let formula = (family == "binomial" ? "z" : "y") + " ~ x + area"
        let found = try coefficients(formula, ["--family", family])
        #expect(withheld(found.table) == ["areaC", "areaD"])
        #expect(found.rSquared == nil)
        #expect(found.csv.contains("areaD,,,,,,") && found.csv.contains("areaC,,,,,,"))
        #expect(found.terminal.contains("withheld"))
        let open = try coefficients(formula, ["--family", family, "--disclosure-threshold", "0"])
        #expect(withheld(open.table).isEmpty)
        #expect((open.rSquared != nil) == (family == "gaussian"))
    }

    /// What is told from the others by four people, or by five, goes with the intercept; so does a number that four have.
    @Test(arguments: ["flag", "new", "cost"]) func aFlagOfFewIsWithheldWithTheIntercept(
        _ column: String
    ) throws {
        let found = try coefficients("y ~ x + \(column)")
        #expect(withheld(found.table) == ["(Intercept)", column])
    }

    @Test func weightsAndClustersMakeNoDifference() throws {
        for more in [["--vcov", "cluster:area"], ["--weights", "x"], ["--vcov", "hc3"]] {
            let found = try coefficients("y ~ z + flag", more)
            #expect(withheld(found.table) == ["(Intercept)", "flag"], "\(more)")
        }
    }

    /// The reference level is told by every coefficient of its factor and the intercept.
    @Test func aRareReferenceIsWithheldWithTheFactor() throws {
        let rows = Self.rows.map { $0.replacingOccurrences(of: ",D,", with: ",0Z,") }
        let found = try coefficients("y ~ x + area", [], rows)
        #expect(withheld(found.table) == ["(Intercept)", "areaA", "areaB", "areaC"])
    }

    @Test func productsOfFewAreWithheld() throws {
        let found = try coefficients("y ~ x * factor(area)")
        #expect(withheld(found.table).contains("x:factor(area)D"))
    }

    @Test func numbersOfManyAreWritten() throws {
        #expect(withheld(try coefficients("y ~ x + z").table).isEmpty)
    }
}

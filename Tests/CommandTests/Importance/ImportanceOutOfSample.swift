import Foundation
import Testing

/// `--test`: R² on rows that the coefficients were not fitted on, against least squares written out here.
@Suite struct ImportanceOutOfSample {
    private struct Rows {
        /// Columns of the design without the intercept, the response last.
        var design: [[Double]]
        var csv: String
    }

    /// x1, x2 and a factor of three levels; test rows lack one level.
    private static func rows(_ numbers: Range<Int>, levels: [String]) -> Rows {
        var csv = "y,x1,x2,kind\n"
        var design: [[Double]] = []
        for number in numbers {
            // Any fixed numbers will do, as long as nothing is a combination of the rest.
            let x1 = Double(number * 37 % 101) / 10
            let x2 = Double(number * number * 13 % 89) / 7 + x1 / 3
            let level = levels[number * 29 % levels.count]
            let b = level == "b" ? 1.0 : 0, c = level == "c" ? 1.0 : 0
            let y = 2 * x1 - x2 + 5 * b - 3 * c + Double(number * 53 % 61) / 6
            csv += "\(y),\(x1),\(x2),\(level)\n"
            design.append([x1, x2, b, c, y])
        }
        return Rows(design: design, csv: csv)
    }

    /// Coefficients, the intercept first, by Gauss on the normal equations.
    private static func fit(_ rows: [[Double]], _ columns: [Int]) -> [Double] {
        let size = columns.count + 1
        var system = [[Double]](
            repeating: [Double](repeating: 0, count: size + 1),
            count: size
        )
        for row in rows {
            let z = [1] + columns.map { row[$0] } + [row[4]]
            for i in 0..<size { for j in 0...size { system[i][j] += z[i] * z[j] } }
        }
        for pivot in 0..<size {
            for other in 0..<size where other != pivot {
                let factor = system[other][pivot] / system[pivot][pivot]
                for j in 0...size { system[other][j] -= factor * system[pivot][j] }
            }
        }
        return (0..<size).map { system[$0][size] / system[$0][$0] }
    }

    private static func rSquared(
        _ training: [[Double]],
        _ test: [[Double]],
        _ columns: [Int]
    ) -> Double {
        let beta = fit(training, columns)
        let mean = training.reduce(0) { $0 + $1[4] } / Double(training.count)
        var residual = 0.0, total = 0.0
        for row in test {
            let prediction = zip(columns, beta.dropFirst()).reduce(beta[0]) {
                $0 + row[$1.0] * $1.1
            }
            residual += (row[4] - prediction) * (row[4] - prediction)
            total += (row[4] - mean) * (row[4] - mean)
        }
        return 1 - residual / total
    }

    @Test func sharesOnTestRowsAreAveragesOverOrdersOfRegressionsOnTrainingRows() throws {
        let training = Self.rows(0..<60, levels: ["a", "b", "c"])
        let test = Self.rows(60..<90, levels: ["a", "b"])
        let players = [[0], [1], [2, 3]]
        func value(_ set: [Int]) -> Double {
            Self.rSquared(training.design, test.design, set.sorted().flatMap { players[$0] })
        }
        var expected = [0.0, 0, 0]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            for place in 0..<3 {
                expected[order[place]] +=
                    (value(Array(order[...place])) - value(Array(order[..<place]))) / 6
            }
        }
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("test.csv")
            try test.csv.write(to: path, atomically: true, encoding: .utf8)
            let result = try ImportanceJSON(
                Command.run(
                    [
                        "importance", "-", "--formula", "y ~ x1 + x2 + kind", "--test", path.path,
                        "--json", "-",
                    ],
                    input: training.csv
                )
            )
            #expect(result.regressors == ["x1", "x2", "kind"])
            #expect(result.object["test_rows"] as? Int == 30)
            #expect(result.object["out_of_sample"] as? Bool == true)
            for (regressor, share) in zip(result.regressors, expected) {
                // Normal equations written out keep about ten digits.
                #expect((try result.value(regressor, "lmg") - share).magnitude < 1e-9)
            }
            #expect((try result.number("r_squared") - value([0, 1, 2])).magnitude < 1e-9)
        }
    }

    @Test func aTestSetThatIsTheTrainingSetGivesTheSharesOfTheTrainingSet() throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("swiss.csv")
            try Swiss.csv().write(to: path, atomically: true, encoding: .utf8)
            let result = try ImportanceJSON(
                Command.run([
                    "importance", path.path, "--formula", Swiss.formula, "--test", path.path,
                    "--json", "-",
                ])
            )
            let table = try Swiss.figures("swiss_relaimpo_metrics")
            for regressor in result.regressors {
                let figure = try #require(table[regressor]?["lmg"])
                #expect((try result.value(regressor, "lmg") - figure).magnitude < 1e-10)
            }
        }
    }
}

import Foundation
import Testing
import TopsliceTestSupport

/// `topslice cells`: what goes on from the cells is what goes on from the rows.
@Suite struct CellsCommandTests {
    private static let rows: String = {
        var text = "y,a,b,area,age\n"
        for person in 0..<600 {
            let (a, b) = (person * 7 % 11 % 2, person * 5 % 13 % 2)
            let y = person * 11 % 17 + 4 * a + 2 * b > 10 ? 1 : 0
            let age = person % 97 == 0 ? "" : "\(person % 3)"
            text += "\(y),\(a),\(b),\"E, \(person % 8)\",\(age)\n"
        }
        return text
    }()

    @Test func attributionAndRegressionFromCellsAreThoseFromRows() throws {
        try Command.withFolder { folder in
            let rows = try Self.write(Self.rows, to: "rows.csv", in: folder)
            let cells = folder.appendingPathComponent("cells.csv").path
            let made = try Command.run([
                "cells", rows, "--columns", "y,a,b,area,age", "--output", cells,
            ])
            #expect(made.exitCode == 0)
            #expect(made.errors.isEmpty)
            let text = try String(contentsOfFile: cells, encoding: .utf8)
            #expect(text.hasPrefix("y,a,b,area,age,people\n"))
            let people = text.split(separator: "\n").dropFirst().compactMap {
                $0.split(separator: ",").last.flatMap { Int($0) }
            }
            #expect(people.reduce(0, +) == 600)
            for arguments in [
                [
                    "attribute", "--outcome", "y", "--agencies", "a,b", "--covariates", "age",
                    "--cluster",
                    "area", "--json", "-",
                ],
                [
                    "regress", "--formula", "y ~ a + b + factor(age)", "--vcov", "hc3", "--json",
                    "-",
                ],
            ] {
                let first = try Command.run([arguments[0], rows] + arguments.dropFirst())
                let second = try Command.run(
                    [arguments[0], cells] + arguments.dropFirst() + ["--counts", "people"]
                )
                #expect(first.exitCode == 0 && second.exitCode == 0)
                #expect(
                    differences(
                        try Self.numbers(first.output),
                        try Self.numbers(second.output),
                        share: 1e-9
                    ) == []
                )
            }
        }
    }

    private static func write(_ text: String, to name: String, in folder: URL) throws -> String {
        let path = folder.appendingPathComponent(name)
        try text.write(to: path, atomically: true, encoding: .utf8)
        return path.path
    }

    /// The numbers of a result by place, those of where it came from apart.
    private static func numbers(_ json: String) throws -> [(place: String, value: Double)] {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        var result: [(place: String, value: Double)] = []
        func visit(_ value: Any, _ place: String) {
            switch value {
            case let map as [String: Any]:
                for key in map.keys.sorted() where key != "provenance" && key != "inputs" {
                    visit(map[key] ?? NSNull(), place + "." + key)
                }
            case let list as [Any]: for item in list { visit(item, place + "[]") }
            case let number as Double: result.append((place, number))
            default: break
            }
        }
        visit(object, "")
        #expect(result.count > 20)
        return result
    }

    @Test func cellsOfFewPeopleAreLeftOutAndCounted() throws {
        try Command.withFolder { folder in
            let rows = try Self.write(
                "a,b\n1,x\n1,x\n1,x\n0,x\n0,\n0,\n",
                to: "rows.csv",
                in: folder
            )
            let made = try Command.run([
                "cells", rows, "--columns", "a,b", "--least-people", "2", "--output", "-",
            ])
            #expect(made.output == "a,b,people\n0,,2\n1,x,3\n")
            #expect(
                made.errors.contains(
                    "1 of 3 cells have fewer than 2 people and are left out, 1 people"
                )
            )
            let refused = try Command.run([
                "cells", rows, "--columns", "a,b", "--least-people", "20", "--output", "-",
            ])
            #expect(refused.exitCode == 2)
            #expect(refused.output.isEmpty)
        }
    }

    @Test func aCountThatIsNoneIsRefusedWhereItStands() throws {
        try Command.withFolder { folder in
            let cells = try Self.write(
                "y,x,n\n1,2,3\n0,1,-4\n1,1,2.5\n0,2,\n",
                to: "cells.csv",
                in: folder
            )
            let refused = try Command.run([
                "regress", cells, "--formula", "y ~ x", "--counts", "n",
            ])
            #expect(refused.exitCode == 2)
            for line in 3...5 {
                #expect(refused.errors.contains("cells.csv:\(line): column 'n': "))
            }
        }
    }
}

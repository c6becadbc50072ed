import TopsliceSharing
import TopsliceStudies
import Foundation
import TopsliceMoney
import Testing
import TopsliceTestSupport

/// Published apportionments, roundings and service departments from CSV files to the JSON of the commands.
@Suite struct DivisionReferenceTests {
    private func object(_ file: String) throws -> (input: [String: Any], all: [String: Any]) {
        let decoded = try JSONSerialization.jsonObject(with: try References.data(file))
        let all = try #require(decoded as? [String: Any])
        return (try #require(all["input"] as? [String: Any]), all)
    }

    private func awards(
        _ weights: [Double],
        _ units: Int,
        _ method: String
    ) throws -> [Int] {
        let rows = weights.enumerated().map { "s\($0),\($1)\n" }.joined()
        let run = try Workplace().apportion(
            "id,weight\n" + rows,
            units: "\(units)",
            method: method
        )
        let found = try answer(run).object["awards"] as? [String: Int] ?? [:]
        return weights.indices.compactMap { found["s\($0)"] }
    }

    /// Balinski and Young (1975): all six methods on one example.
    @Test func sixMethodsMatchTheirAuthors() throws {
        let (input, all) = try object("balinski_young_ex1")
        let weights = try #require(input["weights"] as? [Double])
        let total = try #require(input["total"] as? Int)
        let expected = try #require(all["expected"] as? [String: [Int]])
        #expect(expected.count == 6)
        for (method, seats) in expected {
            #expect(try awards(weights, total, method) == seats, "\(method)")
        }
    }

    @Test(arguments: ["hamilton_alabama_6_6_2", "hamilton_alabama_electowiki"])
    func theAlabamaParadoxAppearsAsPublished(file: String) throws {
        let (input, all) = try object(file)
        let weights = try #require(input["weights"] as? [Double])
        let expected = try #require(all["expected"] as? [String: [Int]])
        for (total, seats) in expected {
            let units = try #require(Int(total))
            #expect(try awards(weights, units, "hamilton") == seats)
        }
    }

    /// Cox (1987): totals exact, cells rounded down or up, at the least squared distance there is.
    @Test func aTableIsRoundedAtTheLeastDistanceWithItsTotalsKept() throws {
        let (input, all) = try object("controlled_rounding_2d_pence")
        let cells = try #require(input["unrounded"] as? [[String]])
        let expected = try #require(all["expected"] as? [String: Any])
        let distance = try #require(expected["squared_distance"] as? Double)
        let tolerance = try #require(all["tolerance"] as? Double)
        var csv = "row,a,b,c\n"
        for (place, row) in cells.enumerated() {
            csv += "r\(place),\(row.joined(separator: ","))\n"
        }
        let run = try Workplace().apportion(csv, units: "200001", isTable: true)
        let answer = try answer(run)
        let rounded = try #require(answer.object["cells"] as? [[Int]])
        #expect(answer.object["row_totals"] as? [Int] == expected["rows"] as? [Int])
        #expect(answer.object["column_totals"] as? [Int] == expected["cols"] as? [Int])
        #expect(rounded.map { $0.reduce(0, +) } == expected["rows"] as? [Int])
        var found = 0.0
        for (exact, whole) in zip(cells.flatMap { $0 }, rounded.flatMap { $0 }) {
            let parts = exact.split(separator: "/").compactMap { Double($0) }
            let change = Double(whole) - parts[0] / parts[1]
            #expect(abs(change) < 1)
            found += change * change
        }
        #expect(abs(found - distance) <= tolerance)
    }

    @Test func theRobinsonCompanyMatchesUnderAllThreeMethods() throws {
        let (input, all) = try object("horngren_robinson_departments")
        let expected = try #require(all["expected"] as? [String: [String: Double]])
        let files = try serviceFiles(input)
        for (method, key) in [
            ("direct", "direct"), ("step-down", "step"), ("reciprocal", "reciprocal"),
        ] {
            let run = try Workplace().services(
                shares: files.shares,
                costs: files.costs,
                method: method,
                order: method == "step-down" ? "PM,IS" : nil
            )
            let answer = try answer(run)
            for (department, cost) in try #require(expected[key]) {
                #expect(answer.numbers("final", [department]) == [cost], "\(method)")
            }
            if method == "reciprocal" {
                for (department, cost) in try #require(expected["reciprocal_full"]) {
                    #expect(answer.numbers("full_cost", [department]) == [cost])
                }
            }
        }
    }

    @Test func twoServiceCentresMatchAndEveryPathAddsUp() throws {
        let (input, all) = try object("young_note_two_service_centres")
        let expected = try #require(all["expected"] as? [String: Double])
        let tolerance = try #require(all["tolerance"] as? Double)
        let files = try serviceFiles(input)
        let run = try Workplace().services(
            shares: files.shares,
            costs: files.costs,
            method: "reciprocal"
        )
        let answer = try answer(run)
        for (department, cost) in expected {
            let found = try #require(answer.numbers("full_cost", [department]).first)
            #expect(abs(found - cost) <= tolerance, "\(department)")
        }
        // Every pound of a final department comes by some path.
        let paths = try #require(answer.object["paths"] as? [[String: Any]])
        for department in ["TwoDay", "NextDay"] {
            let parts = paths.filter { $0["final"] as? String == department }
                .compactMap { $0["share_of_final"] as? Double }
            #expect(abs(parts.reduce(0, +) - 1) < doubleTolerance)
        }
        let amounts = run.finals.compactMap { $0.amount?.minorUnits }
        #expect(amounts.reduce(0, +) == run.total.minorUnits)
    }

    private func serviceFiles(_ input: [String: Any]) throws -> (shares: String, costs: String) {
        let costs = try #require(input["direct_cost"] as? [String: Double])
        let shares = try #require(input["share"] as? [String: [String: Any]])
        var rows = "from,to,share\n"
        for from in shares.keys.sorted() {
            for (to, share) in (shares[from] ?? [:]).sorted(by: { $0.key < $1.key }) {
                rows += "\(from),\(to),\(share)\n"
            }
        }
        let lines = costs.sorted { $0.key < $1.key }.map { "\($0.key),\(Int($0.value))\n" }
        return (rows, "department,cost\n" + lines.joined())
    }
}

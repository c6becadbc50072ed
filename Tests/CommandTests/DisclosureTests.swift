import Foundation
import Testing

/// What is written of how many people there are.
@Suite struct DisclosureTests {
    private static let cohort = "datasets/resettlement/cohort.csv"
    private static let study = "datasets/resettlement/study.yaml"
    /// The keys of the JSON under which a number of people stands.
    private static let keys: Set<String> = [
        "people", "served", "not_served", "unknown", "rows", "lost", "eligible",
        "lost_with_outcome",
        "lost_complete", "lost_analysed", "analysed", "rows_read", "rows_filtered", "rows_excluded",
        "rows_without_outcome", "rows_without_weight", "rows_analysed", "capped",
    ]

    /// Every number of people in the JSON, by its path.
    private func counts(_ value: Any, _ path: String = "") -> [String: Int] {
        var found: [String: Int] = [:]
        if let object = value as? [String: Any] {
            for (key, inner) in object {
                if Self.keys.contains(key), let count = inner as? Int {
                    found[path + "." + key] = count
                } else if Self.keys.contains(key), let list = inner as? [Int] {
                    for (place, count) in list.enumerated() {
                        found["\(path).\(key)[\(place)]"] = count
                    }
                } else {
                    found.merge(counts(inner, path + "." + key)) { $1 }
                }
            }
        } else if let list = value as? [Any] {
            for (place, inner) in list.enumerated() {
                found.merge(counts(inner, "\(path)[\(place)]")) { $1 }
            }
        }
        return found
    }

    private func counts(of file: String, _ more: [String]) throws -> [String: Int] {
        let run = try Command.run(
            ["attribute", file, "--study", Self.study, "--json", "-"] + more
        )
        #expect(run.exitCode == 0, "\(run.errors)")
        return counts(try JSONSerialization.jsonObject(with: Data(run.output.utf8)))
    }

    private func rows() throws -> [String] {
        try String(contentsOf: Command.root.appendingPathComponent(Self.cohort), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    private func withFile(_ rows: [String], _ body: (String) throws -> Void) throws {
        try Command.withFolder { folder in
            let path = folder.appendingPathComponent("cohort.csv").path
            try (rows.joined(separator: "\n") + "\n").write(
                toFile: path,
                atomically: true,
                encoding: .utf8
            )
            try body(path)
        }
    }

    /// 300 people: some combinations of agencies have fewer than ten, and so have some losses.
    private func small() throws -> [String] {
        var rows = Array(try rows().prefix(301))
        for number in [3, 50, 120] {
            var cells = rows[number].split(separator: ",", omittingEmptySubsequences: false)
            cells[2] = ""
            rows[number] = cells.joined(separator: ",")
        }
        return rows
    }

    @Test func noCountBelowTheThresholdIsInTheJSON() throws {
        try withFile(small()) { file in
            let open = try counts(of: file, ["--disclosure-threshold", "0"])
            #expect(open.values.contains { (1..<10).contains($0) })
            let shown = try counts(of: file, [])
            let small = shown.filter { (1..<10).contains($0.value) }
            #expect(small.isEmpty, "\(small)")
            #expect(shown.count > 20)
            #expect(shown[".people"] == 297)
        }
    }

    /// The numbers that are written do not subtract to one that is not.
    @Test func noDifferenceOfWhatIsWrittenIsALossThatIsNot() throws {
        try withFile(small()) { file in
            let shown = try counts(of: file, [])
            #expect(shown[".sample.rows_read"] == nil)
            #expect(shown[".provenance.inputs[0].rows"] == nil)
            #expect(shown[".sample.rows_analysed"] == 297)
        }
    }

    /// Steps are what is left of the step before, of all and of those each agency served or did not.
    @Test func theSampleFlowSubtractsExactly() throws {
        try withFile(small()) { file in
            let run = try Command.run([
                "attribute", file, "--study", Self.study, "--where", "need >= 1", "--json", "-",
                "--disclosure-threshold", "0",
            ])
            let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            let sample = try #require((json as? [String: Any])?["sample"] as? [String: Any])
            let flow = try #require(sample["flow"] as? [[String: Any]])
            let steps = flow.compactMap { $0["step"] as? String }
            #expect(
                steps == [
                    "supplied", "eligible", "with_outcome", "complete", "analysed", "supported",
                ]
            )
            let left = flow.compactMap { $0["rows"] as? Int }
            let lost = flow.compactMap { $0["lost"] as? Int }
            #expect(left.count == 6 && lost.count == 5 && lost[0] > 0 && lost[2] > 0)
            for step in 1..<6 { #expect(left[step] == left[step - 1] - lost[step - 1]) }
            let arms = try #require(sample["flow_by_agency"] as? [[String: Any]])
            var eligible: [String: Int] = [:]
            for arm in arms {
                func count(_ key: String) throws -> Int { try #require(arm[key] as? Int) }
                let whole = try count("eligible")
                let losses =
                    try count("lost_with_outcome") + count("lost_complete")
                    + count("lost_analysed")
                #expect(try count("analysed") == whole - losses)
                eligible[try #require(arm["agency"] as? String), default: 0] += whole
            }
            #expect(eligible.count == 4 && eligible.values.allSatisfy { $0 == left[1] })
        }
    }

    /// Two runs, the second without one person: with rounding no count tells who is missing, without it many do.
    @Test func theDifferenceOfTwoRunsIsRoundedAway() throws {
        let all = try rows()
        try withFile(all) { first in
            try withFile(Array(all.dropLast())) { second in
                let rounded = ["--disclosure-rounding", "10"]
                let (one, other) = (try counts(of: first, rounded), try counts(of: second, rounded))
                #expect(one == other)
                #expect(one.values.allSatisfy { $0 % 10 == 0 })
                #expect(try counts(of: first, []) != counts(of: second, []))
            }
        }
    }
}

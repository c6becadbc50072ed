import TopsliceAttribution
import TopsliceCohortData
import TopsliceStudies
import Testing

/// What is said of every outcome of a run is what is said of each alone.
@Suite struct EveryOutcomeTests {
    private func run(_ change: (inout StudyAnalysis) -> Void) throws -> AttributionRequest.Run {
        let rows = (0..<900).map { row in
            let (x, g) = (row * 11 % 4, ["north", "south", "west"][row % 3])
            let a = row * 37 % 13 < 3 + x ? 1 : 0
            let b = row * 29 % 17 < 6 ? 1 : 0
            let y = row * 7_919 % 1_009 < 300 + 80 * x + 150 * a ? 1 : 0
            return "\(y),\(100 * b + 20 * x + row * 577 % 503),\(a),\(b),\(x),\(g)"
        }
        var analysis = StudyAnalysis()
        (analysis.agencies, analysis.covariates) = (["a", "b"], ["x"])
        analysis.by = ["g"]
        change(&analysis)
        return try AttributionRequest(
            source: .memory(
                name: "cohort",
                bytes: Array(("y,z,a,b,x,g\n" + rows.joined(separator: "\n") + "\n").utf8)
            ),
            analysis: analysis,
            threads: 1
        ).run(hashing: false)
    }

    @Test func verdictsSensitivityAndGroupsOfEachAreItsOwn() throws {
        let together = try run { $0.outcomes = ["y", "z"] }
        #expect(together.results.count == 2)
        for (place, name) in ["y", "z"].enumerated() {
            let alone = try run { $0.outcome = name }
            #expect(together.results[place].verdict == alone.result.verdict)
            #expect(together.results[place].sensitivity == alone.result.sensitivity)
            #expect(together.subgroups.filter { $0.outcome == name } == alone.subgroups)
        }
    }

    /// Placebos are of the main outcome, and its verdict knows of them wherever it stands.
    @Test func placebosAreOfTheMainOutcome() throws {
        let run = try run {
            $0.outcomes = ["y", "z"]
            $0.by = nil
            $0.placeboAgencies = 20
        }
        #expect(run.result.placebos != nil)
        #expect(run.results[0] == run.result)
        #expect(run.results[1].placebos == nil)
    }
}

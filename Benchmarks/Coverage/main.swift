import Foundation
import TopsliceSimulation

// How often the 95% intervals of `topslice attribute` hold the truth, over many simulated cohorts.
//
//     swift run -c release CoverageBenchmarks [COHORTS [PEOPLE]] [--csv]
//
// Prints a Markdown table, or tidy CSV with --csv. Nothing is read or written: cohorts live in memory.

var arguments = Array(CommandLine.arguments.dropFirst())
let printsCSV = arguments.contains("--csv")
arguments.removeAll { $0 == "--csv" }
let sizes = arguments.compactMap(Int.init)
guard sizes.count == arguments.count, sizes.count <= 2, sizes.allSatisfy({ $0 >= 2 }) else {
    print("expected at most the number of cohorts, the number of people in each, and --csv")
    exit(2)
}
let cohorts = sizes.first ?? 400
let people = sizes.count > 1 ? sizes[1] : 3_000

print(
    printsCSV
        ? "design,agency,cohorts,people,truth,bias,bias_error,coverage,coverage_error"
        : """
        \(cohorts) cohorts of \(people) people a design; ± is the Monte Carlo standard error.

        | design | agency | truth | bias | coverage of 95% intervals |
        |---|---|---:|---:|---:|
        """
)
for design in Design.all(people: people) {
    let outcomes = try (1...cohorts).map { try design.attribute(seed: $0) }
    let agencies = try design.plan(seed: 1).agencies.map(\.name)
    for (agency, name) in agencies.enumerated() {
        // With areas the truth is that of areas at large: the mean over the areas drawn.
        let row = CoverageRow(
            truth: outcomes.map { $0.truth[agency] }.reduce(0, +) / Double(cohorts),
            outcomes: outcomes.map { ($0.values[agency], $0.low[agency], $0.high[agency]) }
        )
        print(
            printsCSV
                ? row.csv(design.name, name, people)
                : row.markdown(design.name, name)
        )
    }
    fflush(nil)
}

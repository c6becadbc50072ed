import Foundation
import TopsliceSimulation

// How `topslice attribute` does on cohorts whose truth is known, beside the plain fit (`--shrinkage none`).
//
//     swift run -c release TruthBenchmarks [COHORTS] [--csv] [--only WORDS] [--first SEED]
//     swift run -c release TruthBenchmarks --only money
//     swift run -c release TruthBenchmarks --only notices
//
// Prints a Markdown table, or tidy CSV with --csv. Nothing is read or written: cohorts live in memory, on one core.

var arguments = Array(CommandLine.arguments.dropFirst())
func take(_ flag: String, from arguments: inout [String]) -> String? {
    guard let place = arguments.firstIndex(of: flag), place + 1 < arguments.count else {
        return nil
    }
    defer { arguments.removeSubrange(place...(place + 1)) }
    return arguments[place + 1]
}
let printsCSV = arguments.contains("--csv")
arguments.removeAll { $0 == "--csv" }
let only = take("--only", from: &arguments)
let first = take("--first", from: &arguments).map { Int($0) } ?? 1
let cohorts = arguments.isEmpty ? 400 : arguments.count == 1 ? Int(arguments[0]) : nil
guard let cohorts, cohorts >= 2, let first, first >= 0 else {
    print("expected at most the number of cohorts, --csv, --only WORDS and --first SEED")
    exit(2)
}

print(
    printsCSV
        ? "design,model,cohorts,people," + TruthRow.columns.joined(separator: ",")
        : """
        \(cohorts) cohorts a design, four agencies; per 1,000 people (of a number: thousandths of its unit); ± is the Monte Carlo error.

        | design | model | worst bias | coverage | of shares (unbounded) | RMSE | refused | some p < 0.05 / by Holm | coalitions wrongly said to lack support / part found of those that do | identified | whole covered / allowing for a hidden confounder | why not identified |
        |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|
        """
)
for design in TruthDesign.all where only.map(design.name.contains) ?? true {
    for isPlain in [false, true] {
        let row = TruthRow(
            try (first..<(first + cohorts)).map {
                try design.attribute(seed: $0, isPlain: isPlain)
            }
        )
        let model = isPlain ? "plain" : "default"
        print(
            printsCSV
                ? "\"\(design.name)\",\(model),\(cohorts),\(design.people),"
                    + row.numbers.map { $0.map { "\($0)" } ?? "" }.joined(separator: ",")
                : "| \(design.name) | \(model) | \(row.markdown) |"
        )
        fflush(nil)
    }
}

// How often a cut-off is noticed that is there, or is not.
let notices = CutOffDesign.all.filter { design in only.map(design.name.contains) ?? true }
if !notices.isEmpty, !printsCSV {
    print("\n| design | files with a notice of a cut-off | refused |\n|---|---:|---:|")
    for design in notices {
        let found = try (first..<(first + cohorts)).map { try design.isNoticed(seed: $0) }
        let answers = found.compactMap { $0 }
        let part = Double(answers.count { $0 }) / Double(max(1, answers.count))
        print(
            "| \(design.name) | "
                + String(format: "%.1f%% | %d |", 100 * part, found.count - answers.count)
        )
        fflush(nil)
    }
}

// The matrix of money has no plain fit beside it, and its amounts no bias in thousandths.
let money = MoneyDesign.all.filter { design in only.map(design.name.contains) ?? true }
if !money.isEmpty, !printsCSV {
    print("\n\(MoneyRow.heading)")
    for design in money {
        let row = MoneyRow(
            try (first..<(first + cohorts)).map { try design.attribute(seed: $0) }
        )
        print("| \(design.name) | \(row.markdown) |")
        fflush(nil)
    }
}

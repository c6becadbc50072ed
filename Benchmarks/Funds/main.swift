import Foundation

// Times a settlement of 500 partners, 2,000 lines and 60 months, and what is written of it, and prints
// seconds as CSV; or settles generated agreements and says where a penny appeared or vanished; or times many rows of
// actuals from a CSV and from a workbook.
//
//     swift run -c release FundBenchmarks [FOLDER [PARTNERS LINES MONTHS]]
//     swift run -c release FundBenchmarks conserve [AGREEMENTS [FIRST_SEED]]
//     swift run -c release FundBenchmarks rows [ROWS]
//
// The files of the first stay in FOLDER (default a temporary one), so that `topslice settle` can be timed on them as well.

let arguments = CommandLine.arguments.dropFirst()
let numbers = arguments.dropFirst().compactMap(Int.init)
guard numbers.count == max(0, arguments.count - 1), numbers.allSatisfy({ $0 >= 0 }) else {
    print("expected whole numbers behind \(arguments.first ?? "")")
    exit(2)
}
if arguments.first == "conserve" {
    let trial = ConservationTrial(
        agreements: numbers.first ?? 100_000,
        firstSeed: UInt64(numbers.count > 1 ? numbers[1] : 0)
    )
    exit(try trial.run() ? 0 : 1)
}
if arguments.first == "rows" {
    try ManyRowTimes(
        folder: NSTemporaryDirectory() + "/many-rows",
        rows: numbers.first ?? 500_000
    ).run()
    exit(0)
}
guard numbers.isEmpty || numbers.count == 3 && numbers.allSatisfy({ $0 >= 1 }) else {
    print("expected no sizes, or the numbers of partners, lines and months")
    exit(2)
}
try LargeFundTimes(
    folder: arguments.first ?? NSTemporaryDirectory() + "/fund-benchmarks",
    partners: numbers.first ?? 500,
    lines: numbers.isEmpty ? 2_000 : numbers[1],
    months: numbers.isEmpty ? 60 : numbers[2]
).run()

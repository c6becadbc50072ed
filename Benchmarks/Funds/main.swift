import Foundation
import TopsliceFormats
import TopsliceFunds
import TopsliceReports

// Times a settlement of 500 partners, 2,000 lines and 60 months, and what is written of it, and prints
// seconds as CSV.
//
//     swift run -c release FundBenchmarks [FOLDER [PARTNERS LINES MONTHS]]
//
// The files stay in FOLDER (default a temporary one), so that `topslice settle` can be timed on them as well.

let arguments = CommandLine.arguments.dropFirst()
let folder = arguments.first ?? NSTemporaryDirectory() + "/fund-benchmarks"
let sizes = arguments.dropFirst().compactMap(Int.init)
guard sizes.isEmpty || sizes.count == 3 && sizes.allSatisfy({ $0 >= 1 }) else {
    print("expected no sizes, or the numbers of partners, lines and months")
    exit(2)
}

/// Seconds of one run, printed at once.
func timed<Result>(_ clauses: String, _ step: String, _ body: () throws -> Result) rethrows
    -> Result
{
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    let time = start.duration(to: clock.now)
    print(
        "\(clauses),\(step),\(time.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 2))))"
    )
    fflush(nil)
    return result
}

print("clauses,step,time")
for clauses in LargeFund.Clauses.allCases {
    var fund = LargeFund(
        partners: sizes.first ?? 500,
        lines: sizes.isEmpty ? 2_000 : sizes[1],
        months: sizes.isEmpty ? 60 : sizes[2],
        clauses: clauses
    )
    let place = "\(folder)/\(clauses.rawValue)"
    try fund.write(to: place)
    let name = clauses.rawValue
    let input = try timed(name, "read") {
        try FundInput.read(agreement: "\(place)/agreement.yaml", actuals: "\(place)/actuals.csv")
    }
    let settlement = try timed(name, "settle") { try Settlement(input) }
    guard settlement.isReconciled else {
        print("\(name) does not reconcile")
        exit(1)
    }
    let report = try SettlementReport(
        settlement,
        audience: .commissioner,
        provenance: Provenance(
            version: "benchmark",
            inputs: [],
            options: [],
            blasCore: nil,
            threads: 1,
            seconds: nil
        )
    )
    _ = timed(name, "text for a terminal") { report.terminalText.utf8.count }
    _ = try timed(name, "all files") {
        var count = 0
        for file in report.files() { try file.content.write(to: { count += $0.count }) }
        return count
    }
}

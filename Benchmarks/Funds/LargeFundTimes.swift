import Foundation
import TopsliceFormats
import TopsliceFunds
import TopsliceReports

/// Seconds of reading, settling and writing large funds, printed as CSV.
struct LargeFundTimes {
    /// Where the files are made and stay.
    let folder: String
    let partners: Int
    let lines: Int
    let months: Int

    func run() throws {
        print("clauses,step,time")
        for clauses in LargeFund.Clauses.allCases { try run(clauses) }
    }

    private func run(_ clauses: LargeFund.Clauses) throws {
        var fund = LargeFund(partners: partners, lines: lines, months: months, clauses: clauses)
        let place = "\(folder)/\(clauses.rawValue)"
        try fund.write(to: place)
        let name = clauses.rawValue
        let input = try timed(name, "read") {
            try FundInput.read(
                agreement: "\(place)/agreement.yaml",
                actuals: "\(place)/actuals.csv"
            )
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

    /// Seconds of one run, printed at once.
    private func timed<Result>(
        _ clauses: String,
        _ step: String,
        _ body: () throws -> Result
    ) rethrows -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        let time = start.duration(to: clock.now)
        let seconds = time.formatted(
            .units(allowed: [.seconds], fractionalPart: .show(length: 2))
        )
        print("\(clauses),\(step),\(seconds)")
        fflush(nil)
        return result
    }
}

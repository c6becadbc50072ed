import Foundation
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Seconds of reading and settling many rows of actuals, from a CSV and from a workbook of the same rows, printed as CSV.
struct ManyRowTimes {
    /// Where the files are made and stay.
    let folder: String
    let rows: Int

    private static let lines = 2_000

    /// A row of spending.
    private struct Row {
        let day: CalendarDate
        let line: Int
        let pence: Int
    }

    func run() throws {
        try write()
        print("file,rows,time")
        var nets: [[Int]] = []
        for file in ["actuals.csv", "actuals.xlsx"] {
            let start = ContinuousClock.now
            let input = try FundInput.read(
                agreement: "\(folder)/agreement.yaml",
                actuals: "\(folder)/\(file)"
            )
            let settlement = try Settlement(input)
            let time = start.duration(to: .now)
            let seconds = time.formatted(
                .units(allowed: [.seconds], fractionalPart: .show(length: 2))
            )
            print("\(file),\(input.actuals.rows.count),\(seconds)")
            nets.append(settlement.statements.map(\.net.minorUnits))
        }
        guard nets[0] == nets[1] else {
            print("the workbook does not come to what the CSV does")
            exit(1)
        }
    }

    /// A year in which every line is spent on again and again.
    private func write() throws {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        var agreement = """
            agreement: Many rows
            term: {from: 2025-04-01, to: 2026-03-31}
            partners: [{id: council, role: host}, {id: icb, role: funder}, {id: trust, role: funder}]
            lines_file: lines.csv
            contributions:
              - {id: a, rule: fixed, partner: council, amount: 90000000.00}
              - {id: b, rule: fixed, partner: icb, amount: 70000000.00}
              - {id: c, rule: fixed, partner: trust, amount: 40000000.00}
            risk: [{id: main, apply: net, both: {rule: proportional, by: contributions}}]

            """
        var lines = "id,owner,budget,risk\n"
        for line in 0..<Self.lines { lines += "l\(line),council,100000.00,main\n" }
        try save("agreement.yaml", &agreement)
        try save("lines.csv", &lines)
        let first = CalendarDate(dayNumber: 20_179)
        let all = (0..<rows).map { number in
            Row(
                day: CalendarDate(dayNumber: first.dayNumber + number / Self.lines % 365),
                line: number % Self.lines,
                // Prime to everything, so that few rows say the same.
                pence: 1_000 + number * 7_919 % 79_999
            )
        }
        var text = "date,kind,id,amount,reference\n"
        for (number, row) in all.enumerated() {
            let amount = Money(minorUnits: row.pence, currency: .pounds).decimalText
            text += "\(row.day),spend,l\(row.line),\(amount),R\(number)\n"
        }
        try save("actuals.csv", &text)
        let sheet = Workbook.Sheet(
            name: "Ledger",
            columns: [
                .init("Date", .date), .init("Kind", .text), .init("Id", .text),
                .init("Amount (£)", .money(symbol: "£")), .init("Reference", .text),
            ],
            rows: all.enumerated().map { number, row in
                [
                    .date(dayNumber: row.day.dayNumber), .text("spend"), .text("l\(row.line)"),
                    .minorUnits(row.pence, decimals: 2), .text("R\(number)"),
                ]
            }
        )
        let book = Workbook(
            properties: .init(title: "Ledger", subject: "Many rows", author: "FundBenchmarks"),
            sheets: [sheet],
            notes: []
        )
        try Data(book.bytes()).write(to: URL(fileURLWithPath: "\(folder)/actuals.xlsx"))
    }

    private func save(_ name: String, _ text: inout String) throws {
        let bytes = text.withUTF8 { Data($0) }
        try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
}

import Testing

@testable import TopsliceFormats

@Suite struct TerminalTests {
    @Test func columnsLineUp() {
        let table = TextTable(
            columns: [.words("Name"), .numbers("Value")],
            rows: [["a", "1.5"], ["健康", "-12.25"]],
            total: ["Together", "-10.75"]
        )
        #expect(
            table.text == """
                Name       Value
                ────────────────
                a            1.5
                健康      -12.25
                ────────────────
                Together  -10.75

                """
        )
    }

    @Test func namesCannotDriveTheTerminal() {
        let table = TextTable(columns: [.words("x")], rows: [["\u{1B}[2Jgone\r\n\u{202E}"]])
        #expect(table.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
        #expect(table.text.contains("\\u001B[2Jgone"))
        #expect(!table.text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func progressTellsRowsASecondAndTimeLeft() {
        let line = ProgressLine(
            label: "Reading",
            rows: 2_000_000,
            done: 250,
            total: 1000,
            seconds: 3
        )
        #expect(
            line.text
                == "Reading  [######                  ]  25%  2,000,000 rows  667,000 rows/s  0:09 left"
        )
    }

    @Test func progressWithoutATotalClaimsNothing() {
        let line = ProgressLine(label: "Work", rows: 0, done: 5, total: nil, seconds: 2)
        #expect(line.text == "Work")
        let late = ProgressLine(label: "Work", rows: 0, done: 12, total: 10, seconds: 2)
        #expect(late.text == "Work  [########################]  100%")
    }

    @Test func clocksRoundUp() {
        #expect(ProgressLine.clock(0.2) == "0:01")
        #expect(ProgressLine.clock(61) == "1:01")
        #expect(ProgressLine.clock(3723) == "1:02:03")
        #expect(ProgressLine.clock(.infinity) == "999:59:59")
    }

    @Test func anUnshownBarTakesReportsFromManyThreads() async {
        let bar = ProgressBar("Reading", total: 100)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { bar.advance(done: 1, rows: 10) } }
        }
        bar.finish()
    }
}

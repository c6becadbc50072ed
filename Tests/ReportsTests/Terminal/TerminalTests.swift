import TopsliceAttribution
import Testing

@testable import TopsliceReports

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

    @Test func anAttributionShowsEveryAgencyAndTheTotal() {
        let report = SampleAttribution.report(SampleAttribution.four, scale: .proportion)
        let lines = report.terminalText.split(separator: "\n").map(String.init)
        for agency in SampleAttribution.four.agencies {
            #expect(lines.contains { $0.hasPrefix(agency + " ") })
        }
        let total = lines.first { $0.hasPrefix("Together") }
        #expect(total?.contains("+9.01") == true)
        #expect(total?.contains("100.0%") == true)
        #expect(!report.terminalText.contains("\u{2212}"))
    }

    @Test func coefficientsAreShownInFormulaOrder() {
        let table = CoefficientTable(
            rows: [
                TidyRow(
                    "(Intercept)",
                    estimate: 1234.5678,
                    standardError: 0.001,
                    statistic: 1_234_567.8,
                    pValue: 0,
                    confidenceLow: 1,
                    confidenceHigh: 2
                ),
                TidyRow("x", estimate: -2e-7),
            ],
            outcome: "y",
            people: 10,
            clusters: 3,
            residualDegreesOfFreedom: 8,
            rSquared: 0.25,
            sigma: 2,
            method: "least squares, errors clustered by la",
            dropped: ["z"]
        )
        let lines = table.terminalText.split(separator: "\n").map(String.init)
        #expect(lines[0] == "y: least squares, errors clustered by la")
        #expect(lines[3].hasPrefix("(Intercept)   1234.57"))
        #expect(lines[3].contains("< 0.001"))
        #expect(lines[4].contains("-2e-07"))
        #expect(lines[5].hasPrefix("10 people, 8 residual degrees of freedom, 3 clusters, R² 0.25"))
        #expect(lines[6].hasSuffix("z"))
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

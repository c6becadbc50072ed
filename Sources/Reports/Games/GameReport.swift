import TopsliceCooperativeGames
package import TopsliceFormats
package import TopsliceSharing
internal import TopsliceStudies

/// The answers to a game with everything a reader needs beside them, ready to be written.
package struct GameReport: SharingReport {
    package var run: GameRun
    package var provenance: Provenance

    package init(_ run: GameRun, provenance: Provenance) {
        self.run = run
        self.provenance = provenance
    }

    /// The names of the files `files()` makes, known before any work is done.
    package static let fileNames = [
        "game.json", "shares.csv", "objections.csv", "journal.csv", "report.html", "game.xlsx",
    ]

    /// All files, in the order of `fileNames`.
    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "game.json", bytes: json.bytes()),
            OutputFile(name: "shares.csv", text: tables.data.csv.text()),
            OutputFile(name: "objections.csv", text: tables.objections(of: answered).csv.text()),
            OutputFile(name: "journal.csv", text: journal.table.text()),
            OutputFile(name: "report.html", text: page.text()),
            OutputFile(name: "game.xlsx", bytes: try workbook.bytes()),
        ]
    }

    /// The report as a self-contained page.
    package var page: HTMLPage { GamePage(self).page }

    var tables: GameTables { GameTables(self) }

    var isCost: Bool { run.orientation == .costs }

    /// Rules that have shares, in the order asked for.
    var answered: [(rule: SharingRule, shares: RuleShares)] {
        run.rules.compactMap { finding in finding.shares.map { (finding.rule, $0) } }
    }

    var notApplicable: [(rule: SharingRule, reason: String)] {
        run.rules.compactMap { finding in
            if case .notApplicable(let reason) = finding.outcome {
                (finding.rule, reason.words(run.players))
            } else {
                nil
            }
        }
    }

    var bounded: [(rule: SharingRule, intervals: [ShareInterval])] {
        run.rules.compactMap { finding in
            if case .intervals(let list) = finding.outcome { (finding.rule, list) } else { nil }
        }
    }

    /// One double entry a rule, where money is divided.
    var journal: JournalReport {
        JournalReport(
            parts: answered.compactMap { rule, shares in
                shares.money.divided.map { (rule.spelling, $0.journal) }
            }
        )
    }
}

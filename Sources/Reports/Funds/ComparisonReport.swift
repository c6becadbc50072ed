internal import TopsliceRecords
package import TopsliceFormats
package import TopsliceFunds
import TopsliceMoney

/// Two settlements of the same actuals side by side: what each partner gains or loses by the second.
package struct ComparisonReport: Sendable {
    package let comparison: SettlementComparison
    package let provenance: Provenance

    package init(_ comparison: SettlementComparison, provenance: Provenance) {
        self.comparison = comparison
        self.provenance = provenance
    }

    /// In the order of ``files()``.
    package static let fileNames = [
        "comparison.json", "comparison.csv", "comparison.html", "comparison.xlsx",
    ]

    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "comparison.json", bytes: json.bytes()),
            OutputFile(name: "comparison.csv", text: table.text()),
            OutputFile(name: "comparison.html", text: page.text()),
            OutputFile(name: "comparison.xlsx", bytes: try workbook.bytes()),
        ]
    }

    /// Keys: `agreements`, `files`, `partners[].{id,net_a,net_b,change,changes}`, `warnings`, `provenance`.
    package var json: JSONValue {
        [
            "agreements": .strings([
                comparison.first.agreement.name, comparison.second.agreement.name,
            ]),
            "files": .strings(agreementFiles),
            "partners": .array(
                comparison.rows.map { row in
                    [
                        "id": .string(row.partner),
                        "net_a": .string(row.first.decimalText),
                        "net_b": .string(row.second.decimalText),
                        "change": .string(row.change.decimalText),
                        "changes": .object(
                            row.figures.map {
                                .init($0.name, .string($0.change.decimalText))
                            }
                        ),
                    ]
                }
            ),
            "warnings": .strings(warnings),
            "provenance": provenance.json,
        ]
    }

    /// `partner,figure,change`, a line for each partner and figure, then its net: what A gives, what B gives,
    /// and the change.
    package var table: CSVTable {
        ReportTable(
            name: "Changes",
            columns: ["partner", "figure", "change"].map { .init("", key: $0) },
            rows: comparison.rows.flatMap { row in
                (row.figures.map { ($0.name, $0.change) }
                    + [("net_a", row.first), ("net_b", row.second), ("net", row.change)])
                    .map { name, amount in [.text(row.partner), .text(name), amount.reportCell] }
            }
        ).csv
    }

    /// Both agreements as reports say them.
    private var agreementFiles: [String] {
        [comparison.first, comparison.second].map { FileNames().said($0.agreement.file) }
    }

    package var terminalText: String {
        let files = agreementFiles
        var parts = [
            """
            A: \(comparison.first.agreement.name) (\(files[0]))
            B: \(comparison.second.agreement.name) (\(files[1]))
            """,
            changes.terminalText,
        ]
        parts += warnings.map { "warning: \($0)" }
        return parts.joined(separator: "\n\n")
    }

    /// What either settlement warns of, by its letter.
    package var warnings: [String] {
        [("A", comparison.first), ("B", comparison.second)].flatMap { letter, settlement in
            let failed = settlement.checks.filter { !$0.holds }
            return
                (settlement.allBanners + settlement.allWarnings
                + failed.map { "does not reconcile: \($0.words)" }).map { "\(letter): \($0)" }
        }
    }

    /// The name of a partner in either agreement, as a cell begins.
    func name(_ partner: String) -> String {
        let agreement =
            comparison.second.agreement.partners.contains { $0.id == partner }
            ? comparison.second.agreement : comparison.first.agreement
        return agreement.name(of: partner)
    }

    var changes: ReportTable {
        ReportTable.ofMoney(
            name: "Comparison",
            caption:
                "What each partner receives less what it pays under A and under B, and the change.",
            columns: [
                .words("Partner"), .money("Net under A"), .money("Net under B"),
                .money("Better (+) or worse (−) by"), .words("Because of"),
            ],
            rows: comparison.rows.map { row in
                let reasons = row.figures.filter { !$0.change.isZero }.map {
                    "\(Self.words($0.name)) " + $0.change.shown
                }
                return [
                    .words(name(row.partner)), .money(row.first), .money(row.second),
                    .money(row.change), .words(reasons.joined(separator: ", ")),
                ]
            },
            totalLabel: "All partners"
        )
    }

    /// The change of every figure of the statement; only figures that change at all.
    var changesByFigure: ReportTable {
        let names = (comparison.rows.first?.figures ?? []).indices.filter { index in
            comparison.rows.contains { !$0.figures[index].change.isZero }
        }
        return ReportTable.ofMoney(
            name: "By figure",
            caption: "Where the change comes from: above zero the partner is better off under B.",
            columns: [.words("Partner")]
                + names.map {
                    .money(Self.capitalised(comparison.rows.first?.figures[$0].name ?? ""))
                } + [.money("Net")],
            rows: comparison.rows.map { row in
                [.words(name(row.partner))] + names.map { .money(row.figures[$0].change) }
                    + [.money(row.change)]
            },
            totalLabel: "All partners"
        )
    }

    private static func words(_ figure: String) -> String {
        String(figure.map { $0 == "_" ? " " : $0 })
    }

    private static func capitalised(_ figure: String) -> String {
        let words = words(figure)
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}

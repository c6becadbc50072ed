internal import TopsliceFormats

/// One figure for every rule and every name (player, claimant), stated once: rules down for a page, names down for
/// a sheet, where each rule's total stands under it.
struct RuleGrid {
    var name: String
    var caption = ""
    /// What a name is, such as "Player".
    var heading: String
    var names: [String]
    var kind: Workbook.Column.Kind
    var rows: [Row]
    /// The heading of a last column that belongs to the rule as a whole, with rules down.
    var ending: String?
    /// Whether a rule's figures are added up.
    var isTotalled = false

    struct Row {
        /// The rule in words, and by the name it goes by on terminals.
        var title: String
        var key: String
        /// One a name.
        var cells: [ReportCell]
        /// What the figures come to, as it was computed elsewhere; nil where that is not stated.
        var total: ReportCell?
        var ending = ReportCell.empty
    }

    func rulesDown(_ part: Range<Int>? = nil) -> ReportTable {
        let places = part ?? names.indices
        return ReportTable(
            name: name,
            caption: caption,
            columns: [.init("Rule", on: [.page, .sheet]), .init("Rule", on: .terminal)]
                + places.map { .init(names[$0], kind) }
                + (ending.map { [.init($0, endingKind)] } ?? []),
            rows: rows.map { row in
                [.text(row.title), .text(row.key)] + places.map { row.cells[$0] }
                    + (ending == nil ? [] : [row.ending])
            }
        )
    }

    /// With rules down, in parts of `size` names that fit a page or a terminal.
    func parts(of size: Int) -> [ReportTable] {
        stride(from: 0, to: names.count, by: size).map {
            rulesDown($0..<min($0 + size, names.count))
        }
    }

    var namesDown: ReportTable {
        ReportTable(
            name: name,
            caption: caption,
            columns: [.init(heading)]
                + rows.map { row in
                    .init(
                        row.title,
                        kind,
                        terminalTitle: row.key,
                        isTotalled: isTotalled,
                        total: row.total
                    )
                },
            rows: names.indices.map { place in
                [.text(names[place])] + rows.map { $0.cells[place] }
            },
            totalLabel: isTotalled ? "Total" : nil
        )
    }

    private var endingKind: Workbook.Column.Kind {
        rows.contains { if case .text = $0.ending { true } else { false } } ? .text : kind
    }
}

/// Rules that say nothing about a case, with the reason.
struct SilentRules {
    static func table(_ rules: [(title: String, key: String, reason: String)]) -> ReportTable {
        ReportTable(
            name: "Rules that do not apply",
            caption: "Rules that do not apply",
            columns: [
                .init("Rule", on: .page), .init("Rule", key: "rule", on: [.terminal, .json]),
                .init("Why", key: "reason", on: [.page, .terminal, .json]),
            ],
            rows: rules.map { [.text($0.title), .text($0.key), .text($0.reason)] }
        )
    }
}

internal import TopsliceFormats
import TopsliceFunds

/// What other rules would leave each partner with.
extension SettlementTables {
    var otherRules: ReportTable {
        let shown = settlement.otherRules.filter { !$0.positions.isEmpty }
        let left = settlement.otherRules.filter(\.positions.isEmpty).map(\.kind.words)
        let agreed = settlement.invoices.positions.filter {
            report.reader == nil || $0.partner == report.reader
        }
        return ReportTable.ofMoney(
            name: "Other rules",
            caption:
                "What each partner would be paid less what it pays if every over- and underspend were shared by another "
                + "rule, everything else as agreed; in brackets of the heading who bears it. Below zero it pays."
                + (left.isEmpty
                    ? "" : " Cannot be applied here: \(left.joined(separator: "; "))."),
            columns: [.words("Partner"), .money("As agreed", isTotalled: false)]
                + shown.flatMap { rule -> [ReportTable.Column] in
                    [
                        .money(rule.kind.words, isTotalled: false),
                        .money("Change", isTotalled: false),
                    ]
                },
            rows: agreed.map { position in
                [.words(name(position.partner)), .money(position.net)]
                    + shown.flatMap { rule -> [ReportCell] in
                        guard
                            let other = rule.positions.first(where: {
                                $0.partner == position.partner
                            })
                        else { return [.blank, .blank] }
                        return [.money(other.net), .money(other.change)]
                    }
            }
        )
    }
}

extension OtherRule.Kind {
    /// Who bears differences, as the head of a column.
    var words: String {
        switch self {
        case .contributions: "By contributions"
        case .equally: "Equally (all but providers)"
        case .own: "Each its own lines"
        case .host: "The host alone"
        }
    }
}

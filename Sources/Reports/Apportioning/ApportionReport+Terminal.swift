import TopsliceApportionment
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ApportionReport {
    /// A row a recipient, or the rounded table itself.
    package var terminalText: String {
        var text: String
        switch run.division {
        case .list(let list):
            text =
                "\(run.total.shown) divided among "
                + Words.count(list.recipients.count, "recipient", "recipients")
                + " by \(run.method)\n\n"
            text +=
                TextTable(
                    columns: [
                        .words("Recipient"), .numbers("Weight"), .numbers("Exact share"),
                        .numbers("Award"),
                    ],
                    rows: list.money.allocation.parts.enumerated().map { place, part in
                        [
                            part.id, written(Quantity(list.recipients[place].weight)),
                            written(list.exactShares[place]), part.amount.shown,
                        ]
                    },
                    total: ["Total", "", "", run.total.shown]
                ).text
        case .table(let table):
            text =
                "\(run.total.shown) in \(table.rows.count) rows and \(table.columns.count) columns, "
                + "rounded with every total kept\n\n"
            for first in stride(from: 0, to: table.columns.count, by: 8) {
                text += block(table, first..<min(first + 8, table.columns.count)) + "\n"
            }
        }
        for warning in warnings { text += "warning: \(warning)\n" }
        return text
    }

    private func block(_ table: ApportionedTable, _ columns: Range<Int>) -> String {
        let isLast = columns.upperBound == table.columns.count
        return TextTable(
            columns: [.words("")] + columns.map { .numbers(table.columns[$0]) }
                + (isLast ? [.numbers("Total")] : []),
            rows: table.rows.enumerated().map { row, name in
                [name] + columns.map { table.cells[row][$0].shown }
                    + (isLast ? [table.rowTotals[row].shown] : [])
            },
            total: ["Total"] + columns.map { table.columnTotals[$0].shown }
                + (isLast ? [run.total.shown] : [])
        ).text
    }

    /// Six significant decimals are enough to see what was rounded.
    func written(_ quantity: Quantity) -> String {
        if let exact = quantity.exact, exact.isInteger {
            return NumberFormat.count.plain.text(quantity)
        }
        return NumberFormat(notation: .fixed(decimals: 4)).plain.text(quantity)
    }
}

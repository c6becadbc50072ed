import TopsliceApportionment
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// The tables of a division, each stated once.
extension ApportionReport {
    /// A row a recipient, or the rounded table itself.
    var mainTable: ReportTable {
        switch run.division {
        case .list(let list): Self.awards(list, run.total)
        case .table(let table): Self.rounded(table, run.total)
        }
    }

    /// One row a recipient, or one row a cell of the table.
    var dataTable: ReportTable {
        switch run.division {
        case .list: mainTable
        case .table(let table): Self.cells(table)
        }
    }

    private static func awards(_ list: ApportionedList, _ total: Money) -> ReportTable {
        let kind = total.currency.columnKind
        return ReportTable(
            name: "Awards",
            caption: "Exact shares and what they became",
            columns: [
                .init("Recipient", key: "id"), .init("Weight", key: "weight", .decimal(places: 4)),
                .init("", key: "floor", kind), .init("", key: "cap", kind),
                .init("Exact share", key: "exact_share", .decimal(places: 4)),
                .init("Award", key: "award", kind, total: total.reportCell),
                .init(
                    "Rounding units",
                    key: "rounding_units",
                    .integer,
                    on: [.page, .sheet, .data],
                    isTotalled: true
                ),
            ],
            rows: list.money.allocation.parts.enumerated().map { place, part in
                let recipient = list.recipients[place]
                return [
                    .text(part.id), Quantity(recipient.weight).reportCell(),
                    recipient.floor?.reportCell ?? .empty, recipient.cap?.reportCell ?? .empty,
                    list.exactShares[place].reportCell(asFraction: true), part.amount.reportCell,
                    .integer(part.roundingUnits),
                ]
            },
            totalLabel: "Total"
        )
    }

    private static func rounded(_ table: ApportionedTable, _ total: Money) -> ReportTable {
        let kind = total.currency.columnKind
        return ReportTable(
            name: "Table",
            caption: "The rounded table",
            columns: [.init("Row", terminalTitle: "")]
                + zip(table.columns, table.columnTotals).map {
                    .init($0, kind, total: $1.reportCell)
                } + [.init("Total", kind, total: total.reportCell)],
            rows: table.rows.enumerated().map { row, name in
                [.text(name)] + table.cells[row].map(\.reportCell)
                    + [table.rowTotals[row].reportCell]
            },
            totalLabel: "Total"
        )
    }

    private static func cells(_ table: ApportionedTable) -> ReportTable {
        ReportTable(
            name: "Cells",
            columns: [
                .init("", key: "row"), .init("", key: "column"),
                .init("", key: "exact_share", .decimal(places: 4)),
                .init("", key: "award", .integer),
            ],
            rows: table.rows.indices.flatMap { row in
                table.columns.indices.map { column in
                    [
                        .text(table.rows[row]), .text(table.columns[column]),
                        table.exactCells[row][column].reportCell(asFraction: true),
                        table.cells[row][column].reportCell,
                    ]
                }
            }
        )
    }

    static func exact(_ table: ApportionedTable) -> ReportTable {
        ReportTable(
            name: "Before rounding",
            caption: "Before rounding",
            columns: [.init("Row")] + table.columns.map { .init($0, .decimal(places: 4)) },
            rows: table.rows.enumerated().map { row, name in
                [.text(name)] + table.exactCells[row].map { $0.reportCell() }
            }
        )
    }
}

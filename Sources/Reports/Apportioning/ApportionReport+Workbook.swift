import TopsliceApportionment
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ApportionReport {
    /// The division with live totals, compared with the amount, then the journal and notes.
    package var workbook: Workbook {
        let sheet: Workbook.Sheet
        switch run.division {
        case .list(let list): sheet = listSheet(list)
        case .table(let table): sheet = tableSheet(table)
        }
        let journalSheet = JournalReport(parts: [(run.method, journal)]).sheet(run.total.currency)
        return Workbook(
            properties: .init(
                title: "An amount apportioned",
                subject: "\(run.total.shown) by \(run.method)",
                author: "Topslice \(provenance.version)"
            ),
            sheets: [sheet, journalSheet].compactMap { $0 },
            notes: [
                .init("Amount", run.total.shown), .init("Method", run.method),
                .init("Ties", tieOrder),
            ] + warnings.map { .init("Warning", $0) } + provenance.notes
        )
    }

    private func listSheet(_ list: ApportionedList) -> Workbook.Sheet {
        Workbook.Sheet(
            name: "Awards",
            columns: [
                .init("Recipient", .text), .init("Weight", .decimal(places: 4)),
                .init("Exact share", .decimal(places: 4)),
                .init(
                    "Award",
                    run.total.currency.columnKind,
                    isTotalled: true,
                    statedTotal: run.total.workbookCell
                ),
                .init("Rounding units", .integer, isTotalled: true),
            ],
            rows: list.money.allocation.parts.enumerated().map { place, part in
                [
                    .text(part.id), .number(Quantity(list.recipients[place].weight).approximate),
                    .number(list.exactShares[place].approximate), part.amount.workbookCell,
                    .integer(part.roundingUnits),
                ]
            },
            totalLabel: "Total"
        )
    }

    private func tableSheet(_ table: ApportionedTable) -> Workbook.Sheet {
        let kind = run.total.currency.columnKind
        return Workbook.Sheet(
            name: "Table",
            columns: [.init("", .text)]
                + table.columns.enumerated().map { place, name in
                    .init(
                        name,
                        kind,
                        isTotalled: true,
                        statedTotal: table.columnTotals[place].workbookCell
                    )
                }
                + [
                    .init(
                        "Total",
                        kind,
                        isTotalled: true,
                        statedTotal: run.total.workbookCell
                    )
                ],
            rows: table.rows.enumerated().map { row, name in
                [.text(name)] + table.cells[row].map(\.workbookCell)
                    + [table.rowTotals[row].workbookCell]
            },
            totalLabel: "Total"
        )
    }
}

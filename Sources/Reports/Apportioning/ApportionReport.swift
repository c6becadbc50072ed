import TopsliceApportionment
package import TopsliceFormats
import TopsliceMoney
package import TopsliceSharing
internal import TopsliceStudies

/// A division into whole pennies or units with everything a reader needs beside it.
package struct ApportionReport: SharingReport {
    package var run: ApportionRun
    package var provenance: Provenance

    package init(_ run: ApportionRun, provenance: Provenance) {
        self.run = run
        self.provenance = provenance
    }

    /// The names of the files `files()` makes, known before any work is done.
    package static let fileNames = [
        "apportion.json", "awards.csv", "journal.csv", "report.html", "apportion.xlsx",
    ]

    /// All files, in the order of `fileNames`.
    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "apportion.json", bytes: json.bytes()),
            OutputFile(name: "awards.csv", text: dataTable.csv.text()),
            OutputFile(
                name: "journal.csv",
                text: JournalReport(parts: [(run.method, journal)]).table.text()
            ),
            OutputFile(name: "report.html", text: page.text()),
            OutputFile(name: "apportion.xlsx", bytes: try workbook.bytes()),
        ]
    }

    /// The report as a self-contained page.
    package var page: HTMLPage { ApportionPage(self).page }

    var journal: Journal {
        switch run.division {
        case .list(let list): list.money.journal
        case .table(let table): table.journal
        }
    }

    static let tableTieOrder =
        "between tables that are equally near the exact one the choice depends on the heads in UTF-8 order, "
        + "never on the order of input"

    var tieOrder: String {
        switch run.division {
        case .list: DividedMoney.tieOrder
        case .table: Self.tableTieOrder
        }
    }

    /// An amount for machines: an exact decimal as text, units as the whole number they are.
    func value(_ money: Money) -> JSONValue {
        run.isMoney ? .string(money.decimalText) : .integer(money.minorUnits)
    }

    // MARK: - JSON

    /// The division as JSON; the keys are a contract, to which more may be added: `awards` for a list,
    /// `cells` with totals for a table.
    package var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("method", .string(run.method)),
            .init("amount", value(run.total)),
            .init("unit", .string(run.total.currency.code)),
        ]
        switch run.division {
        case .list(let list): members += listMembers(list)
        case .table(let table): members += tableMembers(table)
        }
        members += [
            .init("journal", JournalReport.json(journal)),
            .init("tie_order", .string(tieOrder)),
            .init("warnings", .strings(warnings)),
            .init("provenance", provenance.json),
        ]
        return .object(members)
    }

    private func listMembers(_ list: ApportionedList) -> [JSONValue.Member] {
        let parts = list.money.allocation.parts
        func perRecipient(_ values: [JSONValue]) -> JSONValue {
            .object(zip(parts, values).map { .init($0.id, $1) })
        }
        return [
            .init("awards", perRecipient(parts.map { value($0.amount) })),
            .init("exact_shares", perRecipient(list.exactShares.map(\.exactJSON))),
            .init("rounding_units", perRecipient(parts.map { .integer($0.roundingUnits) })),
            .init("tie", list.tie.map(\.json) ?? .null),
        ]
    }

    private func tableMembers(_ table: ApportionedTable) -> [JSONValue.Member] {
        [
            .init("rows", .strings(table.rows)),
            .init("columns", .strings(table.columns)),
            .init("cells", .array(table.cells.map { .array($0.map(value)) })),
            .init("row_totals", .array(table.rowTotals.map(value))),
            .init("column_totals", .array(table.columnTotals.map(value))),
            .init("scale", table.scale.exactJSON),
            .init("totals_stated", .boolean(table.hasStatedTotals)),
        ]
    }
}

package import TopsliceFormats
package import TopsliceFunds
import TopsliceMoney
internal import TopsliceRecords

/// A journal in the columns of a ledger.
package struct LedgerTable {
    package static let fileName = "ledger.csv"

    private let journal: LedgerJournal
    private let agreement: Agreement
    private let names: FileNames

    package init(_ journal: LedgerJournal, of agreement: Agreement) {
        self.journal = journal
        self.agreement = agreement
        names = FileNames(beside: agreement.file)
    }

    package var csv: CSVTable {
        ReportTable(
            name: "Ledger",
            columns: journal.layout.columns.map { .init("", key: $0.head, on: .csv) },
            rows: journal.rows.map { row in
                journal.layout.columns.map { column in
                    switch column.content {
                    case .text(let text): .text(text)
                    case .value(let value): cell(value, row)
                    }
                }
            }
        ).csv
    }

    private func cell(_ value: LedgerLayout.Value, _ row: LedgerJournal.Row) -> ReportCell {
        let entry = row.entry
        func given(_ text: String?) -> ReportCell { text.map(ReportCell.text) ?? .empty }
        switch value {
        case .date: return .text(date(entry.date))
        case .account: return .text(row.codes.account)
        case .costCentre: return given(row.codes.costCentre)
        case .debit: return row.isDebit ? entry.amount.reportCell : .empty
        case .credit: return row.isDebit ? .empty : entry.amount.reportCell
        case .amount: return row.isDebit ? entry.amount.reportCell : credited(entry.amount)
        case .reference: return .text(text(journal.layout.reference, row))
        case .narrative:
            let words = text(journal.layout.narrative, row)
            return .text(journal.layout.narrativeLength.map { String(words.prefix($0)) } ?? words)
        case .vat: return given(row.vat)
        case .clause: return .text(entry.subject.words)
        case .number: return .integer(row.number)
        case .source: return .text(names.said(entry.source))
        }
    }

    private func credited(_ amount: Money) -> ReportCell {
        guard let credit = try? amount.negated() else {
            preconditionFailure("the journal moves \(amount.minorUnits), which is not above zero")
        }
        return credit.reportCell
    }

    private func text(_ template: LedgerLayout.Template, _ row: LedgerJournal.Row) -> String {
        template.parts.map { part in
            switch part {
            case .text(let text): text
            case .field(.number): "\(row.number)"
            case .field(.date): date(row.entry.date)
            case .field(.clause): row.entry.subject.words
            // Value goes from the credited account to the debited one.
            case .field(.from): agreement.words(row.entry.credit)
            case .field(.to): agreement.words(row.entry.debit)
            }
        }.joined()
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private func date(_ day: CalendarDate) -> String {
        let parts = day.components
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let (year, month, date) = (
            padded(parts.year, 4), padded(parts.month, 2), padded(parts.day, 2)
        )
        return switch journal.layout.dateFormat {
        case .iso: "\(year)-\(month)-\(date)"
        case .slashes: "\(date)/\(month)/\(year)"
        case .points: "\(date).\(month).\(year)"
        case .named: "\(date)-\(Self.months[parts.month - 1])-\(year)"
        case .digits: year + month + date
        }
    }
}

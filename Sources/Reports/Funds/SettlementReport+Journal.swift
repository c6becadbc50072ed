internal import TopsliceRecords
package import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    /// `date,debit,credit,amount,clause,source`, a line a movement.
    package var journalTable: CSVTable {
        let names = names
        return CSVTable(
            columns: ["date", "debit", "credit", "amount", "clause", "source"],
            rows: settlement.journal.map { line in
                [
                    .text("\(line.date)"), .text(line.debit.identifier),
                    .text(line.credit.identifier),
                    .exact(line.amount.decimalText), .text(line.subject.words),
                    .text(names.said(line.source)),
                ]
            }
        )
    }

    /// `from,to,amount,clause`, a line a payment.
    package var transferTable: CSVTable {
        CSVTable(
            columns: ["from", "to", "amount", "clause"],
            rows: settlement.transfers.map { transfer in
                [
                    .text(transfer.from.identifier), .text(transfer.to.identifier),
                    .exact(transfer.amount.decimalText), .text(transfer.subject.words),
                ]
            }
        )
    }
}

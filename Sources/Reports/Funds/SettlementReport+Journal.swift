package import TopsliceFormats
internal import TopsliceRecords
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    /// The journal as this audience may see it: for the public the entries of single people are merged
    /// into one for each agency.
    var journal: [JournalLine] {
        guard !audience.seesPeople, let budgets = agreement.personalBudgets else {
            return settlement.journal
        }
        struct Way: Hashable {
            let debit: String
            let credit: String
            let clause: String
        }
        var merged: [Way: Int] = [:]
        var order: [Way] = []
        var kept: [JournalLine] = []
        for line in settlement.journal {
            guard line.clause.hasPrefix(budgets.clause) else {
                kept.append(line)
                continue
            }
            let way = Way(debit: line.debit, credit: line.credit, clause: line.clause)
            if merged[way] == nil { order.append(way) }
            // The parts of a sum that already fitted.
            merged[way, default: 0] &+= line.amount.minorUnits
        }
        var totals = Journal()
        for way in order {
            // The sum has the journal's own currency, which is all that posting can refuse.
            try? totals.post(
                date: settlement.date,
                debit: way.debit,
                credit: way.credit,
                amount: Money(minorUnits: merged[way] ?? 0),
                clause: way.clause,
                source: agreement.file
            )
        }
        return kept + totals.lines
    }

    /// `date,debit,credit,amount,clause,source`, a line a movement.
    package var journalTable: CSVTable {
        let names = names
        return CSVTable(
            columns: ["date", "debit", "credit", "amount", "clause", "source"],
            rows: journal.map { line in
                [
                    .text(line.date?.description ?? ""), .text(line.debit), .text(line.credit),
                    .exact(line.amount.decimalText), .text(line.clause),
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
                    .text(transfer.from), .text(transfer.to),
                    .exact(PenceText.decimal(transfer.amount)), .text(transfer.clause),
                ]
            }
        )
    }
}

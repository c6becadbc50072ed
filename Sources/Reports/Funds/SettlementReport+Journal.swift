internal import TopsliceRecords
package import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    private static let journalColumns = ["date", "debit", "credit", "amount", "clause", "source"]
    private static let transferColumns = ["from", "to", "amount", "clause"]

    /// `date,debit,credit,amount,clause,source`, a line a movement.
    package var journalTable: CSVStream {
        let journal = settlement.journal
        let texts = MovementTexts(journal.names, names, days: journal.days) {
            CSVText(.text($0))
        }
        let decimals = journal.currency.minorDigits
        return CSVStream(
            columns: Self.journalColumns,
            count: journal.count
        ) { row, cells in
            texts.write(journal.lines[row], decimals, to: &cells)
        }
    }

    /// `from,to,amount,clause`, a line a payment.
    package var transferTable: CSVStream {
        let transfers = settlement.transfers
        let texts = MovementTexts(transfers.names, names) { CSVText(.text($0)) }
        let decimals = transfers.currency.minorDigits
        return CSVStream(
            columns: Self.transferColumns,
            count: transfers.count
        ) { row, cells in
            texts.write(transfers.lines[row], decimals, to: &cells)
        }
    }

    /// The journal as JSON.
    var journalJSON: JSONValue {
        let journal = settlement.journal
        let texts = MovementTexts(journal.names, names, days: journal.days, JSONText.init)
        let decimals = journal.currency.minorDigits
        return JSONStream.records(
            Self.journalColumns,
            count: journal.count
        ) { row, cells in
            texts.write(journal.lines[row], decimals, to: &cells)
        }
    }

    /// The payments as JSON.
    func transfersJSON(_ texts: MovementTexts<JSONText>) -> JSONValue {
        let transfers = settlement.transfers
        let decimals = transfers.currency.minorDigits
        return JSONStream.records(
            Self.transferColumns,
            count: transfers.count
        ) { row, cells in
            texts.write(transfers.lines[row], decimals, to: &cells)
        }
    }

    func nettedJSON(_ pair: NettedPair, _ texts: MovementTexts<JSONText>) -> JSONValue {
        let decimals = pair.owed.currency.minorDigits
        let (first, second) = (JSONText(pair.first), JSONText(pair.second))
        return [
            "first": .string(pair.first), "second": .string(pair.second),
            "owed": .string(pair.owed.decimalText), "owed_back": .string(pair.owedBack.decimalText),
            "set_off": .string(pair.setOff.decimalText),
            "parts": JSONStream.records(
                Self.transferColumns + ["owed_by"],
                count: pair.parts.count
            ) { row, cells in
                let (line, isFromFirst) = pair.parts.line(row)
                texts.write(line, decimals, to: &cells)
                cells.text(isFromFirst ? first : second)
            },
        ]
    }
}

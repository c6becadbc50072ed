internal import TopsliceRecords
package import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    /// `date,debit,credit,amount,clause,source`, a line a movement.
    package var journalTable: CSVStream {
        let journal = settlement.journal
        let texts = MovementTexts(journal.names, names) { CSVText(.text($0)) }
        let decimals = journal.currency.minorDigits
        return CSVStream(
            columns: ["date", "debit", "credit", "amount", "clause", "source"],
            count: journal.count
        ) { row, cells in
            let line = journal.lines[row]
            cells.text("\(line.date)")
            cells.text(texts.accounts[Int(line.debit)])
            cells.text(texts.accounts[Int(line.credit)])
            cells.amount(minorUnits: line.minorUnits, decimals: decimals)
            cells.text(texts.subjects[Int(line.subject)])
            cells.text(texts.sources[Int(line.source)])
        }
    }

    /// `from,to,amount,clause`, a line a payment.
    package var transferTable: CSVStream {
        let transfers = settlement.transfers
        let texts = MovementTexts(transfers.names, names) { CSVText(.text($0)) }
        let decimals = transfers.currency.minorDigits
        return CSVStream(
            columns: ["from", "to", "amount", "clause"],
            count: transfers.count
        ) { row, cells in
            let line = transfers.lines[row]
            cells.text(texts.accounts[Int(line.from)])
            cells.text(texts.accounts[Int(line.to)])
            cells.amount(minorUnits: line.minorUnits, decimals: decimals)
            cells.text(texts.subjects[Int(line.subject)])
        }
    }

    /// The journal as JSON.
    var journalJSON: JSONValue {
        let journal = settlement.journal
        let texts = MovementTexts(journal.names, names, JSONText.init)
        let decimals = journal.currency.minorDigits
        return JSONStream.records(
            ["date", "debit", "credit", "amount", "clause", "source"],
            count: journal.count
        ) { row, cells in
            let line = journal.lines[row]
            cells.text("\(line.date)")
            cells.text(texts.accounts[Int(line.debit)])
            cells.text(texts.accounts[Int(line.credit)])
            cells.amount(minorUnits: line.minorUnits, decimals: decimals)
            cells.text(texts.subjects[Int(line.subject)])
            cells.text(texts.sources[Int(line.source)])
        }
    }

    /// The payments as JSON.
    func transfersJSON(_ texts: MovementTexts<JSONText>) -> JSONValue {
        let transfers = settlement.transfers
        let decimals = transfers.currency.minorDigits
        return JSONStream.records(
            ["from", "to", "amount", "clause"],
            count: transfers.count
        ) { row, cells in
            let line = transfers.lines[row]
            cells.text(texts.accounts[Int(line.from)])
            cells.text(texts.accounts[Int(line.to)])
            cells.amount(minorUnits: line.minorUnits, decimals: decimals)
            cells.text(texts.subjects[Int(line.subject)])
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
                ["from", "to", "amount", "clause", "owed_by"],
                count: pair.parts.count
            ) { row, cells in
                let (line, isFromFirst) = pair.parts.line(row)
                cells.text(texts.accounts[Int(line.from)])
                cells.text(texts.accounts[Int(line.to)])
                cells.amount(minorUnits: line.minorUnits, decimals: decimals)
                cells.text(texts.subjects[Int(line.subject)])
                cells.text(isFromFirst ? first : second)
            },
        ]
    }
}

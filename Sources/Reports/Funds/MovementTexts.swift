internal import TopsliceRecords
internal import TopsliceFormats
import TopsliceFunds

/// What movements cite as it stands in a file, each once.
struct MovementTexts<Text> {
    let accounts: [Text]
    let subjects: [Text]
    let sources: [Text]

    init(_ cited: MovementNames, _ files: FileNames, _ text: (String) -> Text) {
        accounts = cited.accounts.map { text($0.identifier) }
        subjects = cited.subjects.map { text($0.words) }
        sources = cited.sources.map { text(files.said($0)) }
    }
}

/// The cells of a movement in the order of its columns, the same in every format.
extension MovementTexts {
    func write<Cells: RecordCells>(
        _ line: JournalEntries.Line,
        _ decimals: Int,
        to cells: inout Cells
    ) where Cells.Text == Text {
        cells.text("\(line.date)")
        cells.text(accounts[Int(line.debit)])
        cells.text(accounts[Int(line.credit)])
        cells.amount(minorUnits: line.minorUnits, decimals: decimals)
        cells.text(subjects[Int(line.subject)])
        cells.text(sources[Int(line.source)])
    }

    func write<Cells: RecordCells>(
        _ line: TransferList.Line,
        _ decimals: Int,
        to cells: inout Cells
    ) where Cells.Text == Text {
        cells.text(accounts[Int(line.from)])
        cells.text(accounts[Int(line.to)])
        cells.amount(minorUnits: line.minorUnits, decimals: decimals)
        cells.text(subjects[Int(line.subject)])
    }
}

extension MovementTexts: Sendable where Text: Sendable {}

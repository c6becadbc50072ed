internal import TopsliceRecords
internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What movements cite as it stands in a file, each once.
struct MovementTexts<Text> {
    let accounts: [Text]
    let subjects: [Text]
    let sources: [Text]
    /// Of the days from the first one on.
    private let days: [Text]
    private let firstDay: Int

    /// - Parameter days: on which the movements lie; none where their days are not written.
    init(
        _ cited: MovementNames,
        _ files: FileNames,
        days: ClosedRange<CalendarDate>? = nil,
        _ text: (String) -> Text
    ) {
        firstDay = days?.lowerBound.dayNumber ?? 0
        self.days =
            days.map { days in
                (days.lowerBound.dayNumber...days.upperBound.dayNumber).map {
                    text("\(CalendarDate(dayNumber: $0))")
                }
            } ?? []
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
        cells.text(days[line.date.dayNumber - firstDay])
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

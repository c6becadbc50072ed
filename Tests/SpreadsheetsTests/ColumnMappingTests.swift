import Foundation
import Testing
import TopsliceRecords

/// Headings of somebody's files, remembered in a file of their own.
@Suite struct ColumnMappingTests {
    private static let csv = """
        Posting date,Cost centre,Net,VAT
        2025-04-01,care,12.50,2.50
        2025-05-01,beds,1.00,0.20

        """

    private static let book = ExcelBook([
        row(1, "A=Extract"), row(3, "A=Posting date", "B=Cost centre", "C=Net", "D=VAT"),
        row(4, "A#45748:1", "B=care", "C#12.5", "D<c t=\"e\"><v>#REF!</v></c>", "F=side note"),
        row(5, "A#45778:1", "B=beds", "C#1", "D#0.2"), row(6, "A=Total", "C#13.5"),
    ])

    private static let sound = """
        columns:
          date: Posting date
          id: [CC, cost  CENTRE]
          amount: Net
        values:
          note: from the ledger
        """

    /// The mapping, or its faults.
    private func mapping(_ text: String) throws -> ColumnMapping {
        let path = NSTemporaryDirectory() + "/columns-\(UUID().uuidString).yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try ColumnMapping(reading: path)
    }

    private func faults(_ text: String, _ bytes: [UInt8] = Array(csv.utf8)) -> [String] {
        do {
            return ReadTable(bytes, file: "t", mapping: try mapping(text)).faults
                .map { $0.replacing(/^.*columns-[^:]*:/, with: "m:") }
        } catch let faults as Faults {
            return faults.faults.map { $0.description.replacing(/^.*columns-[^:]*:/, with: "m:") }
        } catch {
            return ["\(error)"]
        }
    }

    /// A heading that a mapping says is not there is not made up for by the column's own name.
    @Test func aMappedColumnHasNoOtherHeading() throws {
        let own = Array("date,id,amount\n2025-04-01,care,12.50\n".utf8)
        let book = ExcelBook([
            row(1, "A=date", "B=id", "C=amount"), row(2, "A#45748:1", "B=care", "C#12.5"),
        ])
        for bytes in [own, book.bytes] {
            let faults = faults("columns: {date: Posting date}\n", bytes)
            #expect(
                faults.contains { $0.contains("no column of the table is headed 'Posting date'") },
                "\(faults)"
            )
        }
    }

    @Test func aWorkbookAndItsCSVAreReadByOneMapping() throws {
        let mapping = try mapping(Self.sound)
        let text = ReadTable(Array(Self.csv.utf8), file: "t.csv", mapping: mapping)
        #expect(text.faults == [])
        #expect(
            text.rows == [
                ["2025-04-01", "care", "12.50", "from the ledger"],
                ["2025-05-01", "beds", "1.00", "from the ledger"],
            ]
        )
        #expect(text.notices == ["t.csv:1: column 4 is not named in the mapping; left out"])
        let book = ReadTable(Self.book.bytes, file: "t.xlsx", mapping: mapping)
        #expect(book.faults == [])
        #expect(book.rows == text.rows)
        #expect(
            book.notices.contains("t.xlsx:Ledger!3: column D is not named in the mapping; left out")
        )
        #expect(book.notices.contains { $0.hasPrefix("t.xlsx:Ledger!6: a row of totals") })
    }

    @Test func theTableThatItNamesIsReadWhereNoneIsNamed() throws {
        var book = Self.book
        book.others = [("Second", book.rows)]
        #expect(ReadTable(book.bytes, file: "t", mapping: try mapping(Self.sound)).rows.isEmpty)
        let named = try mapping("table: Second\n" + Self.sound)
        #expect(ReadTable(book.bytes, file: "t", mapping: named).rows.count == 2)
        #expect(ReadTable(book.bytes, file: "t", table: "Nowhere", mapping: named).rows.isEmpty)
    }

    @Test func aMappingThatDoesNotFitIsRefusedWithItsLines() {
        #expect(
            faults("columns: {date: Posting date, id: Cost centre, amount: Nett}") == [
                "t:1: column 'amount': the column is missing",
                "m:1:48: key 'columns.amount': no column of the table is headed 'Nett'",
            ]
        )
        #expect(
            faults(
                "columns:\n  date: Posting date\n  amuont: Net\n  id: Net\nvalues:\n  date: x\n  id: y"
            ) == [
                "m:3:3: key 'columns.amuont': the table has no column of this name; expected date, id, "
                    + "amount, note; did you mean 'amount'?",
                "m:4:3: key 'columns.id': 'Net' heads column 'amuont' too",
                "m:6:3: key 'values.date': the column has a heading already; it has that or one value",
                "m:7:3: key 'values.id': the column has a heading already; it has that or one value",
            ]
        )
        #expect(faults("columns: {}") == ["m:1:1: the mapping names no column"])
        #expect(
            faults("columns: {date: []}\nvalues: {note: z}").first
                == "m:1:11: key 'columns.date': the list is empty"
        )
        #expect(faults("colums: {date: x}").first?.contains("did you mean 'columns'?") == true)
        #expect(faults("columns: {date: x, date: y}").isEmpty == false)
        #expect(
            faults(
                "columns: {id: Cost centre, amount: Net}\nvalues: {date: 2025-04-01}",
                Array("date,Cost centre,Net\n".utf8)
            )
            .first
                == "m:2:10: key 'values.date': the table has this column itself; it has that or one value"
        )
    }

    /// Names that the format has for one column may head another in somebody's ledger.
    @Test func aHeadingMayBeTheNameOfAnotherColumn() throws {
        let mapping = try mapping("columns: {id: date, date: id, amount: note, note: amount}")
        let csv = "id,date,note,amount\n2025-04-01,care,12.50,first\n"
        let book = ExcelBook([
            row(1, "A=id", "B=date", "C=note", "D=amount"),
            row(2, "A#45748:1", "B=care", "C#12.5", "D=first"),
        ])
        for (bytes, name) in [(Array(csv.utf8), "t.csv"), (book.bytes, "t.xlsx")] {
            let read = ReadTable(bytes, file: name, mapping: mapping)
            #expect(read.faults == [])
            #expect(read.rows == [["2025-04-01", "care", "12.50", "first"]])
        }
    }

    /// Which currency a heading says counts, whatever the mapping says.
    @Test func aHeadingOfAnotherCurrencyIsRefusedWithItsCell() throws {
        let mapping = try mapping("columns: {id: Centre, amount: Net}")
        let csv = "date,Centre,Net (€)\n2025-04-01,care,12.50\n"
        #expect(
            ReadTable(Array(csv.utf8), file: "t.csv", mapping: mapping).faults
                == ["t.csv:1: column 'amount': the heading says €, and amounts are in GBP"]
        )
        for (heading, said) in [("Amount (€)", "€"), ("Amount  (USD)", "USD"), ("amount ¥", "¥")] {
            let book = ExcelBook([
                row(1, "A=Date", "B=Id", "C=\(heading)"),
                row(2, "A#45748:1", "B=care", "C#12.5"), row(3, "A#45748:1", "B=beds", "C=x"),
            ])
            #expect(
                ReadTable(book).faults == [
                    "book.xlsx:Ledger!C1: column 'amount': the heading says \(said), and amounts are in GBP",
                    "book.xlsx:Ledger!C3: column 'amount': the field is not an amount of money: 'x' does not belong in it",
                ],
                "\(heading)"
            )
        }
        for heading in ["Amount (£)", "AMOUNT (gbp)", "Amount £"] {
            let book = ExcelBook([
                row(1, "A=Date", "B=Id", "C=\(heading)"),
                row(2, "A#45748:1", "B=care", "C#12.5"),
            ])
            #expect(ReadTable(book).faults == [], "\(heading)")
        }
    }
}

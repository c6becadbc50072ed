import Testing
import TopsliceTestSupport

/// A workbook that must be refused, with the place and words of its first fault.
struct HostileBook: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let bytes: [UInt8]
    /// Behind the name of the file: `Ledger!C2` or `1` for the whole.
    let place: String
    let words: String
    var table: String?
    var testDescription: String { name }

    private static let head = row(1, "A=date", "B=id", "C=amount")
    private static let sound = row(2, "A#45748:1", "B=care", "C#1")

    /// A change to a sound workbook.
    static func changed(
        _ name: String,
        _ place: String,
        _ words: String,
        table: String? = nil,
        _ change: (inout ExcelBook) -> Void
    ) -> HostileBook {
        var book = ExcelBook([head, sound])
        change(&book)
        return HostileBook(
            name: name,
            file: "book.xlsx",
            bytes: book.bytes,
            place: place,
            words: words,
            table: table
        )
    }

    /// A change to the files of a sound workbook.
    static func repacked(
        _ name: String,
        _ words: String,
        _ change: (inout [ZipWriter.File]) -> Void
    ) -> HostileBook {
        var files = ExcelBook([head, sound]).files
        change(&files)
        return HostileBook(
            name: name,
            file: "book.xlsx",
            bytes: ZipWriter(files).bytes(),
            place: "1",
            words: words
        )
    }

    /// A part of a sound workbook with another text.
    static func part(
        _ part: String,
        _ text: String,
        _ name: String,
        _ words: String
    ) -> HostileBook {
        repacked(name, words) { files in
            files.removeAll { $0.name == part }
            files.append(.init(part, text))
        }
    }

    /// A third cell of the only row.
    static func cell(_ name: String, _ element: String, _ words: String) -> HostileBook {
        changed(name, "Ledger!C2", words) {
            $0.rows[1] = row(2, "A#45748:1", "B=care", "C\(element)")
        }
    }

    static func openDocument(
        _ name: String,
        _ place: String,
        _ words: String,
        _ change: (inout OpenDocumentBook) -> Void
    ) -> HostileBook {
        var book = OpenDocumentBook([
            OpenDocumentBook.head,
            OpenDocumentBook.row(
                OpenDocumentBook.day("2025-04-01"),
                OpenDocumentBook.text("care"),
                OpenDocumentBook.number("1")
            ),
        ])
        change(&book)
        return HostileBook(
            name: name,
            file: "book.ods",
            bytes: book.bytes,
            place: place,
            words: words
        )
    }

    /// A third cell of the only row, of OpenDocument.
    static func openCell(_ name: String, _ cell: String, _ words: String) -> HostileBook {
        openDocument(name, "Ledger!C2", words) {
            $0.rows[1] = OpenDocumentBook.row(
                OpenDocumentBook.day("2025-04-01"),
                OpenDocumentBook.text("care"),
                cell
            )
        }
    }

    static func raw(
        _ name: String,
        _ bytes: [UInt8],
        _ words: String,
        table: String? = nil
    ) -> HostileBook {
        HostileBook(
            name: name,
            file: "book.xlsx",
            bytes: bytes,
            place: "1",
            words: words,
            table: table
        )
    }
}

extension HostileBook {
    /// It is refused in plain words that begin with its place.
    func expectRefusal() throws {
        let read = ReadTable(bytes, file: file, table: table)
        let fault = try #require(read.faults.first)
        #expect(fault.hasPrefix("\(file):\(place): "), "\(fault)")
        #expect(fault.contains(words), "\(fault)")
    }
}

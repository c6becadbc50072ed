import CTopsliceSystemCalls
import CTopsliceXlsxWriter
import Glibc

extension Workbook {
    /// The workbook as the bytes of an xlsx file (ISO/IEC 29500).
    ///
    /// The C library writes only to a path, so it is given that of a file in memory, of which nothing can be left.
    ///
    /// A table of more rows than a sheet holds is left out, and the notes say so: the CSV files beside the workbook have it.
    package func bytes() throws(WorkbookError) -> [UInt8] {
        let workbook = withoutLongSheets
        try workbook.check()
        let descriptor = topslice_memory_file()
        guard descriptor >= 0 else { throw .failed(reason: FileSystem.reason(errno)) }
        defer { close(descriptor) }
        guard let book = workbook_new("/proc/self/fd/\(descriptor)") else {
            throw .failed(reason: FileSystem.reason(ENOMEM))
        }
        var writer = WorkbookWriter(book)
        writer.write(workbook)
        // What goes wrong is said below; the library would print its own words besides.
        let before = topslice_silence()
        let outcome = workbook_close(book)
        topslice_unsilence(before)
        if let failure = writer.failure { throw .failed(reason: failure) }
        guard outcome == LXW_NO_ERROR else {
            throw .failed(reason: WorkbookWriter.words(outcome))
        }
        return try Self.read(descriptor)
    }

    /// A sheet ends at row 1,048,576; six are for the header, what stands above it and the totals.
    package static let mostRows = 1_048_570

    private var withoutLongSheets: Workbook {
        let long = sheets.filter { $0.rows.count > Self.mostRows }
        var result = self
        result.sheets.removeAll { $0.rows.count > Self.mostRows }
        for sheet in long {
            let words = "\(sheet.rows.count) rows, more than a sheet holds: the CSV files have them"
            result.notes.append(.init(sheet.name, words))
        }
        return result
    }

    private func check() throws(WorkbookError) {
        for sheet in sheets {
            guard sheet.columns.count <= 16_384 else {
                throw .tooManyColumns(sheet: sheet.name, count: sheet.columns.count)
            }
            for (position, row) in sheet.rows.enumerated() where row.count != sheet.columns.count {
                throw .unevenRow(
                    sheet: sheet.name,
                    row: position + 1,
                    cells: row.count,
                    columns: sheet.columns.count
                )
            }
        }
    }

    private static func read(_ descriptor: Int32) throws(WorkbookError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = pread(descriptor, &block, block.count, off_t(bytes.count))
            if count == 0 { return bytes }
            guard count > 0 else { throw .failed(reason: FileSystem.reason(errno)) }
            bytes += block[..<count]
        }
    }
}

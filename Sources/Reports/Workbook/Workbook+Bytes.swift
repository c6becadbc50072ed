import CTopsliceXlsxWriter
import Glibc

extension Workbook {
    /// The workbook as the bytes of an xlsx file (ISO/IEC 29500).
    ///
    /// The C library writes only to a path, so a temporary file is made, read and removed.
    package func bytes() throws(WorkbookError) -> [UInt8] {
        try check()
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((folder + "/topslice-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw .failed(reason: String(cString: strerror(errno)))
        }
        defer {
            close(descriptor)
            unlink(template)
        }
        guard let book = workbook_new(template) else {
            throw .failed(reason: "no memory for it")
        }
        var writer = WorkbookWriter(book)
        writer.write(self)
        let outcome = workbook_close(book)
        if let failure = writer.failure { throw .failed(reason: failure) }
        guard outcome == LXW_NO_ERROR else {
            throw .failed(reason: WorkbookWriter.words(outcome))
        }
        return try Self.read(template)
    }

    private func check() throws(WorkbookError) {
        for sheet in sheets {
            guard sheet.rows.count <= 1_048_570 else {
                throw .tooManyRows(sheet: sheet.name, count: sheet.rows.count)
            }
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

    private static func read(_ path: [CChar]) throws(WorkbookError) -> [UInt8] {
        // Opened anew: the C library may have replaced the file.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failed(reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count == 0 { return bytes }
            guard count > 0 else { throw .failed(reason: String(cString: strerror(errno))) }
            bytes += block[..<count]
        }
    }
}

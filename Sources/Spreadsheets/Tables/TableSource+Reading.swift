package import TopsliceRecords

extension TableSource {
    /// Largest file, in bytes.
    package static let largestFile = TextFile.longest

    /// Opens a file that the user named, `actuals.csv` or `accounts.xlsx#Ledger`.
    ///
    /// - Parameters:
    ///   - mapping: the file that says how its columns are headed.
    ///   - readsStandardInput: whether `-` is standard input.
    /// - Throws: one fault, where the file is missing, empty, neither text nor a workbook that is read; every fault of
    ///   the mapping.
    package init(
        reading path: String,
        mapping: String? = nil,
        readsStandardInput: Bool = true
    ) throws(Faults) {
        var faults: [Fault] = []
        var columns: ColumnMapping?
        do throws(Faults) {
            if let mapping { columns = try ColumnMapping(reading: mapping) }
        } catch {
            faults += error.faults
        }
        do throws(Faults) {
            try self.init(
                opening: path,
                mapping: columns,
                readsStandardInput: readsStandardInput
            )
        } catch {
            throw Faults(faults + error.faults)
        }
        if !faults.isEmpty { throw Faults(faults) }
    }

    /// Opens a table that the user named, `outcomes.csv` or `people.xlsx#Outcomes`, to be gone through once: a large text is read block by
    /// block, so that memory does not grow with it.
    ///
    /// - Parameter blocksFrom: bytes from which on a text is large.
    /// - Throws: one fault, where the file is missing, empty, neither text nor a workbook that is read.
    package init(streaming path: String, blocksFrom: Int = TextBlocks.least) throws(Faults) {
        let address = TableAddress(path)
        if address.table == nil, let blocks = TextBlocks(reading: address.file, least: blocksFrom) {
            self.init(blocks)
        } else {
            try self.init(opening: path, mapping: nil, readsStandardInput: false)
        }
    }

    /// Opens a file that the user named, whose columns are headed as a mapping says that was read before.
    package init(
        opening path: String,
        mapping: ColumnMapping?,
        readsStandardInput: Bool
    ) throws(Faults) {
        let address = TableAddress(path)
        let bytes: FileBytes
        do throws(FileTrouble) {
            bytes = try FileBytes(
                reading: address.file,
                limit: Self.largestFile,
                readsStandardInput: readsStandardInput
            )
        } catch {
            throw Faults(Fault(error, file: address.file))
        }
        try self.init(bytes, table: address.table, mapping: mapping)
    }

    /// - Parameter table: the sheet, table or named range of a workbook; nil for the only one that fits.
    package init(
        _ source: FileBytes,
        table: String? = nil,
        mapping: ColumnMapping? = nil
    ) throws(Faults) {
        do throws(WorkbookTrouble) {
            if try WorkbookFile.isArchive(source.bytes) {
                self.init(
                    SpreadsheetBook(
                        bytes: source.bytes,
                        file: source.name,
                        table: table ?? mapping?.table
                    ),
                    file: source.name,
                    sha256: source.sha256,
                    mapping: mapping
                )
                return
            }
            guard table == nil else { throw .tableInText }
        } catch {
            throw Faults(
                Fault(.file, place: FilePlace(file: source.name, line: 1), message: error.message)
            )
        }
        do throws(FileTrouble) {
            self.init(try TextFile(source), mapping: mapping)
        } catch {
            throw Faults(Fault(error, file: source.name))
        }
    }
}

package import TopsliceRecords

/// Opens the files of a cohort as the source that they are of.
///
/// - `choice`: which rows are meant, where the path is the address of a database.
/// - Throws: `Faults` of every file that cannot be opened, and of one that is named twice, whose people would count twice; of one
///   that is of another kind than the first.
package func openRows(
    _ paths: [String],
    choice: DatabaseChoice? = nil
) throws(Faults) -> any RowSource {
    precondition(!paths.isEmpty, "a cohort of no file")
    let addresses = paths.compactMap(PostgresAddress.init)
    if let address = addresses.first {
        guard paths.count == 1 else {
            throw InputFile.fault(
                .repeatedFile,
                address.shown,
                "stands beside other files, expected a database alone"
            )
        }
        return PostgresRows(try PostgresTable(address, choice))
    }
    guard choice == nil || paths.allSatisfy({ $0.hasPrefix(DuckDBAddress.scheme) }) else {
        throw InputFile.fault(
            .notFound,
            paths[0],
            "is no database, which --table and --query are for; expected postgresql://HOST/DATABASE or duckdb:FILE"
        )
    }
    var opened = OpenedFiles()
    for path in paths { opened.open(path, choice) }
    return try opened.source()
}

/// Files that are opened one after the other, with all their faults.
private struct OpenedFiles {
    /// A file of one of the kinds.
    private enum Opened {
        case text(TextSource)
        case statistical(StatisticalFile)
        case parquet(ParquetFile)

        var name: String {
            switch self {
            case .text(let file): file.name
            case .statistical(let file): file.name
            case .parquet(let file): file.name
            }
        }

        /// Whether both are one file; nil where they are of several kinds.
        func isSameFile(as other: Opened) -> Bool? {
            switch (self, other) {
            case (.text(let one), .text(let other)): one.isSameFile(as: other)
            case (.statistical(let one), .statistical(let other)): one.isSameFile(as: other)
            case (.parquet(let one), .parquet(let other)): one.isSameFile(as: other)
            default: nil
            }
        }
    }

    private var opened: [Opened] = []
    private var faults: [Fault] = []

    mutating func open(_ path: String, _ choice: DatabaseChoice?) {
        do throws(Faults) {
            if let address = DuckDBAddress(path) {
                let file = try DuckDBExport(address, choice).exported()
                take(.parquet(file), path: file.name)
            } else if let pattern = PathPattern(path) {
                for (path, folders) in try pattern.paths() {
                    take(try Self.opened(path, folders: folders), path: path)
                }
            } else if let folder = ParquetFolder(path) {
                for file in try folder.files() {
                    take(.parquet(file), path: file.name)
                }
            } else {
                take(try Self.opened(path), path: path)
            }
        } catch {
            faults += error.faults
        }
    }

    func source() throws(Faults) -> any RowSource {
        guard faults.isEmpty else { throw Faults(faults) }
        let parquet = opened.compactMap { if case .parquet(let file) = $0 { file } else { nil } }
        if !parquet.isEmpty { return ParquetRows(ParquetFile.withRows(parquet)) }
        let statistical = opened.compactMap {
            if case .statistical(let file) = $0 { file } else { nil }
        }
        if !statistical.isEmpty { return StatisticalRows(statistical) }
        return TextRows(opened.compactMap { if case .text(let file) = $0 { file } else { nil } })
    }

    private static func opened(
        _ path: String,
        folders: [(name: String, value: String)] = []
    ) throws(Faults) -> Opened {
        guard path != "-" else { return .text(try TextSource.open(path)) }
        let file = try InputFile(openingRegular: path)
        if let form = try StatisticalForm.of(file) {
            return .statistical(try StatisticalFile(file, form))
        }
        // By its name too: a file that was cut off at its head is no text.
        if try ParquetFile.begins(file) || (path.hasSuffix(".parquet") && file.byteCount > 0) {
            return .parquet(try ParquetFile(file, folders: folders))
        }
        return .text(try TextSource.open(path))
    }

    private mutating func take(_ file: Opened, path: String) {
        if let twin = opened.first(where: { $0.isSameFile(as: file) ?? false }) {
            let name = escapedFileName(twin.name)
            let message = "the same file as '\(name)', expected each file once"
            faults.append(Fault(.repeatedFile, file: path, line: 1, message: message))
        } else if let other = opened.first(where: { $0.isSameFile(as: file) == nil }) {
            let name = escapedFileName(other.name)
            let message =
                "a file of another kind than '\(name)', expected the files of a cohort to be of one kind"
            faults.append(Fault(.headerDiffers, file: path, line: 1, message: message))
        }
        opened.append(file)
    }
}

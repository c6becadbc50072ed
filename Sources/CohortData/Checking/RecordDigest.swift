internal import TopsliceRecords

/// The digest of what some columns of all records hold, as it is written, whatever the order of records and columns.
struct RecordDigest {
    private let names: [String]
    private var places: [Int] = []
    private var sum = DigestSum()
    /// Whether the digest could not be made.
    private var isBroken = false

    /// - `names`: columns; those that a header lacks count as nothing.
    init(_ names: [String]) { self.names = names.sorted() }

    mutating func begin(_ header: [[UInt8]]) {
        let header = header.map { String(decoding: $0, as: UTF8.self) }
        places = names.compactMap { header.firstIndex(of: $0) }
    }

    /// Adds the record that a scanner is at.
    mutating func add(_ scanner: RecordScanner) {
        add { place in
            let span = scanner.span(place)
            return CohortChecker.unquoted(scanner.bytes(span), span.marks)
        }
    }

    /// Adds a record of columns that have types, by what its text would hold.
    ///
    /// - `starts`: by column, where the text of the row begins.
    mutating func add(_ row: Int, _ cells: [TypedCells], _ starts: [Int]) {
        add { place in
            guard cells[place].present[row] != 0 else { return [] }
            return TypedText().withText(of: cells[place], row, starts[place]) { Array($0) }
        }
    }

    private mutating func add(_ cell: (Int) -> [UInt8]) {
        var record: [UInt8] = []
        for place in places {
            let cell = cell(place)
            // A length before each cell, so that no two records are written alike.
            withUnsafeBytes(of: UInt64(cell.count).littleEndian) { record += $0 }
            record += cell
        }
        do { try sum.add(record) } catch { isBroken = true }
    }

    /// Nil where libcrypto gives no digest.
    var text: String? { isBroken ? nil : sum.text }
}

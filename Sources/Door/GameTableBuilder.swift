internal import TopsliceCooperativeGames
internal import TopsliceExactArithmetic
internal import TopsliceRecords

/// Puts a game together entry by entry, and collects what is wrong with it.
struct GameTableBuilder {
    private(set) var players: [String] = []
    private var numbers: [String: Int] = [:]
    private var entries: [GameTable.Entry] = []
    private var places: [UInt64: Int] = [:]
    private var unsupported: [UInt64] = []
    private var isFull = false
    var faults: FaultList

    init(file: String) {
        faults = FaultList(file: file)
    }

    /// What the fields of one row say.
    struct Row {
        var record: TableRecord
        var members: [String]
        var value: Rational?
        var standardError: Rational?
        var isSupported = true
    }

    /// The members of `a+b`; none of `none`.
    static func members(of coalition: String) -> [String] {
        coalition == "none" ? [] : TextList.parts(coalition, separatedBy: UInt8(ascii: "+"))
    }

    mutating func add(_ row: Row, column: String?) {
        var mask: UInt64 = 0
        for name in row.members {
            guard !name.isEmpty else {
                faults.add(row.record, column: column, "a member of the coalition has no name")
                return
            }
            guard let number = number(of: name, row.record, column) else { return }
            guard mask >> UInt64(number) & 1 == 0 else {
                faults.add(
                    row.record,
                    column: column,
                    "'\(escapedName(name))' is in the coalition twice"
                )
                return
            }
            mask |= 1 << UInt64(number)
        }
        if let first = places[mask] {
            let name = row.members.isEmpty ? "none" : row.members.joined(separator: "+")
            faults.add(
                row.record,
                column: column,
                "coalition '\(escapedName(name))' is on line \(first) too"
            )
            return
        }
        places[mask] = row.record.line
        guard let value = row.value else { return }
        guard Self.isWithinDoubles(value) else {
            faults.add(row.record, column: column.map { _ in "value" }, "the value is too large")
            return
        }
        if !row.isSupported { unsupported.append(mask) }
        entries.append(
            GameTable.Entry(
                members: mask,
                value: value,
                standardError: row.standardError,
                place: row.record.place(ofColumn: column.map { _ in "value" }, in: faults.file),
                column: column.map { _ in "value" }
            )
        )
    }

    /// Whether a Double can hold the number at least nearly.
    private static func isWithinDoubles(_ value: Rational) -> Bool {
        if Int(exactly: value.numerator) != nil { return true }
        return Double(value.decimal(significantDigits: 34))?.isFinite == true
    }

    /// Players that are named without any value; their order is theirs.
    mutating func name(_ names: [String], _ record: TableRecord) {
        for name in names {
            if numbers[name] != nil {
                faults.add(record, "player '\(escapedName(name))' is there twice")
            } else {
                _ = number(of: name, record, nil)
            }
        }
    }

    private mutating func number(
        of name: String,
        _ record: TableRecord,
        _ column: String?
    ) -> Int? {
        if let number = numbers[name] { return number }
        guard players.count < CoalitionTable.playerLimit else {
            if !isFull {
                faults.add(
                    record,
                    column: column,
                    "'\(escapedName(name))' is the player after the first "
                        + "\(CoalitionTable.playerLimit), and a table can have no more"
                )
            }
            isFull = true
            return nil
        }
        numbers[name] = players.count
        players.append(name)
        return players.count - 1
    }

    func finish(
        file: String,
        orientation: GameTable.Remark?,
        warnings: [TableWarning],
        sha256: String
    ) throws(Faults) -> GameTable {
        var faults = faults
        if faults.isEmpty, players.isEmpty { faults.add(line: 1, "no coalition has a member") }
        try faults.throwIfAny()
        return GameTable(
            file: file,
            players: players,
            entries: entries,
            orientation: orientation,
            unsupported: unsupported,
            warnings: warnings + TableWarning.namesAlike(among: players, file: file),
            sha256: sha256
        )
    }
}

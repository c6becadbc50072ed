internal import TopsliceRecords

/// The row that heads the columns of a table.
struct SheetHead {
    /// Among the rows of the area.
    let place: Int
    /// How many columns that were asked for it heads.
    let matches: Int
    let isComplete: Bool

    /// How far below the top of a sheet a head is looked for, in rows that hold something.
    private static let titleRows = 100

    /// The first row that heads every column that must be there; else the one that heads most of those asked for.
    static func find(in rows: [SheetRow], _ wanted: WantedColumns) -> SheetHead? {
        var best: SheetHead?
        for (place, row) in rows.prefix(titleRows).enumerated() {
            var found: Set<String> = []
            for cell in row.cells {
                if case .text(let text) = cell.value, let column = wanted.column(headed: text) {
                    found.insert(column)
                }
            }
            let isComplete = wanted.headed.allSatisfy(found.contains)
            let head = SheetHead(place: place, matches: found.count, isComplete: isComplete)
            if isComplete { return head }
            if head.matches > best?.matches ?? 0 { best = head }
        }
        return best
    }

    /// The row of heads where those can be anything: the first of two cells or more that the row below does not
    /// outreach and that has a number below it; else the first of two cells or more.
    static func findOfAny(in rows: [SheetRow]) -> SheetHead? {
        let candidates = rows.prefix(titleRows).indices.filter { rows[$0].cells.count >= 2 }
        let place = candidates.first { place in
            guard rows.indices.contains(place + 1) else { return false }
            let below = rows[place + 1]
            guard let last = below.cells.last, let end = rows[place].cells.last else {
                return false
            }
            return last.column <= end.column && below.cells.contains { $0.value.isNumber }
        }
        return (place ?? candidates.first).map {
            SheetHead(place: $0, matches: 0, isComplete: true)
        }
    }
}

extension CellValue {
    /// Whether it is a number, by its kind or as people type one.
    var isNumber: Bool { amount != nil }
}

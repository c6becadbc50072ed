/// Rows that stand for several people each.
struct Cells: Sendable {
    /// The requests that cells are told apart by.
    let keys: [Int]
    /// Cell after cell, the values of `keys`.
    private(set) var values: [Double]
    private(set) var people: [Double]

    var count: Int { people.count }

    /// Those whose values are wanted.
    func selecting(_ isWanted: (ArraySlice<Double>) -> Bool) -> Cells {
        var result = self
        (result.values, result.people) = ([], [])
        for cell in people.indices {
            let row = values[(cell * keys.count)..<((cell + 1) * keys.count)]
            guard isWanted(row) else { continue }
            result.people.append(people[cell])
            result.values += row
        }
        return result
    }

    /// All cells of several threads, equal ones together, in the order of their values.
    ///
    /// - `renumbering`: by table and request, the number of each level that the table numbers itself; empty for what is no category.
    ///
    /// - Complexity: O(c log c · keys).
    init(merging tables: [(table: CellTable, renumbering: [[Int]])], keys: [Int]) {
        if let coded = Self.coded(tables, keys) {
            (self.keys, self.values, self.people) = (keys, coded.values, coded.people)
            return
        }
        let width = keys.count
        var values: [Double] = []
        var people: [Double] = []
        for (table, renumbering) in tables {
            let start = values.count
            values += table.values
            people += table.people
            for (place, key) in keys.enumerated() where !renumbering[key].isEmpty {
                for cell in 0..<table.count {
                    let index = start + cell * width + place
                    values[index] = Double(renumbering[key][Int(values[index])])
                }
            }
        }
        let order = values.withUnsafeBufferPointer { values in
            people.indices.sorted { first, second in
                for place in 0..<width {
                    let (a, b) = (values[first * width + place], values[second * width + place])
                    if a != b { return a < b }
                }
                return false
            }
        }
        self.keys = keys
        self.values = []
        self.people = []
        self.values.reserveCapacity(values.count)
        for cell in order where people[cell] > 0 {
            let row = values[(cell * width)..<((cell + 1) * width)]
            if !self.people.isEmpty, self.values.suffix(width).elementsEqual(row) {
                self.people[self.people.count - 1] += people[cell]
            } else {
                self.people.append(people[cell])
                self.values += row
            }
        }
    }

    /// The same by the codes of the rows; nil where they have none.
    private static func coded(
        _ tables: [(table: CellTable, renumbering: [[Int]])],
        _ keys: [Int]
    ) -> (values: [Double], people: [Double])? {
        var codes = DenseCodes(columnCount: keys.count)
        var found = tables.map { [UInt64](repeating: 0, count: $0.table.count) }
        // Once for the widths of all, once for the codes.
        for isMeasured in [false, true] {
            var widths = [Int](repeating: 0, count: keys.count)
            for (number, (table, renumbering)) in tables.enumerated() {
                for (place, key) in keys.enumerated() {
                    let width = codes.take(
                        table.values,
                        place,
                        renumbering[key],
                        into: &found[number],
                        isMeasured: isMeasured
                    )
                    guard let width else { return nil }
                    widths[place] = max(widths[place], width)
                }
            }
            guard codes.widen(to: widths) else { return nil }
        }
        var sums = [Double](repeating: 0, count: 1 << codes.bitCount)
        for (found, table) in zip(found, tables.map(\.table)) {
            for (code, people) in zip(found, table.people) { sums[Int(code)] += people }
        }
        var result: (values: [Double], people: [Double]) = ([], [])
        for (code, people) in sums.enumerated() where people > 0 {
            result.people.append(people)
            codes.appendValues(of: code, to: &result.values)
        }
        return result
    }

    /// The cells as blocks of rows of all requests.
    ///
    /// - `countSlot`: the request that is filled with the people, besides the counts of the blocks.
    func blocks(requestCount: Int, countSlot: Int?) -> [KeptBlock] {
        stride(from: 0, to: count, by: CohortReader.blockRows).map { start in
            let rowCount = min(CohortReader.blockRows, count - start)
            let counts = Array(people[start..<(start + rowCount)])
            var columns = [Double](repeating: 0, count: rowCount * requestCount)
            for (place, key) in keys.enumerated() {
                for row in 0..<rowCount {
                    columns[key * rowCount + row] = values[(start + row) * keys.count + place]
                }
            }
            if let countSlot {
                columns.replaceSubrange(
                    (countSlot * rowCount)..<((countSlot + 1) * rowCount),
                    with: counts
                )
            }
            return KeptBlock(rowCount: rowCount, values: columns, counts: counts)
        }
    }
}

extension CellTable {
    /// Hands on the cells of some people, in blocks of rows, each in memory of `room`.
    ///
    /// - `people`: of each cell; one without is left out.
    func forEachBlock(
        people: [Double],
        in room: BlockRoom,
        _ body: (RowBlock) throws -> Void
    ) rethrows {
        var next = 0
        while next < count {
            var chosen: [Int] = []
            while next < count, chosen.count < CohortReader.blockRows {
                if people[next] > 0 { chosen.append(next) }
                next += 1
            }
            let rowCount = chosen.count
            let base = room.numbers((requestCount + 1) * rowCount)
            values.withUnsafeBufferPointer { values in
                for (place, key) in keys.enumerated() {
                    for (row, cell) in chosen.enumerated() {
                        base[key * rowCount + row] = values[cell * keys.count + place]
                    }
                }
            }
            let counts = base + requestCount * rowCount
            for (row, cell) in chosen.enumerated() { counts[row] = people[cell] }
            if let countSlot { (base + countSlot * rowCount).update(from: counts, count: rowCount) }
            try body(RowBlock(rowCount: rowCount, stride: rowCount, base: base, counts: counts))
        }
    }
}

/// Rows that stand for several people each.
struct Cells: Sendable {
    /// The requests that cells are told apart by.
    let keys: [Int]
    /// Cell after cell, the values of `keys`.
    private(set) var values: [Double]
    private(set) var people: [Double]

    var count: Int { people.count }

    /// - `people`: of each cell of the table; one without is left out.
    init(_ table: CellTable, people: [Double]) {
        let width = table.keys.count
        keys = table.keys
        values = []
        self.people = []
        for (cell, count) in people.enumerated() where count > 0 {
            self.people.append(count)
            values += table.values[(cell * width)..<((cell + 1) * width)]
        }
    }

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
        self.init(values, people, keys: keys)
    }

    /// Rows with people, equal ones together, in the order of their values.
    private init(_ values: [Double], _ people: [Double], keys: [Int]) {
        self.keys = keys
        let width = keys.count
        if let coded = Self.coded(values, people, width: width) {
            (self.values, self.people) = coded
            return
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
        _ values: [Double],
        _ people: [Double],
        width: Int
    ) -> (values: [Double], people: [Double])? {
        // Column after column, as codes are made.
        var columns = [Double](repeating: 0, count: values.count)
        let count = people.count
        for place in 0..<width {
            for cell in 0..<count { columns[place * count + cell] = values[cell * width + place] }
        }
        var codes = DenseCodes(columnCount: width)
        var found = [UInt64](repeating: 0, count: count)
        let isCoded = columns.withUnsafeBufferPointer { columns in
            found.withUnsafeMutableBufferPointer { found in
                guard let base = columns.baseAddress, let into = found.baseAddress else {
                    return false
                }
                var widths: [Int] = []
                for place in 0..<width {
                    let column = base + place * count
                    guard let width = DenseCodes.width(column, count: count) else { return false }
                    widths.append(width)
                }
                guard codes.widen(to: widths) else { return false }
                for place in 0..<width {
                    codes.add(base + place * count, place, count: count, to: into)
                }
                return true
            }
        }
        guard isCoded else { return nil }
        var sums = [Double](repeating: 0, count: 1 << codes.bitCount)
        var firsts = [Int32](repeating: -1, count: sums.count)
        for cell in 0..<count {
            let code = Int(found[cell])
            if firsts[code] < 0 { firsts[code] = Int32(cell) }
            sums[code] += people[cell]
        }
        var result: (values: [Double], people: [Double]) = ([], [])
        for (code, first) in firsts.enumerated() where sums[code] > 0 {
            result.people.append(sums[code])
            result.values += values[(Int(first) * width)..<((Int(first) + 1) * width)]
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
    /// The cells of some people, in blocks of rows.
    ///
    /// - `people`: of each cell; one without is left out.
    func blocks(people: [Double]) -> [KeptBlock] {
        Cells(self, people: people).blocks(requestCount: requestCount, countSlot: countSlot)
    }
}

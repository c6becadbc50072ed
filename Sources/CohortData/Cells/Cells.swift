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

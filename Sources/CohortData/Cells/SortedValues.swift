/// The values of a column in order, each as often as people have it.
package struct SortedValues: Sendable {
    /// Each value once, increasing.
    package let distinct: [Double]
    /// By value, the people who have it or a smaller one.
    private let ends: [Int]

    package var count: Int { ends.last ?? 0 }

    /// - `values`: in any order, none of them NaN.
    package init(_ values: [Double]) {
        self.init(sorted: values.sorted()) { _ in 1 }
    }

    /// - `people`: how many have each value of `values`.
    package init(_ values: [Double], people: [Double]) {
        let order = values.indices.sorted { values[$0] < values[$1] }
        self.init(sorted: order.map { values[$0] }) { Int(people[order[$0]]) }
    }

    private init(sorted: [Double], people: (Int) -> Int) {
        var distinct: [Double] = []
        var ends: [Int] = []
        var total = 0
        for (place, value) in sorted.enumerated() {
            total += people(place)
            if value == distinct.last {
                ends[ends.count - 1] = total
            } else {
                distinct.append(value)
                ends.append(total)
            }
        }
        self.distinct = distinct
        self.ends = ends
    }

    /// The value of the person at a place in the order, from 0.
    ///
    /// - Complexity: O(log values).
    package subscript(place: Int) -> Double {
        var (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > place { high = middle } else { low = middle + 1 }
        }
        return distinct[low]
    }
}

extension CohortRows {
    /// All values of a column.
    package func sortedValues(ofRequest request: Int) throws -> SortedValues {
        let hasCounts = cellCount != nil || reader.countSlot != nil
        let states = try forEachBlock(
            makeState: { _ in (values: [Double](), people: [Double]()) },
            body: { state, block in
                let column = block.column(request)
                state.values += UnsafeBufferPointer(start: column, count: block.rowCount)
                guard hasCounts else { return }
                for row in 0..<block.rowCount { state.people.append(block.counts?[row] ?? 1) }
            }
        )
        let values = states.flatMap(\.values)
        return hasCounts
            ? SortedValues(values, people: states.flatMap(\.people)) : SortedValues(values)
    }
}

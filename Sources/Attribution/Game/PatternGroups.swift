internal import TopsliceCohortData

/// The rows of a block, put together by exposure pattern. One object a thread.
final class PatternGroups {
    struct Group {
        let pattern: UInt64
        /// In `order`.
        var rows: Range<Int>
    }

    private(set) var groups: [Group] = []
    /// Numbers of rows, pattern after pattern, in the order of the block within each.
    private(set) var order: [Int32] = []
    private var places: [Int32]
    private var ends: [Int] = []
    private var patterns: [Int32] = []

    init(playerCount: Int) {
        places = [Int32](repeating: -1, count: 1 << playerCount)
    }

    /// Groups the rows of a block; patterns come in the order in which they first stand there.
    func sort(_ block: RowBlock, _ agencyRequests: [Int]) {
        let count = block.rowCount
        if patterns.count < count {
            patterns = [Int32](repeating: 0, count: count)
            order = patterns
        }
        findPatterns(block, agencyRequests)
        for group in groups { places[Int(group.pattern)] = -1 }
        groups.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        places.withUnsafeMutableBufferPointer { places in
            patterns.withUnsafeBufferPointer { patterns in
                for row in 0..<count {
                    let pattern = Int(patterns[row])
                    if places[pattern] < 0 {
                        places[pattern] = Int32(groups.count)
                        groups.append(Group(pattern: UInt64(pattern), rows: 0..<0))
                        ends.append(0)
                    }
                    ends[Int(places[pattern])] += 1
                }
            }
        }
        var start = 0
        for number in groups.indices {
            groups[number].rows = start..<(start + ends[number])
            (start, ends[number]) = (start + ends[number], start)
        }
        fillOrder(count)
    }

    /// The people in the rows of a group.
    func people(of group: Group, _ counts: UnsafePointer<Double>?) -> Int {
        guard let counts else { return group.rows.count }
        return Int(order[group.rows].reduce(0.0) { $0 + counts[Int($1)] })
    }

    private func findPatterns(_ block: RowBlock, _ agencyRequests: [Int]) {
        patterns.withUnsafeMutableBufferPointer { patterns in
            for row in 0..<block.rowCount { patterns[row] = 0 }
            for (agency, request) in agencyRequests.enumerated() {
                let exposure = block.column(request)
                let bit = Int32(1) << Int32(agency)
                for row in 0..<block.rowCount { patterns[row] |= exposure[row] == 1 ? bit : 0 }
            }
        }
    }

    private func fillOrder(_ count: Int) {
        order.withUnsafeMutableBufferPointer { order in
            ends.withUnsafeMutableBufferPointer { ends in
                for row in 0..<count {
                    let group = Int(places[Int(patterns[row])])
                    order[ends[group]] = Int32(truncatingIfNeeded: row)
                    ends[group] += 1
                }
            }
        }
    }
}

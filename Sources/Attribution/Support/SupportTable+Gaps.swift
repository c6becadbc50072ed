/// Which empty cells are gaps in the data, and which are chance.
///
/// How many people are to be expected with a pattern at a level of a covariate follows from how many at that level each agency served, so that
/// an agency that seeks out some of them is no gap of the others; and at the levels of a number from how it goes on from level to level, where
/// that expects fewer. A level at which nobody was served by an agency, or everybody, or nobody by
/// two agencies as the pattern has them, is a gap of every pattern with it, however few people that pattern would have had.
extension SupportTable {
    /// Where the data have gaps, ready to be asked for many people.
    func gaps(playerCount: Int) -> SupportGaps {
        let whole = ServiceCounts(self, cell: nil, playerCount: playerCount)
        let levels = serviceCounts(whole, playerCount: playerCount)
        var result = SupportGaps(playerCount: playerCount, cellCount: cellCount)
        for (number, pattern) in patterns.enumerated() {
            result.note(
                pattern.pattern,
                grades: (0..<cellCount).map { cell in
                    let people = cells[number * cellCount + cell]
                    if people == 0, levels[cell].hasGap(pattern.pattern) {
                        return .structural
                    }
                    return grade(
                        people: people,
                        expected: levels[cell].expected(pattern.pattern)
                    )
                }
            )
        }
        let seen = Set(patterns.map(\.pattern))
        for coalition in 0..<(UInt64(1) << UInt64(playerCount)) where !seen.contains(coalition) {
            // Nobody had it, of whom hardly any were to be expected: too few to tell, rather than a gap.
            let isChance =
                !whole.hasGap(coalition)
                && whole.expected(coalition) < Self.leastExpected
            if isChance { result.noteChance(coalition) }
        }
        return result
    }

    /// Of every cell.
    private func serviceCounts(_ whole: ServiceCounts, playerCount: Int) -> [ServiceCounts] {
        var result = (0..<cellCount).map {
            ServiceCounts(self, cell: $0, playerCount: playerCount)
        }
        for number in covariates.indices {
            let cells = cells(ofCovariate: number)
            let people = cells.map { result[$0].people }
            for agency in 0..<playerCount {
                let served = cells.map { result[$0].served[agency] }
                for (level, cell) in cells.enumerated() {
                    let isNobody = served[level] == 0
                    guard isNobody || served[level] == people[level] else { continue }
                    let usual = whole.part(agency, isServed: isNobody)
                    let trend =
                        covariates[number].isOrdered
                        ? LevelTrend.partServed(at: level, served: served, people: people) : nil
                    result[cell].usualPart[agency] = min(
                        usual,
                        trend.map { isNobody ? $0 : 1 - $0 } ?? usual
                    )
                }
            }
        }
        return result
    }

    private func grade(people: Int, expected: Double) -> SupportGrade {
        if people == 0 { return expected >= Self.leastExpected ? .structural : .full }
        return expected >= Self.enoughExpected && Double(people) * Self.thinness < expected
            ? .thin : .full
    }
}

/// How many people each agency, and each two of them, served at a level of a covariate, or at all.
private struct ServiceCounts {
    private let playerCount: Int
    private(set) var people = 0
    private(set) var served: [Int]
    /// By agency that served all or none here: the part of the people here who were to be expected on the side that nobody is on.
    var usualPart: [Double]
    /// By pair of agencies, first < second: served by both.
    private var both: [Int]

    init(_ table: SupportTable, cell: Int?, playerCount: Int) {
        self.playerCount = playerCount
        served = [Int](repeating: 0, count: playerCount)
        usualPart = [Double](repeating: 0, count: playerCount)
        both = [Int](repeating: 0, count: playerCount * playerCount)
        for (number, pattern) in table.patterns.enumerated() {
            let count = cell.map { table.cells[number * table.cellCount + $0] } ?? pattern.people
            guard count > 0 else { continue }
            people += count
            var rest = pattern.pattern
            while rest != 0 {
                let agency = rest.trailingZeroBitCount
                rest &= rest - 1
                served[agency] += count
                var others = rest
                while others != 0 {
                    both[agency * playerCount + others.trailingZeroBitCount] += count
                    others &= others - 1
                }
            }
        }
    }

    private func count(_ agency: Int, isServed: Bool) -> Int {
        isServed ? served[agency] : people - served[agency]
    }

    func part(_ agency: Int, isServed: Bool) -> Double {
        Double(count(agency, isServed: isServed)) / Double(max(people, 1))
    }

    private func count(_ first: Int, _ isFirst: Bool, _ second: Int, _ isSecond: Bool) -> Int {
        let shared = both[first * playerCount + second]
        switch (isFirst, isSecond) {
        case (true, true): return shared
        case (true, false): return served[first] - shared
        case (false, true): return served[second] - shared
        case (false, false): return people - served[first] - served[second] + shared
        }
    }

    /// People to be expected with a pattern; where an agency served all or none here, by its usual part.
    func expected(_ pattern: UInt64) -> Double {
        (0..<playerCount).reduce(Double(people)) { sum, agency in
            let isServed = pattern >> UInt64(agency) & 1 == 1
            let own = part(agency, isServed: isServed)
            return sum * (own > 0 ? own : usualPart[agency])
        }
    }

    /// Whether nobody here is with one agency, or with two, as the pattern is, though enough were to be expected.
    func hasGap(_ pattern: UInt64) -> Bool {
        for first in 0..<playerCount {
            let isFirst = pattern >> UInt64(first) & 1 == 1
            if count(first, isServed: isFirst) == 0 {
                let expected = Double(people) * usualPart[first]
                if expected >= SupportTable.leastExpected { return true }
                continue
            }
            for second in (first + 1)..<max(playerCount, first + 1) {
                let isSecond = pattern >> UInt64(second) & 1 == 1
                guard count(first, isFirst, second, isSecond) == 0 else { continue }
                let expected =
                    Double(people) * part(first, isServed: isFirst)
                    * part(second, isServed: isSecond)
                if expected >= SupportTable.leastExpected { return true }
            }
        }
        return false
    }
}

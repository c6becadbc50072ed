import TopsliceApportionment
import BigInt
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct ControlledRoundings {
    private static func table(_ cells: [[Rational]]) throws -> TwoWayTable {
        try TwoWayTable(
            rows: cells.indices.map { "row \($0)" },
            columns: (cells.first ?? []).indices.map { "column \($0)" },
            cells: cells
        )
    }

    private static func isDownOrUp(_ whole: Int, _ value: Rational) -> Bool {
        Rational(whole) >= Rational(value.floor) && Rational(whole) <= Rational(value.ceiling)
    }

    /// Three agencies by three outcomes in pence, with given totals; the least squared distance
    /// found by exhaustive search over all roundings down or up (Cox 1987, J. Amer. Stat. Assoc.
    /// 82:520-524, defines the problem): 1.2743055…, = 367/288.
    @Test func theNearestTableInPenceIsFound() throws {
        let table = try Self.table([
            exact(["100001/2", "100001/6", "100001/3"]),
            exact(["66667/3", "66667/3", "66667/3"]),
            exact(["33333/4", "166665/8", "33333/8"]),
        ])
        let rounded = try table.rounded(
            rowTotals: [100_001, 66_667, 33_333],
            columnTotals: [80_556, 59_722, 59_723]
        )
        #expect(rounded.rowTotals == [100_001, 66_667, 33_333])
        #expect(rounded.columnTotals == [80_556, 59_722, 59_723])
        #expect(rounded.squaredDistance(to: table) == exact("367/288"))
    }

    /// Every choice of down and up for up to twelve cells.
    private static func leastDistance(
        _ cells: [[Rational]],
        where isAllowed: ([[Int]]) -> Bool
    ) -> Rational? {
        let flat = cells.flatMap { $0 }
        let width = cells[0].count
        var least: Rational?
        for choice in 0..<1 << flat.count {
            var whole: [Int] = []
            var distance = Rational.zero
            for (index, value) in flat.enumerated() {
                let floor = Int(value.floor)
                let up = choice >> index & 1
                if up == 1, value.isInteger { break }
                whole.append(floor + up)
                let change = Rational(floor + up) - value
                distance += change * change
            }
            guard whole.count == flat.count else { continue }
            let rows = stride(from: 0, to: flat.count, by: width).map {
                Array(whole[$0..<$0 + width])
            }
            if isAllowed(rows), distance < least ?? distance + 1 { least = distance }
        }
        return least
    }

    @Test func tablesWithWholeTotalsAreRoundedAsNearAsExhaustiveSearch() throws {
        for seed in UInt64(1)...80 {
            var random = SeededGenerator(seed: seed)
            let (height, width) = (random.from(2, through: 3), random.from(2, through: 3))
            let denominator = random.from(2, through: 12)
            var cells = (0..<height).map { _ in
                (0..<width).map { _ in
                    Rational(random.from(-30, through: 60)) / Rational(denominator)
                }
            }
            // The last row and column make all totals whole.
            for row in 0..<height {
                let sum = cells[row].dropLast().sum()
                cells[row][width - 1] = Rational(random.from(0, through: 9)) - sum
            }
            for column in 0..<width {
                let sum = cells.dropLast().map { $0[column] }.sum()
                cells[height - 1][column] = Rational(random.from(0, through: 9)) - sum
            }
            let rowSums = cells.map { $0.sum() }
            let columnSums = (0..<width).map { column in cells.map { $0[column] }.sum() }
            let table = try Self.table(cells)
            let rounded = try table.rounded()
            #expect(rounded.rowTotals.map { Rational($0) } == rowSums, "seed \(seed)")
            #expect(rounded.columnTotals.map { Rational($0) } == columnSums, "seed \(seed)")
            let least = Self.leastDistance(cells) { whole in
                whole.map { Rational($0.reduce(0, +)) } == rowSums
                    && (0..<width).allSatisfy { column in
                        Rational(whole.map { $0[column] }.reduce(0, +)) == columnSums[column]
                    }
            }
            #expect(rounded.squaredDistance(to: table) == least, "seed \(seed)")
        }
    }

    /// The R package CtrlRound lost a total in 3 of 30 random tables; here totals that are whole
    /// are kept in all, the others move by less than a unit, and so does every cell.
    @Test func noTableLosesATotal() throws {
        for seed in UInt64(1)...400 {
            var random = SeededGenerator(seed: seed)
            let (height, width) = (random.from(1, through: 8), random.from(1, through: 8))
            let cells = (0..<height).map { _ in
                (0..<width).map { _ in
                    Rational(random.from(-500, through: 5_000))
                        / Rational([1, 2, 3, 10, 100, 97][random.below(6)])
                }
            }
            let rounded = try Self.table(cells).rounded()
            for (row, values) in cells.enumerated() {
                #expect(Self.isDownOrUp(rounded.rowTotals[row], values.sum()), "seed \(seed)")
                for (column, value) in values.enumerated() {
                    #expect(Self.isDownOrUp(rounded.cells[row][column], value), "seed \(seed)")
                }
            }
            for column in 0..<width {
                let sum = cells.map { $0[column] }.sum()
                #expect(Self.isDownOrUp(rounded.columnTotals[column], sum), "seed \(seed)")
            }
            #expect(Self.isDownOrUp(rounded.total, cells.map { $0.sum() }.sum()), "seed \(seed)")
        }
    }

    /// Denominators that multiply beyond any common one up to 2³⁶, with totals made whole (or not)
    /// exactly: rounding must not mistake one for the other.
    @Test func wholeTotalsAreSeenThroughManyDenominators() throws {
        let primes = [99_991, 99_989, 99_971, 99_961, 99_929, 99_923, 99_907, 99_901]
        for seed in UInt64(1)...100 {
            var random = SeededGenerator(seed: seed)
            let size = random.from(2, through: 4)
            var cells = (0..<size).map { _ in
                (0..<size).map { _ in
                    Rational(random.from(1, through: 99_900)) / Rational(primes[random.below(8)])
                }
            }
            let isWhole = seed % 2 == 0
            // Off by far less than a step of the grid, or not at all.
            let nearly = isWhole ? 0 : Rational(1) / Rational(BigInt(10).power(20))
            for row in 0..<size {
                cells[row][size - 1] = 7 + nearly - cells[row].dropLast().sum()
            }
            let rounded = try Self.table(cells).rounded()
            for total in rounded.rowTotals {
                #expect(total == 7 || !isWhole && total == 8, "seed \(seed)")
            }
            for (whole, exact) in zip(rounded.cells.joined(), cells.joined()) {
                #expect(Self.isDownOrUp(whole, exact), "seed \(seed)")
            }
            for column in 0..<size {
                let sum = cells.map { $0[column] }.sum()
                #expect(Self.isDownOrUp(rounded.columnTotals[column], sum), "seed \(seed)")
            }
        }
    }

    @Test func orderOfRowsAndColumnsNeverMatters() throws {
        for seed in UInt64(1)...200 {
            var random = SeededGenerator(seed: seed)
            let rows = ["é", "b", "C", "a"]
            let columns = ["2", "10", "1"]
            // Few different fractions, so that many tables are equally near.
            let cells = rows.map { _ in
                columns.map { _ in Rational(random.from(0, through: 9)) / 3 }
            }
            let table = try TwoWayTable(rows: rows, columns: columns, cells: cells)
            let straight = try table.rounded()
            let rowOrder = rows.indices.shuffled(using: &random)
            let columnOrder = columns.indices.shuffled(using: &random)
            let shuffled = try TwoWayTable(
                rows: rowOrder.map { rows[$0] },
                columns: columnOrder.map { columns[$0] },
                cells: rowOrder.map { row in columnOrder.map { cells[row][$0] } }
            ).rounded()
            let expected = rowOrder.map { row in columnOrder.map { straight.cells[row][$0] } }
            #expect(shuffled.cells == expected, "seed \(seed)")
        }
    }

    @Test func threeWayTablesKeepWhatIsPromised() throws {
        for seed in UInt64(1)...100 {
            var random = SeededGenerator(seed: seed)
            let (height, width, depth) = (
                random.from(1, through: 4), random.from(1, through: 4), random.from(1, through: 4)
            )
            let tables = try (0..<depth).map { layer in
                try (
                    head: "year \(layer)",
                    table: Self.table(
                        (0..<height).map { _ in
                            (0..<width).map { _ in
                                Rational(random.from(0, through: 999))
                                    / Rational([2, 3, 100][random.below(3)])
                            }
                        }
                    )
                )
            }
            let rounded = try ThreeWayTable(layers: tables).rounded()
            for (table, exactTable) in zip(rounded, tables) {
                let cells = exactTable.table.cells
                for row in 0..<height {
                    #expect(Self.isDownOrUp(table.rowTotals[row], cells[row].sum()))
                    for column in 0..<width {
                        #expect(Self.isDownOrUp(table.cells[row][column], cells[row][column]))
                    }
                }
                for column in 0..<width {
                    let sum = cells.map { $0[column] }.sum()
                    #expect(Self.isDownOrUp(table.columnTotals[column], sum), "seed \(seed)")
                }
                #expect(Self.isDownOrUp(table.total, cells.map { $0.sum() }.sum()))
            }
            for row in 0..<height {
                let sum = tables.map { $0.table.cells[row].sum() }.sum()
                #expect(Self.isDownOrUp(rounded.map { $0.rowTotals[row] }.reduce(0, +), sum))
            }
            let all = tables.map { $0.table.cells.map { $0.sum() }.sum() }.sum()
            #expect(Self.isDownOrUp(rounded.map(\.total).reduce(0, +), all), "seed \(seed)")
        }
    }

    @Test func tablesThatCannotBeRoundedAreRefused() throws {
        let half = exact("1/2")
        let table = try Self.table([[half, half], [half, half]])
        #expect(throws: TableRoundingError.totalsDisagree(rows: 3, columns: 2)) {
            try table.rounded(rowTotals: [2, 1], columnTotals: [1, 1])
        }
        #expect(throws: TableRoundingError.totalsImpossible) {
            try table.rounded(rowTotals: [3, 0], columnTotals: [2, 1])
        }
        #expect(throws: TableRoundingError.totalCount(what: "rows", got: 1, expected: 2)) {
            try table.rounded(rowTotals: [2])
        }
        #expect(throws: TableRoundingError.tooLarge(Rational(Int.max))) {
            try Self.table([[Rational(Int.max)]]).rounded()
        }
        #expect(throws: TableRoundingError.tooLarge(Rational(Int.max))) {
            try table.rounded(rowTotals: [.max, 1])
        }
        #expect(throws: TableRoundingError.empty) {
            try TwoWayTable(rows: [], columns: ["a"], cells: [])
        }
        #expect(throws: TableRoundingError.headTwice("a")) {
            try TwoWayTable(rows: ["a", "a"], columns: ["b"], cells: [[1], [2]])
        }
        #expect(throws: TableRoundingError.rowLength(row: "a", got: 2, expected: 1)) {
            try TwoWayTable(rows: ["a"], columns: ["b"], cells: [[1, 2]])
        }
        // Given totals leave only one table: the diagonal takes the units.
        let fixed = try table.rounded(rowTotals: [2, 0], columnTotals: [1, 1])
        #expect(fixed.cells == [[1, 1], [0, 0]])
    }
}

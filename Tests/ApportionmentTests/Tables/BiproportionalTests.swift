import TopsliceApportionment
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct Biproportional {
    private static func table(_ cells: [[Int]]) throws -> TwoWayTable {
        try TwoWayTable(
            rows: cells.indices.map { "district \($0)" },
            columns: cells[0].indices.map { "party \($0)" },
            cells: cells.map { $0.map { Rational($0) } }
        )
    }

    /// The example of German Wikipedia, "Doppeltproportionales Zuteilungsverfahren", also in the
    /// tests of R's proporz.
    @Test func fifteenSeatsInThreeDistricts() throws {
        let votes = try Self.table([[51, 98, 45], [60, 100, 120], [63, 102, 144]])
        let seats = try votes.biproportional(rowTotals: [4, 5, 6], columnTotals: [4, 5, 6])
        #expect(seats.cells == [[1, 2, 1], [1, 2, 2], [2, 1, 3]])
    }

    /// All tables of two by three with given margins are tried: none has a smaller product of
    /// signposts over weights.
    @Test func noTableWithTheseMarginsIsMoreProportional() throws {
        for seed in UInt64(1)...150 {
            var random = SeededGenerator(seed: seed)
            let votes = (0..<2).map { _ in (0..<3).map { _ in random.from(1, through: 60) } }
            let seats = (0..<2).map { _ in (0..<3).map { _ in random.from(0, through: 3) } }
            let rowTotals = seats.map { $0.reduce(0, +) }
            let columnTotals = (0..<3).map { seats[0][$0] + seats[1][$0] }
            func badness(_ cells: [[Int]]) -> Rational {
                zip(cells.joined(), votes.joined()).reduce(Rational.one) { product, cell in
                    (0..<cell.0).reduce(product) {
                        $0 * Rational(2 * $1 + 1) / Rational(cell.1)
                    }
                }
            }
            let found = try Self.table(votes)
                .biproportional(rowTotals: rowTotals, columnTotals: columnTotals)
            #expect(found.rowTotals == rowTotals && found.columnTotals == columnTotals)
            for first in 0...columnTotals[0] {
                for second in 0...columnTotals[1] {
                    let third = rowTotals[0] - first - second
                    guard (0...columnTotals[2]).contains(third) else { continue }
                    let upper = [first, second, third]
                    let lower = zip(columnTotals, upper).map { $0 - $1 }
                    #expect(badness(found.cells) <= badness([upper, lower]), "seed \(seed)")
                }
            }
        }
    }

    @Test func impossibleMarginsAreRefused() throws {
        let votes = try Self.table([[0, 5], [5, 5]])
        #expect(throws: TableRoundingError.totalsImpossible) {
            try votes.biproportional(rowTotals: [2, 0], columnTotals: [1, 1])
        }
        #expect(throws: TableRoundingError.totalsDisagree(rows: 2, columns: 3)) {
            try votes.biproportional(rowTotals: [1, 1], columnTotals: [1, 2])
        }
        #expect(throws: TableRoundingError.negativeWeight(-1)) {
            try Self.table([[-1]]).biproportional(rowTotals: [1], columnTotals: [1])
        }
        #expect(throws: TableRoundingError.self) {
            try votes.biproportional(rowTotals: [.max, 1], columnTotals: [.max, 1])
        }
    }
}

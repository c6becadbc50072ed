import Testing
import TopsliceParallel

@testable import TopsliceRegression

/// The size of a model is told from its formula and the numbers of levels, whatever these are.
struct ModelSizeTests {
    private func size(
        _ formula: String,
        _ levels: [String: Int],
        rows: Int = 1_000_000,
        clusters: Int = 0
    ) throws -> ModelSize {
        ModelSize(
            try Formula(parsing: formula),
            textColumns: [],
            levelCounts: levels,
            rowCount: rows,
            clusterCount: clusters,
            threads: 2
        )
    }

    /// 1 + x + (g − 1) + (g − 1)(h − 1) + three powers, and h − 1 indicators of the smaller absorbed effect.
    @Test func columnsAreCountedBeforeTheyAreMade() throws {
        #expect(try size("y ~ x", [:]).columnCount == 2)
        #expect(try size("y ~ x + factor(g)", ["g": 40]).columnCount == 41)
        let crossed = try size(
            "y ~ factor(g):factor(h) + poly(x, 3, raw = TRUE)",
            ["g": 5, "h": 7]
        )
        #expect(crossed.columnCount == 1 + 4 * 6 + 3)
        #expect(try size("y ~ x | g + h", ["g": 50, "h": 9]).columnCount == 2 + 8)
    }

    @Test func moreColumnsThanAnyIntegerAreRefused() throws {
        let levels = Dictionary(uniqueKeysWithValues: ["a", "b", "c", "d"].map { ($0, 1_000_000) })
        let model = try size("y ~ factor(a):factor(b):factor(c):factor(d)", levels)
        #expect(model.columnCount > 1e23)
        let error = #expect(throws: RegressionError.self) { try model.check() }
        #expect(error?.description.contains("1000000 rows") == true)
    }

    @Test func whatDoesNotFitIntoMemoryIsRefusedWithTheNumbers() throws {
        let model = try size("y ~ factor(g)", ["g": 2_001], clusters: 10)
        // Cross-products of 2,001 columns take 32 MB apiece.
        #expect(throws: Never.self) { try model.check(budget: MemoryBudget(byteCount: 1 << 30)) }
        let error = #expect(throws: RegressionError.self) {
            try model.check(budget: MemoryBudget(byteCount: 1 << 26))
        }
        let text = error?.description ?? ""
        #expect(text.contains("2001 columns, 2000 of them of 'factor(g)', and 10 clusters"))
        #expect(text.contains("67.1 MB may be used"))
    }

    @Test func theBudgetIsSomeOfTheMachine() {
        #expect(MemoryBudget.ofThisProcess.byteCount > 1 << 26)
        let shortage = #expect(throws: MemoryShortage.self) {
            try MemoryBudget(byteCount: 1_000_000_000).require(numbers: 4e8)
        }
        #expect(
            shortage?.description == "about 3.2 GB of memory are needed, and 1 GB may be used"
        )
    }
}

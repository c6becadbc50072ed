package import TopsliceParallel

/// How large a model is, told before any of it is made: from the formula and the number of levels of its factors.
package struct ModelSize {
    /// The columns of one term, at least: a factor has one fewer than levels.
    package struct Term {
        package let label: String
        package let columnCount: Double

        package init(label: String, columnCount: Double) {
            self.label = label
            self.columnCount = columnCount
        }
    }

    let rowCount: Int
    let terms: [Term]
    let clusterCount: Int
    let threads: Int
    /// Models of so few columns are fitted whatever the number of rows: columns may depend on one another.
    private static let smallColumnCount = 100.0
    /// Rows of a block, whose design columns are held by each thread.
    private static let blockRows = 4_096.0

    package init(terms: [Term], rowCount: Int, clusterCount: Int, threads: Int) {
        self.terms = terms
        self.rowCount = rowCount
        self.clusterCount = clusterCount
        self.threads = threads
    }

    /// - `levelCounts`: of each group column.
    init(
        _ formula: Formula,
        textColumns: Set<String>,
        levelCounts: [String: Int],
        rowCount: Int,
        clusterCount: Int,
        threads: Int
    ) {
        func columns(of variable: Formula.Variable) -> Double {
            func levels(_ column: String) -> Double {
                Double(max(1, (levelCounts[column] ?? 2) - 1))
            }
            switch variable {
            case .factor(let column), .indicators(let column): return levels(column)
            case .powers(_, let degree): return Double(degree)
            case .expression(let expression):
                guard let column = expression.plainColumn, textColumns.contains(column) else {
                    return 1
                }
                return levels(column)
            }
        }
        var terms = zip(formula.termLabels, formula.terms).map { label, term in
            Term(
                label: label,
                columnCount: term.reduce(1) { $0 * columns(of: formula.variables[$1]) }
            )
        }
        // The absorbed effect with most levels is taken out by means; the others are indicators.
        let absorbed = formula.absorbed.map { ($0, Double(levelCounts[$0] ?? 1)) }
            .sorted { $0.1 < $1.1 }
        terms += absorbed.dropLast().map { Term(label: $0.0, columnCount: $0.1 - 1) }
        self.init(
            terms: terms,
            rowCount: rowCount,
            clusterCount: clusterCount,
            threads: threads
        )
    }

    /// Columns of the design, the constant included.
    var columnCount: Double { terms.reduce(1) { $0 + $1.columnCount } }

    /// Numbers held at once: cross-products of each thread and what is made of them, blocks of the design, scores of clusters.
    private var heldNumbers: Double {
        let columns = columnCount + 1
        let products = columns * columns * Double(threads + 6)
        let blocks = Self.blockRows * (2 * columns + 2) * Double(threads)
        return products + blocks + Double(clusterCount) * columns * Double(threads)
    }

    /// Refuses a model with as many columns as rows, of which nothing is left to tell an error from, or with more than fit
    /// into memory.
    ///
    /// - `isPenalised`: whether priors settle what rows do not.
    package func check(
        budget: MemoryBudget = .ofThisProcess,
        isPenalised: Bool = false
    ) throws(RegressionError) {
        guard let widest = terms.max(by: { $0.columnCount < $1.columnCount }) else { return }
        if !isPenalised, columnCount > Self.smallColumnCount, columnCount >= Double(rowCount) {
            throw .moreColumnsThanRows(
                term: widest.label,
                ofTerm: widest.columnCount,
                columns: columnCount,
                rows: rowCount
            )
        }
        do throws(MemoryShortage) {
            try budget.require(numbers: heldNumbers)
        } catch {
            throw .tooLarge(
                term: widest.label,
                ofTerm: widest.columnCount,
                columns: columnCount,
                clusters: clusterCount,
                shortage: error
            )
        }
    }
}

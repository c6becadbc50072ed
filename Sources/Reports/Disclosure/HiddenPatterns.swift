/// Which cells of a table of people by the agencies that served them are withheld, so that its margins give none of them back.
///
/// Who reads the table knows how many people there are and how many each agency served; the withheld counts then solve linear
/// equations. One that these settle is in the row space of the equations: in their reduced form a row is left that holds it alone
/// (Cox 1980, Journal of the American Statistical Association 75). More cells are withheld, the smallest first, until none is settled.
struct HiddenPatterns {
    private struct Cell {
        let members: [String]
        let people: Int
    }

    /// The patterns withheld, by their members.
    let patterns: Set<[String]>
    /// Whether the margins must be withheld as well, since nothing else protects the cells.
    let hidesMargins: Bool

    /// - Parameters:
    ///   - margins: the agencies whose number of people served is written.
    init(
        _ patterns: [(members: [String], people: Int)],
        margins: [String],
        threshold: Int
    ) {
        let cells = patterns.map { Cell(members: $0.members, people: $0.people) }
        var hidden = Set(
            cells.indices.filter { (1..<max(1, threshold)).contains(cells[$0].people) }
        )
        var rest = cells.indices.filter { !hidden.contains($0) && cells[$0].people > 0 }
            .sorted { (cells[$0].people, $0) < (cells[$1].people, $1) }[...]
        func isGivenBack() -> Bool {
            guard !hidden.isEmpty else { return false }
            let sum = hidden.reduce(0) { $0 + cells[$1].people }
            return sum < threshold
                || Self.settlesOne(hidden.sorted().map { cells[$0].members }, margins)
        }
        while isGivenBack(), let next = rest.popFirst() { hidden.insert(next) }
        hidesMargins = isGivenBack()
        self.patterns = Set(hidden.map { cells[$0].members })
    }

    /// Whether the sums over everybody and over those each agency served settle a cell.
    private static func settlesOne(_ cells: [[String]], _ margins: [String]) -> Bool {
        var rows = [[Double](repeating: 1, count: cells.count)]
        rows += margins.map { agency in cells.map { $0.contains(agency) ? 1 : 0 } }
        var rank = 0
        for column in cells.indices where rank < rows.count {
            guard
                let pivot = (rank..<rows.count).max(by: {
                    rows[$0][column].magnitude < rows[$1][column].magnitude
                }), rows[pivot][column].magnitude > tolerance
            else { continue }
            rows.swapAt(rank, pivot)
            let scale = rows[rank][column]
            for place in cells.indices { rows[rank][place] /= scale }
            for row in rows.indices where row != rank {
                let factor = rows[row][column]
                guard factor != 0 else { continue }
                for place in cells.indices { rows[row][place] -= factor * rows[rank][place] }
            }
            rank += 1
        }
        return rows.prefix(rank).contains { row in
            row.count { $0.magnitude > tolerance } == 1
        }
    }

    /// The entries are 0 and 1, the rows few: what elimination leaves of a nought is far below this.
    private static let tolerance = 1e-9
}

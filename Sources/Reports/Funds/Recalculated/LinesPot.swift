import TopsliceFormats
import TopsliceFunds

/// Lines that stand alone under one clause and use up what each other left of their budgets, in the order of their
/// identifiers: who draws first, and whose money is used first.
struct LinesPot {
    /// Places of the lines in that order.
    private let places: [Int]
    private let whole: WorkbookFormula
    /// What all draw together; written when all have drawn.
    private let drawnByAll: WorkbookFormula
    private var drawn: [WorkbookFormula] = []

    init(
        _ groups: [Recalculation.Group],
        _ lines: LinesTable,
        _ plan: Recalculation,
        _ working: inout WorkingTable
    ) {
        places = groups.flatMap(\.lines).sorted {
            plan.turn(ofLine: $0) < plan.turn(ofLine: $1)
        }
        let clause = groups[0].drawingClause
        whole = working.add(
            clause,
            "left of the budgets of all its lines",
            .sum(places.map(lines.under))
        )
        drawnByAll = working.reserve(clause, "used up by its other lines")
    }

    /// What those that drew before have left.
    var left: WorkbookFormula { .difference(whole, .sum(drawn)) }

    mutating func draw(_ amount: WorkbookFormula) { drawn.append(amount) }

    /// What of its own budget a line keeps when all have drawn.
    func left(
        of place: Int,
        _ lines: LinesTable,
        _ title: String,
        _ working: inout WorkingTable
    ) -> WorkbookFormula {
        let upTo = places.prefix { $0 != place } + [place]
        return working.add(
            title,
            "underspend to share",
            .least([
                lines.under(place),
                .most([.whole(0), .difference(.sum(upTo.map(lines.under)), drawnByAll)]),
            ])
        )
    }

    func finish(_ working: inout WorkingTable) {
        working.fill(drawnByAll, with: .sum(drawn))
    }
}

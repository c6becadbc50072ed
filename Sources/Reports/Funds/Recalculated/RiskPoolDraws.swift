import TopsliceFormats
import TopsliceFunds

/// Several clauses that draw on the risk pool one after the other.
///
/// The clause whose first line with a difference comes first draws first, so that who draws when follows from the actuals.
/// What each asks for does not depend on the others. So everybody is given a number by its first line, and the draws are
/// worked out in the order of numbers, each from what those before have left.
struct RiskPoolDraws {
    private let held: WorkbookFormula
    private var clauses: [Clause]

    private struct Clause {
        let group: Recalculation.Group
        /// What those before it drew, and what the pool lacked for them; written when everybody has asked.
        let drawnBefore: WorkbookFormula
        let lackedBefore: WorkbookFormula
        let left: WorkbookFormula
        var asked: DivisionFormulas.Asked?
    }

    private static let title = "risk pool"

    init(
        _ groups: [Recalculation.Group],
        held: WorkbookFormula,
        _ settled: Int,
        _ working: inout WorkingTable
    ) {
        self.held = held
        clauses = []
        for group in groups {
            let clause = group.drawingClause
            let drawn = working.reserve(clause, "drawn from the risk pool before it")
            let lacked = working.reserve(clause, "what the risk pool lacked before it")
            clauses.append(
                Clause(
                    group: group,
                    drawnBefore: drawn,
                    lackedBefore: lacked,
                    left: working.add(
                        clause,
                        "what the risk pool still holds",
                        .most([.whole(0), .difference(held, drawn)])
                    )
                )
            )
        }
    }

    func riskPool(for group: Recalculation.Group) -> DivisionFormulas.RiskPool? {
        clauses.first { $0.group == group }.map {
            .init(held: $0.left, before: .sum([$0.drawnBefore, $0.lackedBefore]))
        }
    }

    mutating func ask(_ asked: DivisionFormulas.Asked, for group: Recalculation.Group) {
        guard let index = clauses.firstIndex(where: { $0.group == group }) else { return }
        clauses[index].asked = asked
    }

    /// Writes what each finds drawn before it.
    func finish(_ plan: Recalculation, _ lines: LinesTable, _ working: inout WorkingTable) {
        let numbers = numbers(plan, lines, &working)
        let (drawn, lacked) = drawnInOrder(numbers, &working)
        for (index, clause) in clauses.enumerated() {
            func before(_ steps: [WorkbookFormula]) -> WorkbookFormula {
                .sum(
                    clauses.indices.map {
                        .choice(
                            .equal(numbers[index], .whole($0)),
                            then: steps[$0],
                            otherwise: .whole(0)
                        )
                    }
                )
            }
            working.fill(clause.drawnBefore, with: before(drawn))
            working.fill(clause.lackedBefore, with: before(lacked))
        }
    }

    /// How many clauses draw before each.
    private func numbers(
        _ plan: Recalculation,
        _ lines: LinesTable,
        _ working: inout WorkingTable
    ) -> [WorkbookFormula] {
        let zero = WorkbookFormula.whole(0)
        // Clauses without a difference draw nothing, and come after all lines.
        let afterAll = plan.orderOfLines.count
        let first = clauses.enumerated().map { number, clause in
            working.add(
                clause.group.drawingClause,
                "its first line with a difference",
                .least(
                    clause.group.lines.map { place in
                        .choice(
                            .equal(lines.variance(place), zero),
                            then: .whole(afterAll + number),
                            otherwise: .whole(plan.turn(ofLine: place))
                        )
                    }
                ),
                isMoney: false
            )
        }
        return clauses.indices.map { own in
            working.add(
                clauses[own].group.drawingClause,
                "clauses that draw before it",
                .sum(
                    clauses.indices.filter { $0 != own }.map { other in
                        .choice(.less(first[other], first[own]), then: .whole(1), otherwise: zero)
                    }
                ),
                isMoney: false
            )
        }
    }

    /// What was drawn, and what the pool lacked, before the first, the second and so on, and after the last.
    private func drawnInOrder(
        _ numbers: [WorkbookFormula],
        _ working: inout WorkingTable
    ) -> (drawn: [WorkbookFormula], lacked: [WorkbookFormula]) {
        let zero = WorkbookFormula.whole(0)
        func whoever(
            isNumber number: Int,
            _ value: (Int) -> WorkbookFormula
        ) -> WorkbookFormula {
            .sum(
                clauses.indices.map {
                    .choice(
                        .equal(numbers[$0], .whole(number)),
                        then: value($0),
                        otherwise: zero
                    )
                }
            )
        }
        var drawn: [WorkbookFormula] = [zero]
        var lacked: [WorkbookFormula] = [zero]
        for number in clauses.indices {
            let left = working.add(
                Self.title,
                "what clause \(number + 1) has left to bear",
                whoever(isNumber: number) { clauses[$0].asked?.left ?? zero }
            )
            let isStated = whoever(isNumber: number) {
                .whole(clauses[$0].asked?.stated == nil ? 0 : 1)
            }
            let stated = whoever(isNumber: number) { .whole(clauses[$0].asked?.stated ?? 0) }
            let before = WorkbookFormula.sum([drawn[number], lacked[number]])
            let asked = working.add(
                Self.title,
                "what clause \(number + 1) asks for",
                .choice(
                    .equal(isStated, zero),
                    then: left,
                    otherwise: .least([left, .most([zero, .difference(stated, before)])])
                )
            )
            let own = working.add(
                Self.title,
                "what clause \(number + 1) draws",
                .least([asked, .most([zero, .difference(held, drawn[number])])])
            )
            let short = WorkbookFormula.choice(
                .equal(isStated, zero),
                then: zero,
                otherwise: .difference(asked, own)
            )
            drawn.append(
                working.add(Self.title, "drawn so far", .sum([drawn[number], own]))
            )
            lacked.append(
                working.add(Self.title, "lacking so far", .sum([lacked[number], short]))
            )
        }
        return (drawn, lacked)
    }
}

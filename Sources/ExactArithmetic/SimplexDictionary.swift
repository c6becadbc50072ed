/// Basic variables written in terms of the others: x_B = constant − Σ coefficient · x_N.
///
/// Numbers of variables: first the programme's own, then one slack a constraint, last the
/// artificial one of the first phase.
struct SimplexDictionary {
    private var basic: [Int]
    private var others: [Int]
    /// rows[r][c]: coefficient of others[c] in the row of basic[r].
    private var rows: [[Rational]]
    private var constants: [Rational]
    /// Gain of the objective a unit of each of the others.
    private var gains: [Rational]
    private(set) var objectiveValue = Rational.zero
    private let artificial: Int

    init(
        constraints: [(coefficients: [Rational], bound: Rational)],
        variableCount: Int
    ) {
        artificial = variableCount + constraints.count
        basic = constraints.indices.map { variableCount + $0 }
        others = Array(0..<variableCount)
        rows = constraints.map(\.coefficients)
        constants = constraints.map(\.bound)
        gains = others.map { _ in 0 }
    }

    func value(_ variable: Int) -> Rational {
        basic.firstIndex(of: variable).map { constants[$0] } ?? 0
    }

    func dual(ofSlack slack: Int) -> Rational {
        others.firstIndex(of: slack).map { -gains[$0] } ?? 0
    }

    /// Finds a basis with no negative constant, by driving an artificial variable that all rows
    /// may borrow from back to zero. False where that cannot be.
    mutating func makeFeasible() -> Bool {
        guard let worst = constants.indices.min(by: { constants[$0] < constants[$1] }),
            constants[worst].isNegative
        else { return true }
        others.append(artificial)
        for row in rows.indices { rows[row].append(-1) }
        gains = others.map { $0 == artificial ? -1 : 0 }
        objectiveValue = 0
        pivot(row: worst, column: others.count - 1)
        _ = improve()
        guard objectiveValue.isZero else { return false }
        if let row = basic.firstIndex(of: artificial) {
            // At zero; any column it depends on can take its place.
            if let column = others.indices.first(where: { !rows[row][$0].isZero }) {
                pivot(row: row, column: column)
            } else {
                basic.remove(at: row)
                rows.remove(at: row)
                constants.remove(at: row)
                return true
            }
        }
        if let column = others.firstIndex(of: artificial) {
            others.remove(at: column)
            for row in rows.indices { rows[row].remove(at: column) }
        }
        return true
    }

    /// Writes an objective in the programme's own variables in terms of the present others.
    mutating func setObjective(_ objective: [Rational]) {
        objectiveValue = 0
        gains = others.map { $0 < objective.count ? objective[$0] : 0 }
        for (row, variable) in basic.enumerated() where variable < objective.count {
            let weight = objective[variable]
            if weight.isZero { continue }
            objectiveValue += weight * constants[row]
            for column in others.indices { gains[column] -= weight * rows[row][column] }
        }
    }

    /// Pivots until no gain is left. False where the objective can grow without end.
    mutating func improve() -> Bool {
        while true {
            let entering = others.indices
                .filter { gains[$0].isPositive }
                .min { others[$0] < others[$1] }
            guard let column = entering else { return true }
            var leaving: Int?
            var least = Rational.zero
            for row in rows.indices where rows[row][column].isPositive {
                let ratio = constants[row] / rows[row][column]
                if let current = leaving {
                    guard ratio < least || ratio == least && basic[row] < basic[current] else {
                        continue
                    }
                }
                leaving = row
                least = ratio
            }
            guard let row = leaving else { return false }
            pivot(row: row, column: column)
        }
    }

    /// Exchanges a basic variable with another one.
    private mutating func pivot(row: Int, column: Int) {
        let divisor = rows[row][column]
        for other in others.indices where other != column { rows[row][other] /= divisor }
        rows[row][column] = 1 / divisor
        constants[row] /= divisor
        for target in rows.indices where target != row {
            let factor = rows[target][column]
            if factor.isZero { continue }
            for other in others.indices where other != column && !rows[row][other].isZero {
                rows[target][other] -= factor * rows[row][other]
            }
            rows[target][column] = -factor * rows[row][column]
            constants[target] -= factor * constants[row]
        }
        let gain = gains[column]
        for other in others.indices where other != column {
            gains[other] -= gain * rows[row][other]
        }
        gains[column] = -gain * rows[row][column]
        objectiveValue += gain * constants[row]
        (basic[row], others[column]) = (others[column], basic[row])
    }
}

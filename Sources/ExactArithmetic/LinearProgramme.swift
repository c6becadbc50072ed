/// Maximise c·x subject to A·x ≤ b and x ≥ 0, exactly.
///
/// For programmes of some dozens of variables and rows, where the answer must be a proof: the
/// simplex method on a dense dictionary in rationals, by Bland's rule, which never cycles.
/// Chvátal (1983), "Linear Programming", chapters 2 and 3.
public struct LinearProgramme: Sendable {
    /// c, one entry a variable.
    public var objective: [Rational]
    /// Rows of A with their b.
    public private(set) var constraints: [(coefficients: [Rational], bound: Rational)] = []

    public enum Outcome: Sendable {
        case optimal(Solution)
        case infeasible
        case unbounded
    }

    public struct Solution: Sendable {
        public let value: Rational
        /// One entry a variable.
        public let variables: [Rational]
        /// One entry a constraint, none negative: by how much the optimum grows with its bound.
        /// b·duals = value proves that nothing better exists.
        public let duals: [Rational]
    }

    public init(objective: [Rational]) {
        self.objective = objective
    }

    /// Adds coefficients · x ≤ bound.
    public mutating func add(_ coefficients: [Rational], atMost bound: Rational) {
        precondition(coefficients.count == objective.count, "one coefficient a variable")
        constraints.append((coefficients, bound))
    }

    /// Adds coefficients · x ≥ bound.
    public mutating func add(_ coefficients: [Rational], atLeast bound: Rational) {
        add(coefficients.map { -$0 }, atMost: -bound)
    }

    public func maximised() -> Outcome {
        var dictionary = SimplexDictionary(constraints: constraints, variableCount: objective.count)
        guard dictionary.makeFeasible() else { return .infeasible }
        dictionary.setObjective(objective)
        guard dictionary.improve() else { return .unbounded }
        return .optimal(
            Solution(
                value: dictionary.objectiveValue,
                variables: (0..<objective.count).map(dictionary.value),
                duals: constraints.indices.map { dictionary.dual(ofSlack: objective.count + $0) }
            )
        )
    }
}

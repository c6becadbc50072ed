/// Arithmetic on columns, as inside `I(…)` or `log(…)`.
package indirect enum Expression: Sendable, Hashable {
    case number(Double)
    case column(String)
    case negated(Expression)
    case sum(Expression, Expression)
    case difference(Expression, Expression)
    case product(Expression, Expression)
    case quotient(Expression, Expression)
    case power(Expression, Expression)
    case call(Function, Expression)

    package enum Function: String, Sendable, Hashable, CaseIterable {
        /// R's `I()`: the arithmetic inside means itself.
        case asIs = "I"
        case log
        case log1p
        case exp
        case sqrt
        case abs
    }

    /// The column, where the expression is nothing but a column.
    package var plainColumn: String? {
        if case .column(let name) = self { return name }
        return nil
    }

    package var columns: [String] {
        switch self {
        case .number: []
        case .column(let name): [name]
        case .negated(let inner), .call(_, let inner): inner.columns
        case .sum(let left, let right), .difference(let left, let right),
            .product(let left, let right), .quotient(let left, let right),
            .power(let left, let right):
            left.columns + right.columns.filter { !left.columns.contains($0) }
        }
    }

    /// The text as R deparses it: spaces round `+ - *`, none round `^ /`.
    package var label: String {
        switch self {
        case .number(let value):
            value == value.rounded() && value.magnitude < 1e15
                ? String(Int(value)) : "\(value)"
        case .column(let name): Formula.quoted(name)
        case .negated(let inner): "-\(inner.grouped(above: 2))"
        case .sum(let left, let right): "\(left.grouped(above: 1)) + \(right.grouped(above: 2))"
        case .difference(let left, let right):
            "\(left.grouped(above: 1)) - \(right.grouped(above: 2))"
        case .product(let left, let right):
            "\(left.grouped(above: 2)) * \(right.grouped(above: 3))"
        case .quotient(let left, let right):
            "\(left.grouped(above: 2))/\(right.grouped(above: 3))"
        case .power(let left, let right): "\(left.grouped(above: 5))^\(right.grouped(above: 4))"
        case .call(let function, let inner): "\(function.rawValue)(\(inner.label))"
        }
    }

    private var precedence: Int {
        switch self {
        case .sum, .difference: 1
        case .product, .quotient: 2
        case .negated: 3
        case .power: 4
        case .number, .column, .call: 5
        }
    }

    private func grouped(above level: Int) -> String {
        precedence < level ? "(\(label))" : label
    }
}

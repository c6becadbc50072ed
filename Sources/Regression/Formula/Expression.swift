internal import Glibc
internal import LinearAlgebra

/// Arithmetic on columns, as inside `I(…)` or `log(…)`.
public indirect enum Expression: Sendable, Hashable {
    case number(Double)
    case column(String)
    case negated(Expression)
    case sum(Expression, Expression)
    case difference(Expression, Expression)
    case product(Expression, Expression)
    case quotient(Expression, Expression)
    case power(Expression, Expression)
    case call(Function, Expression)

    public enum Function: String, Sendable, Hashable, CaseIterable {
        /// R's `I()`: the arithmetic inside means itself.
        case asIs = "I"
        case log
        case log1p
        case exp
        case sqrt
        case abs
    }

    /// The column, where the expression is nothing but a column.
    public var plainColumn: String? {
        if case .column(let name) = self { return name }
        return nil
    }

    public var columns: [String] {
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
    public var label: String {
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

    /// The value on one row, by the numbers of its columns.
    func evaluated(_ value: (String) -> Double) -> Double {
        switch self {
        case .number(let number): number
        case .column(let name): value(name)
        case .negated(let inner): -inner.evaluated(value)
        case .sum(let left, let right): left.evaluated(value) + right.evaluated(value)
        case .difference(let left, let right): left.evaluated(value) - right.evaluated(value)
        case .product(let left, let right): left.evaluated(value) * right.evaluated(value)
        case .quotient(let left, let right): left.evaluated(value) / right.evaluated(value)
        case .power(let left, let right):
            if case .number(2) = right {
                Expression.square(left.evaluated(value))
            } else {
                pow(left.evaluated(value), right.evaluated(value))
            }
        case .call(let function, let inner): function.applied(to: inner.evaluated(value))
        }
    }

    private static func square(_ number: Double) -> Double { number * number }

    /// The value on one row in double-double arithmetic; functions other than whole powers are taken in double.
    func evaluatedExactly(_ value: (String) -> DoubleDouble) -> DoubleDouble {
        switch self {
        case .number(let number): DoubleDouble(number)
        case .column(let name): value(name)
        case .negated(let inner): -inner.evaluatedExactly(value)
        case .sum(let left, let right):
            left.evaluatedExactly(value) + right.evaluatedExactly(value)
        case .difference(let left, let right):
            left.evaluatedExactly(value) - right.evaluatedExactly(value)
        case .product(let left, let right):
            left.evaluatedExactly(value) * right.evaluatedExactly(value)
        case .quotient(let left, let right):
            left.evaluatedExactly(value) / right.evaluatedExactly(value)
        case .power(let left, .number(let exponent))
        where exponent == exponent.rounded() && exponent.magnitude <= 1_000:
            left.evaluatedExactly(value).raised(to: Int(exponent))
        case .power(let left, let right):
            DoubleDouble(
                pow(left.evaluatedExactly(value).value, right.evaluatedExactly(value).value)
            )
        case .call(.asIs, let inner): inner.evaluatedExactly(value)
        case .call(let function, let inner):
            DoubleDouble(function.applied(to: inner.evaluatedExactly(value).value))
        }
    }
}

extension Expression.Function {
    func applied(to number: Double) -> Double {
        switch self {
        case .asIs: number
        case .log: Glibc.log(number)
        case .log1p: Glibc.log1p(number)
        case .exp: Glibc.exp(number)
        case .sqrt: number.squareRoot()
        case .abs: number.magnitude
        }
    }
}

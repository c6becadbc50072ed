internal import Glibc
internal import TopsliceLinearAlgebra

extension Expression {
    /// The values on `count` rows, from those of the columns; one step of arithmetic at a time over all rows.
    func values(_ count: Int, _ column: (String) -> [Double]) -> [Double] {
        func of(_ inner: Expression) -> [Double] { inner.values(count, column) }
        return switch self {
        case .number(let number): [Double](repeating: number, count: count)
        case .column(let name): column(name)
        case .negated(let inner): of(inner).map { -$0 }
        case .sum(let left, let right): pairs(of(left), of(right)) { $0 + $1 }
        case .difference(let left, let right): pairs(of(left), of(right)) { $0 - $1 }
        case .product(let left, let right): pairs(of(left), of(right)) { $0 * $1 }
        case .quotient(let left, let right): pairs(of(left), of(right)) { $0 / $1 }
        case .power(let left, .number(2)): of(left).map { $0 * $0 }
        case .power(let left, let right): pairs(of(left), of(right)) { pow($0, $1) }
        case .call(let function, let inner): of(inner).map { function.applied(to: $0) }
        }
    }

    /// The same in double-double arithmetic; functions other than whole powers are taken in double.
    func exactValues(_ count: Int, _ column: (String) -> [DoubleDouble]) -> [DoubleDouble] {
        func of(_ inner: Expression) -> [DoubleDouble] { inner.exactValues(count, column) }
        return switch self {
        case .number(let number): [DoubleDouble](repeating: DoubleDouble(number), count: count)
        case .column(let name): column(name)
        case .negated(let inner): of(inner).map { -$0 }
        case .sum(let left, let right): pairs(of(left), of(right)) { $0 + $1 }
        case .difference(let left, let right): pairs(of(left), of(right)) { $0 - $1 }
        case .product(let left, let right): pairs(of(left), of(right)) { $0 * $1 }
        case .quotient(let left, let right): pairs(of(left), of(right)) { $0 / $1 }
        case .power(let left, .number(let exponent))
        where exponent == exponent.rounded() && exponent.magnitude <= 1_000:
            of(left).map { $0.raised(to: Int(exponent)) }
        case .power(let left, let right):
            pairs(of(left), of(right)) { DoubleDouble(pow($0.value, $1.value)) }
        case .call(.asIs, let inner): of(inner)
        case .call(let function, let inner):
            of(inner).map { DoubleDouble(function.applied(to: $0.value)) }
        }
    }
}

private func pairs<Value>(
    _ left: [Value],
    _ right: [Value],
    _ combine: (Value, Value) -> Value
) -> [Value] {
    zip(left, right).map { combine($0, $1) }
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

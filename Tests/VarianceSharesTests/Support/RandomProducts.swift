import TopsliceRandomness
@testable import TopsliceVarianceShares

/// Cross-products of correlated normal-like columns, the same for the same seed.
func randomProducts(
    regressors: Int,
    seed: UInt64,
    rows: Int? = nil
) throws -> RegressorProducts {
    var generator = Xoshiro256PlusPlus(seed: seed, stream: 0)
    let size = regressors + 1
    func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 - 0.5 }
    let data = (0..<(rows ?? 3 * size)).map { _ -> [Double] in
        let common = uniform()
        var row = (0..<regressors).map { _ in uniform() + 0.7 * common }
        row.append(row.enumerated().reduce(uniform()) { $0 + $1.element / Double($1.offset + 1) })
        return row
    }
    return try RegressorProducts(
        columns: (1...regressors).map { "x\($0)" } + ["y"],
        matrix: crossProducts(data),
        response: "y"
    )
}

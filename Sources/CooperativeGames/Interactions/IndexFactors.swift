/// What the dividend of a coalition of t players counts in the index of one of its parts of s players.
struct IndexFactors<Scalar: GameScalar> {
    private let table: [[Scalar]]
    /// Whether the index of the empty coalition means something.
    let hasConstant: Bool

    subscript(size: Int, larger: Int) -> Scalar { table[size][larger] }

    init(_ index: InteractionIndex, order: Int, playerCount: Int) {
        table = (0...playerCount).map { size in
            (0...playerCount).map { larger in
                larger < size || size > order
                    ? 0 : Self.factor(index, order: order, size: size, larger: larger)
            }
        }
        hasConstant = index == .shapley || index == .banzhaf || index == .faithfulBanzhaf
    }

    private static func factor(
        _ index: InteractionIndex,
        order: Int,
        size: Int,
        larger: Int
    ) -> Scalar {
        let extra = larger - size
        switch index {
        case .shapley:
            return 1 / Scalar(extra + 1)
        case .banzhaf:
            return 1 / Scalar(1 << extra)
        case .chaining:
            return larger == 0 ? 0 : Scalar(size) / Scalar(larger)
        case .shapleyTaylor:
            if size < order { return extra == 0 ? 1 : 0 }
            return 1 / Scalar(wholeBinomial(larger, order))
        case .faithfulShapley:
            if larger <= order { return extra == 0 ? 1 : 0 }
            let sign: Scalar = (order - size) % 2 == 0 ? 1 : -1
            return sign * Scalar(size) / Scalar(order + size)
                * Scalar(wholeBinomial(order, size)) * Scalar(wholeBinomial(larger - 1, order))
                / Scalar(wholeBinomial(larger + order - 1, order + size))
        case .faithfulBanzhaf:
            if larger <= order { return extra == 0 ? 1 : 0 }
            let sign: Scalar = (order - size) % 2 == 0 ? 1 : -1
            return sign * Scalar(wholeBinomial(extra - 1, order - size)) / Scalar(1 << extra)
        case .externalDividends:
            return 1
        case .dividends:
            return extra == 0 ? 1 : 0
        case .aggregatedShapley, .kAdditiveShapley, .generalisedShapley, .jointShapley:
            preconditionFailure("\(index) is not a sum over dividends")
        }
    }
}

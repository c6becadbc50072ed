public import TopsliceExactArithmetic

extension CostPolynomial {
    /// What each quantity pays at Aumann-Shapley prices, q_i · ∫₀¹ ∂C/∂q_i(tq) dt: the mean
    /// marginal cost while all quantities grow together. Shares sum to the cost.
    ///
    /// Billera and Heath (1982); Mirman and Tauman (1982), Math. Oper. Res. 7:40-56. For a
    /// monomial the integral is its value times the variable's part in its degree, so the answer is
    /// exact.
    ///
    /// - Throws: `fixedCost` where nothing has a cost: no quantity's growth explains it.
    public func aumannShapleyShares(
        of quantities: [Rational]
    ) throws(CostSharingError) -> [Rational] {
        guard quantities.count == variables.count else {
            throw .countMismatch(
                what: "quantities",
                got: quantities.count,
                expected: variables.count
            )
        }
        for (player, quantity) in quantities.enumerated() where quantity.isNegative {
            throw .negativeDemand(player: player, demand: quantity)
        }
        guard fixedCost.isZero else { throw .fixedCost(fixedCost) }
        var shares = [Rational](repeating: 0, count: quantities.count)
        for term in terms {
            let degree = term.exponents.reduce(0, +)
            guard degree > 0 else { continue }
            let value = value(of: term, at: quantities)
            for (player, exponent) in term.exponents.enumerated() {
                shares[player] += value * Rational(exponent) / Rational(degree)
            }
        }
        return shares
    }
}

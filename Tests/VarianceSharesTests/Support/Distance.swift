@testable import TopsliceVarianceShares

/// Euclidean distance between the shares of two results.
func distance(_ first: VarianceSharesResult, _ second: VarianceSharesResult) -> Double {
    zip(first.shares, second.shares)
        .reduce(0) { sum, pair in
            let difference = pair.0.lmg - pair.1.lmg
            return sum + difference * difference
        }
        .squareRoot()
}

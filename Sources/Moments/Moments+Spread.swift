extension Moments {
    /// Mean and standard deviation of each column, by weight.
    package var spread: [(mean: Double, deviation: Double)] {
        let whole = folded
        let weight = whole.products[0]
        return columns.indices.map { column in
            let sum = whole.products[column + 1]
            let square = whole.products[(column + 1) * (order + 1)]
            let variance = square / weight - (sum / weight) * (sum / weight)
            return (origin[column] + sum / weight, max(0, variance).squareRoot())
        }
    }
}

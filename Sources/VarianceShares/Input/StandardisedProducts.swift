/// Cross-products on the correlation scale: every regressor, and the response, of variance one.
///
/// Only there do pivots of regressors in different units compare, and does 1 − R² stay accurate whatever
/// the response is measured in. Test products, where given, are scaled by the training deviations of the
/// regressors, and so that the response's sum of squares is one.
///
/// - `training`, `test`: symmetric, shape (columnCount + 1, columnCount + 1), column-major, response last.
struct StandardisedProducts: Sendable {
    /// A pivot at or below this is rounding: what the columns before it leave of a regressor of variance
    /// one, at double precision, with room for a few hundred eliminations.
    static let smallestPivot = 1e-11

    let names: [String]
    let training: [Double]
    private(set) var test: [Double]?
    let dependencies: [LinearDependency]
    /// Smallest 1 − R² of one regressor on all the others; 0 where columns are dependent.
    let smallestTolerance: Double

    var columnCount: Int { names.count }
    /// Whether some subset may meet a pivot that must be passed over.
    var needsGuard: Bool { smallestTolerance < 10 * Self.smallestPivot }

    /// - Parameter always: columns that come before all others, where some depend on others.
    init(
        _ products: RegressorProducts,
        test: RegressorProducts? = nil,
        always: [Int] = []
    ) throws(VarianceSharesError) {
        let count = products.names.count, size = count + 1
        if let rows = products.rowCount, rows <= count {
            throw .fewerRows(rows: rows, regressors: count)
        }
        var deviations: [Double] = []
        for index in 0..<size {
            let variance = products.matrix[index * size + index]
            let name = index < count ? products.names[index] : products.response
            guard variance >= 0 else { throw .notACovariance(name) }
            guard variance > 0, variance.squareRoot().isNormal else {
                throw index < count ? .constantRegressor(name) : .constantResponse(name)
            }
            deviations.append(variance.squareRoot())
        }
        let training = Self.scaled(products.matrix, by: deviations)
        for second in 0..<count {
            for first in 0..<second {
                let correlation = training[second * size + first]
                if 1 - correlation * correlation <= Self.smallestPivot {
                    let square = correlation * correlation
                    guard square < 1 + 1e-6 else { throw .notACovariance(products.names[second]) }
                    throw .duplicatedRegressor(
                        products.names[second],
                        of: products.names[first]
                    )
                }
            }
        }
        let order = always + (0..<count).filter { !always.contains($0) }
        let factor = try OrderedCholesky(
            training,
            order: order,
            names: products.names,
            response: products.response
        )
        self.names = products.names
        self.training = training
        self.dependencies = factor.dependencies
        self.smallestTolerance = factor.smallestTolerance
        guard let test else {
            self.test = nil
            return
        }
        guard factor.dependencies.isEmpty else { throw .linearlyDependent(factor.dependencies) }
        let sameOrder = try test.reordered(like: products)
        var scaled = Self.scaled(sameOrder.matrix, by: deviations)
        let total = scaled[size * size - 1]
        guard total > 0 else { throw .constantResponse(products.response) }
        for index in scaled.indices { scaled[index] /= total }
        self.test = scaled
    }

    /// The same training products measured on other, standardised, test products.
    func measured(on test: [Double]) -> StandardisedProducts {
        var copy = self
        copy.test = test
        return copy
    }

    private static func scaled(_ matrix: [Double], by deviations: [Double]) -> [Double] {
        let size = deviations.count
        var scaled = matrix
        for column in 0..<size {
            for row in 0..<size {
                scaled[column * size + row] /= deviations[row] * deviations[column]
            }
        }
        return scaled
    }
}

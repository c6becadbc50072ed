/// A normal prior with mean zero on one coefficient, on the scale of the linear predictor.
///
/// Of a linear model the scale counts in standard deviations of the residual, so that the unit of the outcome changes nothing: the
/// estimate is that of ridge regression with penalty 1 / scale² (Hoerl and Kennard 1970). Of a logit it counts in log-odds, of counts in
/// logarithms of a rate; their likelihood is that of Poisson's distribution over the dispersion (Pearson's, with a rough prior).
package struct NormalPrior: Sendable, Equatable {
    /// Standard deviation, above zero.
    package let scale: Double
    /// The design column whose standard deviation is the unit; nil where one unit of the own column is.
    package let spreadOf: Int?

    package init(scale: Double, spreadOf: Int? = nil) {
        self.scale = scale
        self.spreadOf = spreadOf
    }
}

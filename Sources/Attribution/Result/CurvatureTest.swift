/// Whether a covariate acts in a curve: the test that all parts of its spline but the straight one are zero.
package struct CurvatureTest: Sendable, Equatable, Codable {
    package let covariate: String
    /// Where the pieces of the spline meet, in the unit of the covariate.
    package let knots: [Double]
    /// F statistic of the Wald test with the errors that the attribution uses.
    package let statistic: Double
    package let degreesOfFreedom: Degrees
    package let pValue: Double

    package init(
        covariate: String,
        knots: [Double],
        statistic: Double,
        degreesOfFreedom: (numerator: Double, denominator: Double),
        pValue: Double
    ) {
        self.covariate = covariate
        self.knots = knots
        self.statistic = statistic
        self.degreesOfFreedom = Degrees(
            numerator: degreesOfFreedom.numerator,
            denominator: degreesOfFreedom.denominator
        )
        self.pValue = pValue
    }

    package struct Degrees: Sendable, Equatable, Codable {
        package let numerator: Double
        package let denominator: Double
    }
}

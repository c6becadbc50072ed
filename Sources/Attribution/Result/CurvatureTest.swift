/// Whether a covariate acts in a curve: the test that all parts of its spline but the straight one are zero.
package struct CurvatureTest: Sendable, Equatable {
    package let covariate: String
    /// Where the pieces of the spline meet, in the unit of the covariate.
    package let knots: [Double]
    /// F statistic of the Wald test with the errors that the attribution uses.
    package let statistic: Double
    package let degreesOfFreedom: (numerator: Double, denominator: Double)
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
        self.degreesOfFreedom = degreesOfFreedom
        self.pValue = pValue
    }

    package static func == (left: CurvatureTest, right: CurvatureTest) -> Bool {
        left.covariate == right.covariate && left.knots == right.knots
            && left.statistic == right.statistic && left.pValue == right.pValue
            && left.degreesOfFreedom == right.degreesOfFreedom
    }
}

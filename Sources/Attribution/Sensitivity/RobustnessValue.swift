internal import TopsliceProbability

/// How strong a hidden confounder must be, as a part of what the covariates leave unexplained, of both service and outcome (Cinelli and
/// Hazlett 2020, Journal of the Royal Statistical Society B 82, 39-67).
///
/// Exact for a coefficient of least squares; for what is made of a fitted game the same t and degrees of freedom are taken. What a
/// regressor explains is told by the error that the model itself has (its residual variance), whatever errors the interval is made of:
/// clusters or unequal variances make an interval wider, and a confounder no stronger.
package struct RobustnessValue: Sendable, Equatable {
    /// Of the estimate against the value it is held against, over the error of the model.
    let statistic: Double
    /// Above 1.
    let degreesOfFreedom: Double

    package init(statistic: Double, degreesOfFreedom: Double) {
        precondition(degreesOfFreedom > 1, "\(degreesOfFreedom) degrees of freedom")
        self.statistic = statistic
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The strength, 0 to 1, with service and with outcome alike, that takes the estimate to the value it is held against.
    package var value: Double { Self.strength(statistic.magnitude / degreesOfFreedom.squareRoot()) }

    /// The strength that takes the nearer end of the interval there; 0 where the interval holds that value already.
    ///
    /// With service and outcome explained alike the error stays what it is but for a degree of freedom, so that the interval's own error
    /// takes the place of the model's.
    ///
    /// - `level`: of the interval, below 1; `freedom`: that it rests on where clusters leave it less than the fit has; `widening`: its
    ///   standard error over that of the model.
    package func value(
        level: Double,
        freedom: Double = .infinity,
        widening: Double = 1
    ) -> Double {
        let free = degreesOfFreedom - 1
        let own = statistic.magnitude / degreesOfFreedom.squareRoot()
        let critical =
            widening
            * StudentDistribution(degreesOfFreedom: min(free, freedom)).intervalMultiplier(level)
            / free.squareRoot()
        guard own > critical else { return 0 }
        // A confounder that explains nearly all of service: the interval shrinks less than the estimate moves.
        if own * critical > 1 {
            return (own * own - critical * critical) / (1 + own * own)
        }
        return Self.strength(own - critical)
    }

    private static func strength(_ ratio: Double) -> Double {
        let square = ratio * ratio
        // ½ (√(f⁴ + 4 f²) − f²), without cancellation.
        return 2 * square
            / ((square * square + 4 * square).squareRoot() + square + .leastNormalMagnitude)
    }

    /// How far a confounder moves an estimate that explains that much of service and of the outcome, given the covariates; towards the
    /// value it is held against or away from it.
    ///
    /// - Parameters:
    ///   - service, outcome: partial R², 0 to below 1, and 0 to 1.
    package static func bias(
        standardError: Double,
        degreesOfFreedom: Double,
        service: Double,
        outcome: Double
    ) -> Double {
        standardError
            * (degreesOfFreedom * outcome * service / (1 - service)).squareRoot()
    }
}

internal import Glibc

/// Student's t distribution with a number of degrees of freedom above zero.
package struct StudentDistribution: Sendable {
    package let degreesOfFreedom: Double

    package init(degreesOfFreedom: Double) {
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// P(|T| ≥ |t|) = I_x(ν/2, ½) with x = ν / (ν + t²).
    package func twoSidedPValue(_ statistic: Double) -> Double {
        guard statistic.isFinite else { return statistic.isNaN ? .nan : 0 }
        let square = statistic * statistic
        let x = degreesOfFreedom / (degreesOfFreedom + square)
        let complement = square / (degreesOfFreedom + square)
        return IncompleteBeta.regularised(
            x,
            complement: complement,
            a: degreesOfFreedom / 2,
            b: 0.5
        )
    }

    /// The t above zero with P(|T| ≤ t) = `level`, for 0 < level < 1: the multiplier of an interval.
    package func intervalMultiplier(_ level: Double) -> Double {
        let tail = 1 - level
        let z = NormalDistribution.quantile(1 - tail / 2)
        let nu = degreesOfFreedom
        // Cornish–Fisher to start from, then Newton on the logarithm of the tail, which is nearly straight.
        var t = z + (z * z * z + z) / (4 * nu)
        if nu < 3 { t = max(t, pow(tail, -1 / nu)) }
        for _ in 0..<60 {
            let p = twoSidedPValue(t)
            let slope = -2 * density(t) / p
            guard p > 0, slope != 0 else { break }
            let step = (log(p) - log(tail)) / slope
            let next = max(t - step, t / 4)
            if (next - t).magnitude <= 1e-15 * t { return next }
            t = next
        }
        return t
    }

    private func density(_ t: Double) -> Double {
        let nu = degreesOfFreedom
        let constant = logGammaRatio(nu / 2, plus: 0.5) - 0.5 * log(nu * Double.pi)
        return exp(constant - (nu + 1) / 2 * log1p(t * t / nu))
    }
}

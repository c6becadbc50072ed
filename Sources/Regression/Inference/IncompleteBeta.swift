internal import Glibc

/// The regularised incomplete beta function I_x(a, b).
enum IncompleteBeta {
    /// I_x(a, b); `complement` is 1 − x, given apart so that neither loses digits.
    ///
    /// The continued fraction of DiDonato and Morris (1992), evaluated by Lentz's method.
    static func regularised(_ x: Double, complement: Double, a: Double, b: Double) -> Double {
        if x <= 0 { return 0 }
        if complement <= 0 { return 1 }
        let front = exp(
            a * logOf(x, complement) + b * logOf(complement, x) + lgamma(a + b) - lgamma(a)
                - lgamma(b)
        )
        if x < (a + 1) / (a + b + 2) {
            return front * fraction(x, a, b) / a
        }
        return 1 - front * fraction(complement, b, a) / b
    }

    /// log x, through 1 − x where x is near one.
    private static func logOf(_ x: Double, _ complement: Double) -> Double {
        x > 0.5 ? log1p(-complement) : log(x)
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        if d.magnitude < tiny { d = tiny }
        d = 1 / d
        var result = d
        for step in 1...10_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 + even * d
            if d.magnitude < tiny { d = tiny }
            c = 1 + even / c
            if c.magnitude < tiny { c = tiny }
            d = 1 / d
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 + odd * d
            if d.magnitude < tiny { d = tiny }
            c = 1 + odd / c
            if c.magnitude < tiny { c = tiny }
            d = 1 / d
            let factor = d * c
            result *= factor
            if (factor - 1).magnitude < 1e-16 { break }
        }
        return result
    }
}

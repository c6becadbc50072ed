internal import Glibc

/// The regularised incomplete beta function I_x(a, b).
enum IncompleteBeta {
    /// I_x(a, b); `complement` is 1 − x, given apart so that neither loses digits.
    ///
    /// DiDonato and Morris (1992), algorithm 708: their continued fraction, in which nothing cancels, on the side of the mean
    /// where it converges fast.
    static func regularised(_ x: Double, complement: Double, a: Double, b: Double) -> Double {
        if x <= 0 { return 0 }
        if complement <= 0 { return 1 }
        let front = exp(
            a * logOf(x, complement) + b * logOf(complement, x) + logGammaRatio(a, plus: b)
                - lgamma(b)
        )
        let distance = (a + b) * complement - b
        return distance > 0
            ? front * fraction(x, complement, a, b, distance)
            : 1 - front * fraction(complement, x, b, a, -distance)
    }

    /// log x, through 1 − x where x is near one.
    private static func logOf(_ x: Double, _ complement: Double) -> Double {
        x > 0.5 ? log1p(-complement) : log(x)
    }

    /// I_x(a, b) divided by x^a (1 − x)^b / B(a, b), where `distance` is (a + b)(1 − x) − b.
    private static func fraction(
        _ x: Double,
        _ complement: Double,
        _ a: Double,
        _ b: Double,
        _ distance: Double
    ) -> Double {
        let first = 1 + 1 / a
        let lead = distance + 1
        var p = 1.0
        var s = a + 1
        // Numerators and denominators of the last two convergents, scaled so that the last denominator is 1.
        var (olderTop, olderBottom) = (0.0, 1.0)
        var (top, bottom) = (1.0, lead / first)
        var result = first / lead
        for step in 1...10_000 {
            let n = Double(step)
            let share = n / a
            let weight = n * (b - n) * x
            let ratio = a / s
            let alpha = p * (p + b / a) * ratio * ratio * (weight * x)
            let scale = (1 + share) / (first + 2 * share)
            let beta = n + weight / s + scale * (lead + n * (1 + complement))
            p = 1 + share
            s += 2
            (olderTop, top) = (top, alpha * olderTop + beta * top)
            (olderBottom, bottom) = (bottom, alpha * olderBottom + beta * bottom)
            let previous = result
            result = top / bottom
            if (result - previous).magnitude <= 1e-16 * result { break }
            olderTop /= bottom
            olderBottom /= bottom
            (top, bottom) = (result, 1)
        }
        return result
    }
}

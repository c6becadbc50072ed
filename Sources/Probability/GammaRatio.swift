internal import Glibc

/// log Γ(a + b) − log Γ(a) for a > 0 and small b ≥ 0.
///
/// For large a the two logarithms are nearly equal and their difference would lose digits, so that it is taken term by term
/// from Stirling's series (Abramowitz and Stegun 6.1.41), whose remainder is below 10⁻¹⁵ for a ≥ 10.
func logGammaRatio(_ a: Double, plus b: Double) -> Double {
    guard a >= 10 else { return lgamma(a + b) - lgamma(a) }
    func correction(_ x: Double) -> Double {
        let square = 1 / (x * x)
        return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1_260 - square / 1_680))) / x
    }
    return (a - 0.5) * log1p(b / a) + b * log(a + b) - b + correction(a + b) - correction(a)
}

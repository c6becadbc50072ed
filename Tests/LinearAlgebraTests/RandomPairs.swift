import TopsliceLinearAlgebra
import TopsliceTestSupport

extension SeededGenerator {
    /// A number with about 32 random digits, of a size between 10⁻⁶ and 10⁶.
    mutating func pair() -> DoubleDouble {
        let exponent = Int(next() % 41) - 20
        let size = Double(sign: .plus, exponent: exponent, significand: 1)
        let high = (signed() + (unit() < 0.5 ? -1 : 1)) * size
        return DoubleDouble.exactSum(high, high * 0x1p-54 * signed())
    }
}

import TopsliceExactArithmetic
import TopsliceRandomness

extension Rational {
    static func billionths(_ count: Int) -> Rational { Rational(count) / Rational(StatedLaw.one) }
}

import TopsliceExactArithmetic
import TopsliceMoney

/// Pence as people and files read them.
package enum PenceText {
    /// `£1,234.50`.
    package static func pounds(_ pence: Int) -> String { Money(minorUnits: pence).formatted() }

    /// `1234.50`, as files hold it.
    package static func decimal(_ pence: Int) -> String { Money(minorUnits: pence).decimalText }
}

extension Rational {
    /// `12.5` where the decimals end, `1/3` where they do not.
    var decimalOrFraction: String { exactDecimal ?? description }
}

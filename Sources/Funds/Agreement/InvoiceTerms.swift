package import TopsliceExactArithmetic

/// How what a settlement leaves to pay is invoiced.
package struct InvoiceTerms: Sendable, Hashable {
    /// How value added tax treats it.
    package enum VAT: String, Sendable, Hashable, CaseIterable {
        /// Contributions to a pooled fund and shares of its result are no consideration for a supply.
        case outsideScope = "outside-scope"
        case exempt
        case zeroRated = "zero-rated"
        case standard
    }

    /// Nil where the agreement does not say, which every invoice then does.
    package let vat: VAT?
    /// As a part of one, of a standard rate.
    package let rate: Rational?
    /// Days from the settlement to the payment; nil where the agreement does not say.
    package let dueDays: Int?

    package static let unstated = InvoiceTerms(vat: nil, rate: nil, dueDays: nil)
}

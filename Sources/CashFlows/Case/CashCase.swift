package import TopsliceMoney
package import TopsliceRecords

/// What moves between parties and when, as a file of terms states it.
package struct CashCase: Sendable {
    package let name: String
    package let currency: Currency
    /// What parties hold before the first flow; those not named hold nothing.
    package let openings: [String: Money]
    /// Both sides of every stated payment.
    package let flows: [CashFlow]
    package let bond: BondTerms?
    /// Of parties that pay interest on what they are overdrawn, in the order of the file.
    package let finance: [(party: String, terms: FinanceCost.Terms)]
    /// Whose return is worked out: the investors of the bond, or those named.
    package let investors: [String]
    package let breakEvens: [BreakEvenTerms]
    /// What was noticed while sheets were read as tables.
    package let notices: [TableNotice]
    /// Everything read, the case first.
    package let files: [InputRecord]
}

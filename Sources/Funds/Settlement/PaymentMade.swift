package import TopsliceMoney
package import TopsliceRecords

/// A contribution that was handed over before the settlement, on its day.
package struct PaymentMade: Sendable, Hashable {
    package let contribution: String
    package let partner: String
    package let date: CalendarDate
    /// In pence.
    package let amount: Money
    package let place: FilePlace
}

package import TopsliceMoney
package import TopsliceRecords

/// What an account of the fund holds on the first day of the term.
package struct OpeningBalance: Sendable, Hashable {
    package let account: Account
    /// In pence; below zero where it was overdrawn.
    package let amount: Money
    package let place: FilePlace
}

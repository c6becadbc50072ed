package import TopsliceMoney

/// What gives payments when things that they are made for come about: a contract and its records.
package protocol PaymentSource: Sendable {
    /// What may come about more or less often, by the names that shocks give.
    var outcomes: Set<String> { get }

    /// Everybody who may pay or be paid, whatever happens.
    var parties: Set<String> { get }

    /// As people call parties.
    var names: [String: String] { get }

    /// The days on which payments may be earned, whatever happens.
    var days: ClosedRange<CalendarDate> { get }

    /// What is paid when outcomes come about otherwise, each payment on the day it is earned.
    ///
    /// - Parameters:
    ///   - shocks: only those that change what comes about say anything here (``Shock/counted(_:by:)`` and parties that
    ///     leave); whatever happens to payments happens to them afterwards.
    ///   - offset: where counting begins, from 0 to below one in billionths: which of many outcomes are those that do not
    ///     come about.
    /// - Throws: where an amount exceeds what can be held.
    func payments(after shocks: [Shock], offset: Int) throws(MoneyError) -> [CashPayment]
}

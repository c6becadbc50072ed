/// Who bears a saving that came out below zero, as when a contract cost more than its benchmark.
///
/// What is said about a gain says nothing about a loss: a one-sided contract shares gains alone, and whoever is
/// to be repaid first out of a gain owes nothing where there is none. So losses are shared only where a clause
/// says so.
package enum LossRule: Sendable {
    /// It stays with whose budget it fell in.
    case kept
    /// By the same shares as a gain.
    case shared
    /// By a schedule of its own, such as the losses of a two-sided contract.
    case schedule(any RiskSchedule)
}

/// How what partners owe each other is set against each other before anybody pays.
package enum Netting: String, Sendable, Hashable, CaseIterable {
    /// Every partner settles once, with the host: what it owes to all less what all owe it.
    case host
    /// Every two partners settle once with each other; the pool is the host's.
    case pairwise
}

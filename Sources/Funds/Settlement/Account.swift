/// The accounts of the journal besides the partners, who are accounts under their own identifiers.
package enum Account {
    /// The money held in common; money due to and from it counts from the day it is due.
    package static let pool = "pool"
    package static let riskPool = "risk-pool"
    package static let carriedForward = "carried-forward"
    /// The other side of money carried forward from an earlier term.
    package static let broughtForward = "brought-forward"
    /// The part of an overspend that no clause makes anybody pay.
    package static let unfunded = "unfunded"
    package static let suppliers = "suppliers"
    /// Underspends of other lines, used before partners are asked.
    package static let underspends = "underspends"

    package static func line(_ id: String) -> String { "line:" + id }
    /// Money that a partner has already handed over or received in cash.
    package static func cash(_ partner: String) -> String { "cash:" + partner }

    static func isCash(_ account: String) -> Bool { account.hasPrefix("cash:") }

    static let reserved = [
        pool, riskPool, carriedForward, broughtForward, unfunded, suppliers, underspends,
    ]

    static func words(_ id: String) -> String {
        switch id {
        case pool: "the pool"
        case riskPool: "the risk pool"
        case carriedForward: "carried forward"
        case broughtForward: "brought forward"
        case unfunded: "nobody (unfunded)"
        case suppliers: "suppliers outside the agreement"
        case underspends: "underspends of other lines"
        default: id
        }
    }
}

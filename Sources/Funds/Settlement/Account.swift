/// The accounts of the journal besides the partners, who are accounts under their own identifiers.
public enum Account {
    /// The money held in common; money due to and from it counts from the day it is due.
    public static let pool = "pool"
    public static let riskPool = "risk-pool"
    public static let carriedForward = "carried-forward"
    /// The other side of money carried forward from an earlier term.
    public static let broughtForward = "brought-forward"
    /// The part of an overspend that no clause makes anybody pay.
    public static let unfunded = "unfunded"
    public static let suppliers = "suppliers"
    /// Underspends of other lines, used before partners are asked.
    public static let underspends = "underspends"

    public static func line(_ id: String) -> String { "line:" + id }
    /// Money that a partner has already handed over or received in cash.
    public static func cash(_ partner: String) -> String { "cash:" + partner }

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

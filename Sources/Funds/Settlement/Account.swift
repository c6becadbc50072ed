import TopsliceMoney

/// Who or what money moves between.
///
/// Accounts are ordered by the bytes of their identifiers, whatever order they came in; so are ties
/// broken between equal claims to a penny.
package enum Account: Sendable, Hashable, Comparable {
    case partner(String)
    /// Money that a partner has already handed over or received in cash.
    case cash(partner: String)
    /// The money held in common; money due to and from it counts from the day it is due.
    case pool
    case riskPool
    case carriedForward
    /// The other side of money carried forward from an earlier term.
    case broughtForward
    /// The part of an overspend that no clause makes anybody pay.
    case unfunded
    /// Suppliers outside the agreement.
    case suppliers
    /// Underspends of other lines, used before partners are asked.
    case underspends
    case line(String)
    /// Where a saving of the pool itself comes from.
    case gain(saving: String)
    /// The money of one kind that lies in the pool; nothing is booked to it, since the pool holds it.
    case band(MoneyBand)

    /// Accounts of the fund whose names no partner may have.
    private static let ofTheFund: [Account] = [
        .pool, .riskPool, .carriedForward, .broughtForward, .unfunded, .suppliers, .underspends,
    ]

    static let reserved = Set(ofTheFund.map(\.identifier))

    /// What tells the account from every other, as files hold it; nothing is ever read back from it.
    package var identifier: String {
        switch self {
        case .partner(let id): id
        case .cash(let partner): "cash:" + partner
        case .pool: "pool"
        case .riskPool: "risk-pool"
        case .carriedForward: "carried-forward"
        case .broughtForward: "brought-forward"
        case .unfunded: "unfunded"
        case .suppliers: "suppliers"
        case .underspends: "underspends"
        case .line(let id): "line:" + id
        case .gain(let saving): "gain:" + saving
        case .band(let band):
            "band:"
                + ([band.nature.rawValue] + [band.ringFence].compactMap(\.self)).joined(
                    separator: ":"
                )
        }
    }

    /// The partner that it is; nil for accounts of the fund.
    package var partner: String? {
        if case .partner(let id) = self { id } else { nil }
    }

    /// Whether it is money that lies in the pool anyway.
    var isInsidePool: Bool {
        switch self {
        case .underspends, .line, .band: true
        case .partner, .cash, .pool, .riskPool, .carriedForward, .broughtForward, .unfunded,
            .suppliers, .gain:
            false
        }
    }

    package static func < (left: Account, right: Account) -> Bool {
        left.identifier.precedes(right.identifier)
    }
}

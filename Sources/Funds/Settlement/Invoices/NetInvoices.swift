package import TopsliceMoney

/// What is paid in the end: the gross payments of a settlement, set against each other as the agreement says.
///
/// The host holds the pool, so what it owes to the pool and the pool to it is in its own books and nobody's
/// payment. Each two partners who settle with each other do so by one invoice at most, which is the least
/// there can be under either rule: through the host every other partner whose net is not zero pays or is
/// paid once, pairwise every two partners whose payments do not cancel.
package struct NetInvoices: Sendable {
    package let rule: Netting
    /// Partners with payments between them, in the order of the agreement, the later of the two first.
    package let pairs: [NettedPair]
    /// What is between the host and the pool that it holds.
    package let withinHost: [Transfer]
    /// What all invoices move together.
    package let total: Money
    /// What each partner pays or is paid in the end, in the order of the agreement.
    package let positions: [Position]

    /// What one partner pays and is paid by all its invoices.
    package struct Position: Sendable, Hashable {
        package let partner: String
        package let pays: Money
        package let isPaid: Money
        /// What it is paid less what it pays. The net of its statement, and for the host also that of the pool.
        package let net: Money
    }

    private init(_ whole: NetInvoices, pairs: [NettedPair], positions: [Position], total: Money) {
        rule = whole.rule
        self.pairs = pairs
        withinHost = []
        self.total = total
        self.positions = positions
    }

    /// Those of one partner.
    func seen(by partner: String) throws(FundError) -> NetInvoices {
        let own = pairs.filter { $0.first == partner || $0.second == partner }
        return NetInvoices(
            self,
            pairs: own.map { $0.seen(by: partner) },
            positions: positions.filter { $0.partner == partner },
            total: try Money.total(own.compactMap(\.invoice).map(\.amount), in: total.currency)
        )
    }

    /// The same without the payments they come from.
    var withoutParts: NetInvoices {
        NetInvoices(
            self,
            pairs: pairs.map(\.withoutParts),
            positions: positions,
            total: total
        )
    }

    package var invoices: [NetInvoice] { pairs.compactMap(\.invoice) }

    /// - Complexity: O(n log n) for n transfers.
    init(_ transfers: TransferList, of agreement: Agreement) throws(FundError) {
        guard let host = agreement.host?.id else {
            preconditionFailure("the agreement \(agreement.file) has no host")
        }
        rule = agreement.netting
        let order = Dictionary(
            agreement.partners.enumerated().map { ($1.id, $0) }
        ) { first, _ in first }
        func place(_ partner: String) -> Int {
            guard let place = order[partner] else {
                preconditionFailure("'\(partner)' is no partner of the agreement \(agreement.file)")
            }
            return place
        }
        var parts: [Way: [NettedParts.Line]] = [:]
        var within: [Transfer] = []
        func add(_ from: String, _ to: String, _ transfer: Int) {
            // The host, or the earlier of two others, is the second.
            let isOrdered = to == host || from != host && place(from) > place(to)
            let way = isOrdered ? Way(first: from, second: to) : Way(first: to, second: from)
            parts[way, default: []].append(.init(place: Int32(transfer), isFromFirst: isOrdered))
        }
        for (number, transfer) in transfers.enumerated() {
            let from = Self.holder(transfer.from, host: host)
            let to = Self.holder(transfer.to, host: host)
            if from == to {
                within.append(transfer)
            } else if rule == .host, from != host, to != host {
                add(from, host, number)
                add(host, to, number)
            } else {
                add(from, to, number)
            }
        }
        withinHost = within
        var pairs: [NettedPair] = []
        let ways = parts.keys.sorted {
            (place($0.first), place($0.second)) < (place($1.first), place($1.second))
        }
        for way in ways {
            guard let own = parts[way] else { continue }
            pairs.append(
                try NettedPair(
                    first: way.first,
                    second: way.second,
                    parts: NettedParts(of: transfers, own)
                )
            )
        }
        self.pairs = pairs
        let invoices = pairs.compactMap(\.invoice)
        total = try Money.total(invoices.map(\.amount), in: agreement.currency)
        positions = try Self.positions(invoices, of: agreement)
    }

    private struct Way: Hashable {
        let first: String
        let second: String
    }

    /// Who pays and receives for a party of a transfer.
    private static func holder(_ party: Account, host: String) -> String {
        switch party {
        case .partner(let id): id
        case .pool: host
        case .cash, .riskPool, .carriedForward, .broughtForward, .unfunded, .suppliers,
            .underspends, .line, .gain, .band:
            preconditionFailure("\(party) is a party of a transfer, expected a partner or the pool")
        }
    }

    private static func positions(
        _ invoices: [NetInvoice],
        of agreement: Agreement
    ) throws(FundError) -> [Position] {
        var pays: [String: Money] = [:]
        var isPaid: [String: Money] = [:]
        for invoice in invoices {
            try pays.add(invoice.amount, to: invoice.payer)
            try isPaid.add(invoice.amount, to: invoice.payee)
        }
        var positions: [Position] = []
        for partner in agreement.partners {
            let (out, back) = (
                pays.amount(partner.id, in: agreement.currency),
                isPaid.amount(partner.id, in: agreement.currency)
            )
            positions.append(
                Position(
                    partner: partner.id,
                    pays: out,
                    isPaid: back,
                    net: try back.minus(out)
                )
            )
        }
        return positions
    }
}

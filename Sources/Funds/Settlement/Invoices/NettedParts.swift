package import TopsliceMoney

/// What two partners owe each other, payment by payment, in the order of the transfers.
package struct NettedParts: RandomAccessCollection, Sendable {
    /// A gross payment between the two, or the half of one that goes on through the host.
    package struct Part: Sendable, Hashable {
        /// With the parties as the clause names them.
        package let transfer: Transfer
        /// Whether the first of the two pays.
        package let isFromFirst: Bool
    }

    /// With the place of its transfer in the list of all.
    struct Line: Sendable, Hashable {
        let place: Int32
        let isFromFirst: Bool
    }

    /// Of the whole settlement.
    private let all: TransferList
    private var lines: [Line]

    init(of all: TransferList, _ lines: [Line]) {
        self.all = all
        self.lines = lines
    }

    package var names: MovementNames { all.names }
    package var currency: Currency { all.currency }

    package var startIndex: Int { 0 }
    package var endIndex: Int { lines.count }

    package subscript(position: Int) -> Part {
        let line = lines[position]
        return Part(transfer: all[Int(line.place)], isFromFirst: line.isFromFirst)
    }

    /// The payment at a position by the places of what it cites.
    package func line(_ position: Int) -> (transfer: TransferList.Line, isFromFirst: Bool) {
        (all.lines[Int(lines[position].place)], lines[position].isFromFirst)
    }

    /// What goes one way.
    func total(isFromFirst: Bool) throws(FundError) -> Money {
        var total = Money.zero(currency)
        for line in lines where line.isFromFirst == isFromFirst {
            total = try total.plus(
                Money(minorUnits: all.lines[Int(line.place)].minorUnits, currency: currency)
            )
        }
        return total
    }

    /// The same with those alone that an account pays or is paid.
    func concerning(_ account: Account) -> NettedParts {
        var own = self
        own.lines = lines.filter {
            let transfer = all[Int($0.place)]
            return transfer.from == account || transfer.to == account
        }
        return own
    }

    var withoutLines: NettedParts {
        var own = self
        own.lines = []
        return own
    }
}

extension NettedParts: Equatable {
    package static func == (one: NettedParts, other: NettedParts) -> Bool {
        one.elementsEqual(other)
    }
}

package import TopsliceMoney

/// Who pays whom: by payer, payee and clause.
///
/// - Complexity: 24 bytes a payment.
package struct TransferList: RandomAccessCollection, Sendable {
    /// A payment by the places of what it cites in ``names``.
    package struct Line: Sendable, Hashable {
        package let from: Int32
        package let to: Int32
        package let subject: Int32
        /// Above zero.
        package let minorUnits: Int
    }

    package let names: MovementNames
    package let currency: Currency
    package private(set) var lines: [Line]

    init(_ lines: [Line], names: MovementNames, in currency: Currency) {
        self.names = names
        self.currency = currency
        self.lines = lines
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { lines.count }

    package subscript(position: Int) -> Transfer {
        let line = lines[position]
        return Transfer(
            from: names.accounts[Int(line.from)],
            to: names.accounts[Int(line.to)],
            amount: Money(minorUnits: line.minorUnits, currency: currency),
            subject: names.subjects[Int(line.subject)]
        )
    }

    /// The same with those alone that an account pays or is paid.
    func concerning(_ account: Account) -> TransferList {
        let isMeant = names.accounts.map { $0 == account }
        var own = self
        own.lines = lines.filter { isMeant[Int($0.from)] || isMeant[Int($0.to)] }
        return own
    }

    /// What all of them move together; nil where that is more than an amount can hold.
    package var total: Money? {
        var total = 0
        for line in lines {
            let (sum, isTooLarge) = total.addingReportingOverflow(line.minorUnits)
            if isTooLarge { return nil }
            total = sum
        }
        return Money(minorUnits: total, currency: currency)
    }

    var withoutLines: TransferList {
        var own = self
        own.lines = []
        return own
    }
}

extension TransferList: Equatable {
    package static func == (one: TransferList, other: TransferList) -> Bool {
        one.elementsEqual(other)
    }
}

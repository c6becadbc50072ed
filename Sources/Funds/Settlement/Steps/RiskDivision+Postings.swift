import TopsliceMoney

extension RiskDivision {
    func postOverspend(
        holder: Account,
        on date: CalendarDate,
        _ books: inout Books
    ) throws(FundError) {
        let subject = JournalSubject.overspend(
            clause: clause,
            schedule: schedule
        )
        for part in parts {
            var payer = part.party
            if holder != .pool {
                // The owner of an aligned line keeps what nobody bears, and is paid from the pool where
                // its overspend is met with money of the pool.
                if payer == .unfunded { continue }
                if payer == .riskPool {
                    try books.post(
                        date,
                        debit: .pool,
                        credit: .riskPool,
                        part.amount,
                        subject,
                        source: source
                    )
                }
                if payer.partner == nil { payer = .pool }
            } else if payer.isInsidePool {
                // In the pool already.
                continue
            }
            try books.add(part.amount, to: \.riskShare, of: payer)
            try books.add(part.amount.opposite(), to: \.riskShare, of: holder)
            try books.post(
                date,
                debit: holder,
                credit: payer,
                part.amount,
                subject,
                source: source
            )
        }
    }

    func postUnderspend(
        holder: Account,
        on date: CalendarDate,
        _ books: inout Books
    ) throws(FundError) {
        for part in parts where leaves(part, holder: holder) {
            let receiver: Account
            switch destination {
            case .giveBack: receiver = part.party
            case .carryForward: receiver = .carriedForward
            case .riskPool: receiver = .riskPool
            case .reinvest(let line): receiver = .line(line)
            }
            try books.add(part.amount.opposite(), to: \.riskShare, of: receiver)
            try books.add(part.amount, to: \.riskShare, of: holder)
            try books.post(
                date,
                debit: receiver,
                credit: holder,
                part.amount,
                .underspend(
                    clause: clause,
                    schedule: schedule,
                    destination
                ),
                source: source
            )
        }
    }

    /// Whether a part of an underspend leaves who holds it. What belongs to nobody stays, and so does what
    /// the owner of an aligned line does not owe to another partner.
    func leaves(_ part: Part, holder: Account) -> Bool {
        if part.party == .unfunded || part.party.isInsidePool { return false }
        return holder == .pool
            || destination == .giveBack && part.party != .riskPool
    }
}

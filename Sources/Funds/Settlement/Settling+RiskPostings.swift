import TopsliceMoney

extension Settling {
    mutating func postOverspend(
        _ division: RiskDivision,
        holder: Account
    ) throws(FundError) {
        let subject = JournalSubject.overspend(
            clause: division.clause,
            schedule: division.schedule
        )
        for part in division.parts {
            var payer = part.party
            if holder != .pool {
                // The owner of an aligned line keeps what nobody bears, and is paid from the pool where
                // its overspend is met with money of the pool.
                if payer == .unfunded { continue }
                if payer == .riskPool {
                    try ledger.post(
                        date,
                        debit: .pool,
                        credit: .riskPool,
                        part.amount,
                        subject,
                        source: division.source
                    )
                }
                if payer.partner == nil { payer = .pool }
            } else if payer.isInsidePool {
                // In the pool already.
                continue
            }
            try add(part.amount, to: \.riskShare, of: payer)
            try add(part.amount.opposite(), to: \.riskShare, of: holder)
            try ledger.post(
                date,
                debit: holder,
                credit: payer,
                part.amount,
                subject,
                source: division.source
            )
        }
    }

    mutating func postUnderspend(
        _ division: RiskDivision,
        holder: Account
    ) throws(FundError) {
        for part in division.parts where Self.leaves(part, holder: holder, division) {
            let receiver: Account
            switch division.destination {
            case .giveBack: receiver = part.party
            case .carryForward: receiver = .carriedForward
            case .riskPool: receiver = .riskPool
            case .reinvest(let line): receiver = .line(line)
            }
            try add(part.amount.opposite(), to: \.riskShare, of: receiver)
            try add(part.amount, to: \.riskShare, of: holder)
            try ledger.post(
                date,
                debit: receiver,
                credit: holder,
                part.amount,
                .underspend(
                    clause: division.clause,
                    schedule: division.schedule,
                    division.destination
                ),
                source: division.source
            )
        }
    }

    /// Whether a part of an underspend leaves who holds it. What belongs to nobody stays, and so does what
    /// the owner of an aligned line does not owe to another partner.
    static func leaves(
        _ part: RiskDivision.Part,
        holder: Account,
        _ division: RiskDivision
    ) -> Bool {
        if part.party == .unfunded || part.party.isInsidePool { return false }
        return holder == .pool
            || division.destination == .giveBack && part.party != .riskPool
    }
}

extension Settling {
    mutating func postOverspend(
        _ division: RiskDivision,
        holder: String
    ) throws(FundError) {
        let clause = division.clause + ": overspend, \(division.schedule)"
        for part in division.parts {
            var payer = part.party
            if holder != Account.pool {
                // The owner of an aligned line keeps what nobody bears, and is paid from the pool where
                // its overspend is met with money of the pool.
                if payer == Account.unfunded { continue }
                if payer == Account.riskPool {
                    ledger.post(
                        date,
                        debit: Account.pool,
                        credit: Account.riskPool,
                        part.amount,
                        clause: clause,
                        source: division.source
                    )
                }
                if statements[payer] == nil { payer = Account.pool }
            } else if Self.isInside(payer) {
                // In the pool already.
                continue
            }
            try add(part.amount, to: \.riskShare, of: payer)
            try add(-part.amount, to: \.riskShare, of: holder)
            ledger.post(
                date,
                debit: holder,
                credit: payer,
                part.amount,
                clause: clause,
                source: division.source
            )
        }
    }

    /// Whether a party of a division is money that lies in the pool anyway.
    static func isInside(_ party: String) -> Bool {
        party == Account.underspends || party.hasPrefix(Account.line(""))
    }

    mutating func postUnderspend(
        _ division: RiskDivision,
        holder: String
    ) throws(FundError) {
        for part in division.parts where Self.leaves(part, holder: holder, division) {
            let receiver: String
            switch division.destination {
            case .giveBack: receiver = part.party
            case .carryForward: receiver = Account.carriedForward
            case .riskPool: receiver = Account.riskPool
            case .reinvest(let line): receiver = Account.line(line)
            }
            try add(-part.amount, to: \.riskShare, of: receiver)
            try add(part.amount, to: \.riskShare, of: holder)
            ledger.post(
                date,
                debit: receiver,
                credit: holder,
                part.amount,
                clause: division.clause + ": underspend, \(division.schedule), "
                    + division.destination.words,
                source: division.source
            )
        }
    }

    /// Whether a part of an underspend leaves who holds it. What belongs to nobody stays, and so does what
    /// the owner of an aligned line does not owe to another partner.
    static func leaves(
        _ part: RiskDivision.Part,
        holder: String,
        _ division: RiskDivision
    ) -> Bool {
        if part.party == Account.unfunded || isInside(part.party) { return false }
        return holder == Account.pool
            || division.destination == .giveBack && part.party != Account.riskPool
    }
}

import ExactArithmetic
import Money

extension Settling {
    mutating func shareSavings() throws(FundError) {
        var rowsOf: [String: [ActualRow]] = [:]
        for row in actuals.rows where row.kind == .saving {
            rowsOf[row.id, default: []].append(row)
        }
        for stream in agreement.savings.sorted(by: { $0.id.precedes($1.id) }) {
            savings.append(try outturn(of: stream, rowsOf[stream.id] ?? []))
        }
        let cashable = savings.filter(\.stream.isCashable)
        matrix = try SavingsMatrix(cashable.map { ($0.stream, $0.amounts.released) })
        notCashable = try SavingsMatrix(
            savings.filter { !$0.stream.isCashable }.map { ($0.stream, $0.amounts.released) }
        )
        let forecasts = cashable.compactMap { outturn in
            outturn.paidOnForecast.map { (outturn.stream, $0) }
        }
        let paid = try SavingsMatrix(forecasts)
        for outturn in cashable where outturn.stream.beneficiary == nil {
            ledger.post(
                date,
                debit: Account.pool,
                credit: "gain:" + outturn.stream.id,
                outturn.amounts.released,
                clause: outturn.stream.clause,
                source: outturn.source,
                isSettled: false
            )
        }
        try postSavings(due: matrix, paid: paid, cashable)
    }

    private mutating func outturn(
        of stream: SavingStream,
        _ rows: [ActualRow]
    ) throws(FundError) -> SavingOutturn {
        var realised = try Pence.sum(rows.map(\.amount))
        var source = Self.source(of: rows) ?? "\(stream.place)"
        if rows.isEmpty {
            if actuals.scenario != Actuals.actual || actuals.file.isEmpty,
                let forecast = stream.forecast
            {
                realised = forecast
                source = "\(stream.place) (forecast)"
            } else {
                warnings.append("no saving was recorded for '\(stream.id)'; it counts as zero")
            }
        }
        let amounts = try stream.release.amounts(of: realised)
        if amounts.withheld > 0 {
            warnings.append(
                "\(stream.clause): \(PenceText.pounds(amounts.withheld)) is not released, because "
                    + "payments may not exceed the attributable saving"
            )
        }
        var paid: Int?
        if stream.isPaidOnForecast, let forecast = stream.forecast {
            paid = try stream.release.amounts(of: forecast).released
        }
        return SavingOutturn(
            stream: stream,
            realised: realised,
            amounts: amounts,
            paidOnForecast: paid,
            source: source
        )
    }

    private mutating func postSavings(
        due: SavingsMatrix,
        paid: SavingsMatrix,
        _ outturns: [SavingOutturn]
    ) throws(FundError) {
        for actor in due.actors { try add(try due.credited(to: actor), to: \.savings, of: actor) }
        for holder in due.beneficiaries {
            try add(try due.held(by: holder), to: \.savingsHeld, of: holder)
        }
        let actors = Set(due.actors).union(paid.actors).sorted { $0.precedes($1) }
        let holders = Set(due.beneficiaries).union(paid.beneficiaries).sorted { $0.precedes($1) }
        for holder in holders {
            let own = outturns.filter { ($0.stream.beneficiary ?? Account.pool) == holder }
            let clauses = Self.distinct(own.map(\.stream.clause)).joined(separator: "; ")
            let source = Self.distinct(own.map(\.source)).joined(separator: "; ")
            let isTrueUp = own.contains { $0.paidOnForecast != nil }
            for actor in actors where actor != holder {
                let before = paid.amount(actor: actor, beneficiary: holder)
                let after = due.amount(actor: actor, beneficiary: holder)
                ledger.post(
                    agreement.term.from,
                    debit: actor,
                    credit: holder,
                    before,
                    clause: clauses + ": paid on the forecast",
                    source: source,
                    isSettled: false
                )
                try add(-before, to: \.alreadySettled, of: actor)
                try add(before, to: \.alreadySettled, of: holder)
                ledger.post(
                    date,
                    debit: actor,
                    credit: holder,
                    try Pence.sum(after, -before),
                    clause: clauses + (isTrueUp ? ": true-up" : ""),
                    source: source
                )
            }
        }
    }

    private static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// Who gains beside who pays, before anything is shared.
    mutating func compareBenefits() throws(FundError) {
        var benefits: [String: Int] = [:]
        for outturn in savings where outturn.stream.isCashable {
            guard let holder = outturn.stream.beneficiary else { continue }
            benefits[holder] = try Pence.sum(benefits[holder] ?? 0, outturn.realised)
        }
        freeRiders = try FreeRider.table(
            contributions: try totals(in: nil).pooled,
            benefits: benefits
        )
    }
}

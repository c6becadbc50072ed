import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension Settling {
    /// What each saving came to; first of all, because contributions may follow it.
    mutating func recordSavings() throws(FundError) {
        for stream in agreement.savings.sorted(by: { $0.id.precedes($1.id) }) {
            savings.append(try outturn(of: stream, rows(.saving, stream.recordedAs)))
        }
        for outturn in savings where outturn.stream.isCashable {
            guard let holder = outturn.stream.beneficiary else { continue }
            benefits.realised[holder] = try Pence.sum(
                benefits.realised[holder] ?? 0,
                outturn.realised
            )
            benefits.forecast[holder] = try Pence.sum(
                benefits.forecast[holder] ?? 0,
                outturn.stream.forecast ?? 0
            )
        }
    }

    mutating func shareSavings() throws(FundError) {
        for evidence in agreement.evidence {
            measured.append(
                MeasuredOutturn(evidence: evidence, money: try evidence.money(of: savings))
            )
        }
        let measures = try measures(in: nil)
        let cashable = savings.filter(\.stream.isCashable)
        matrix = try SavingsMatrix(
            entries(of: cashable, measures) { outturn in outturn.amounts.released }
        )
        notCashable = try SavingsMatrix(
            entries(of: savings.filter { !$0.stream.isCashable }, measures) { outturn in
                outturn.amounts.released
            }
        )
        let paid = try SavingsMatrix(
            entries(of: cashable, measures) { outturn in outturn.paidOnForecast }
        )
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

    /// What each stream gives to the matrix, without those that give nothing to it.
    private func entries(
        of outturns: [SavingOutturn],
        _ measures: SharingMeasures,
        _ pence: (SavingOutturn) -> Int?
    ) throws(FundError) -> [SavingsMatrix.Entry] {
        var entries: [SavingsMatrix.Entry] = []
        for outturn in outturns {
            guard let amount = pence(outturn) else { continue }
            let stream = outturn.stream
            let setting = RiskSetting(
                clause: stream.clause,
                budget: stream.forecast ?? 0,
                byOwner: [:],
                underspends: 0,
                measures: measures
            )
            entries.append(
                SavingsMatrix.Entry(
                    holder: stream.holder,
                    pence: amount,
                    credits: try stream.share.credits(of: amount, holder: stream.holder, setting)
                )
            )
        }
        return entries
    }

    private mutating func outturn(
        of stream: SavingStream,
        _ rows: [ActualRow]
    ) throws(FundError) -> SavingOutturn {
        var recorded = try Pence.sum(rows.map(\.amount))
        if let unit = stream.unitValue {
            recorded = try Pence.sum(recorded, try unit.pence(of: rows.map(\.quantity).sum()))
        }
        var realised = try stream.portion.pence(of: recorded)
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
            let own = outturns.filter { $0.stream.holder == holder }
            let clauses = Self.distinct(own.map(\.stream.clause)).joined(separator: "; ")
            let source = Self.distinct(own.map(\.source)).joined(separator: "; ")
            let isTrueUp = own.contains { $0.paidOnForecast != nil }
            let forecasts = own.filter { $0.paidOnForecast != nil }.map { "\($0.stream.place)" }
            let forecastSource = Self.distinct(forecasts).joined(separator: "; ")
            for actor in actors where actor != holder {
                let before = paid.amount(actor: actor, beneficiary: holder)
                let after = due.amount(actor: actor, beneficiary: holder)
                ledger.post(
                    agreement.term.from,
                    debit: actor,
                    credit: holder,
                    before,
                    clause: clauses + ": paid on the forecast",
                    source: forecastSource,
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

    /// Who gains beside who pays: before anything is shared, and after.
    ///
    /// A saving that falls to the pool is nobody's before it is shared, so it counts for those it is
    /// credited to.
    mutating func compareBenefits() throws(FundError) {
        var before = benefits.realised
        var after = before
        for (row, actor) in matrix.actors.enumerated() where actor != Account.pool {
            for (column, holder) in matrix.beneficiaries.enumerated() {
                let credit = matrix.cells[row][column]
                after[actor] = try Pence.sum(after[actor] ?? 0, credit)
                if holder == Account.pool {
                    before[actor] = try Pence.sum(before[actor] ?? 0, credit)
                } else {
                    after[holder] = try Pence.sum(after[holder] ?? 0, -credit)
                }
            }
        }
        freeRiders = try FreeRider.table(
            contributions: try measures(in: nil).pooled,
            benefits: before,
            benefitsAfter: after
        )
    }
}

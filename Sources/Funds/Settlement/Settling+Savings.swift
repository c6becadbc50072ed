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
            try benefits.realised.add(outturn.realised, to: holder)
            try benefits.forecast.add(outturn.stream.forecast ?? .zero(), to: holder)
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
            try ledger.post(
                date,
                debit: .pool,
                credit: .gain(saving: outturn.stream.id),
                outturn.amounts.released,
                .gain(clause: outturn.stream.clause),
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
        _ released: (SavingOutturn) -> Money?
    ) throws(FundError) -> [SavingsMatrix.Entry] {
        var entries: [SavingsMatrix.Entry] = []
        for outturn in outturns {
            guard let amount = released(outturn) else { continue }
            let stream = outturn.stream
            let setting = RiskSetting(
                clause: stream.clause,
                budget: stream.forecast ?? .zero(),
                byOwner: [:],
                underspends: .zero(),
                measures: measures
            )
            entries.append(
                SavingsMatrix.Entry(
                    holder: stream.holder,
                    released: amount,
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
        var recorded = try Money.total(rows.map(\.amount))
        if let unit = stream.unitValue {
            recorded = try recorded.plus(unit.pence(of: rows.map(\.quantity).sum()))
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
        if amounts.withheld.isPositive {
            warnings.append(
                "\(stream.clause): \(amounts.withheld.formatted()) is not released, because "
                    + "payments may not exceed the attributable saving"
            )
        }
        var paid: Money?
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
        for (actor, credited) in zip(due.actors, due.credited) {
            try add(credited, to: \.savings, of: actor)
        }
        for holder in due.beneficiaries {
            try add(try due.held(by: holder), to: \.savingsHeld, of: holder)
        }
        let actors = Set(due.actors).union(paid.actors).sorted()
        let holders = Set(due.beneficiaries).union(paid.beneficiaries).sorted()
        for holder in holders {
            let own = outturns.filter { $0.stream.holder == holder }
            let clauses = Self.distinct(own.map(\.stream.clause))
            let source = Self.distinct(own.map(\.source)).joined(separator: "; ")
            let isTrueUp = own.contains { $0.paidOnForecast != nil }
            let forecasts = own.filter { $0.paidOnForecast != nil }.map { "\($0.stream.place)" }
            let forecastSource = Self.distinct(forecasts).joined(separator: "; ")
            for actor in actors where actor != holder {
                let before = paid.amount(actor: actor, beneficiary: holder)
                let after = due.amount(actor: actor, beneficiary: holder)
                try ledger.post(
                    agreement.term.from,
                    debit: actor,
                    credit: holder,
                    before,
                    .savings(clauses: clauses, .onForecast),
                    source: forecastSource,
                    isSettled: false
                )
                try add(before.opposite(), to: \.alreadySettled, of: actor)
                try add(before, to: \.alreadySettled, of: holder)
                try ledger.post(
                    date,
                    debit: actor,
                    credit: holder,
                    try after.minus(before),
                    .savings(clauses: clauses, isTrueUp ? .trueUp : .whole),
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
        for (row, party) in matrix.actors.enumerated() {
            guard let actor = party.partner else { continue }
            for (column, holder) in matrix.beneficiaries.enumerated() {
                let credit = matrix.cells[row][column]
                try after.add(credit, to: actor)
                if let holder = holder.partner {
                    try after.add(credit.opposite(), to: holder)
                } else {
                    try before.add(credit, to: actor)
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

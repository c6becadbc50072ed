import TopsliceExactArithmetic
import TopsliceMoney

/// What each saving came to; needs nothing but the facts, because contributions may follow it.
struct SavingsRecorded {
    private(set) var outturns: [SavingOutturn] = []
    private(set) var benefits = SharingMeasures.Benefits()

    init(_ facts: SettlementFacts, _ books: inout Books) throws(FundError) {
        for stream in facts.agreement.savings.sorted(by: { $0.id.precedes($1.id) }) {
            outturns.append(try Self.outturn(of: stream, facts, &books))
        }
        for outturn in outturns where outturn.stream.isCashable {
            guard let holder = outturn.stream.beneficiary else { continue }
            try benefits.realised.add(outturn.realised, to: holder)
            try benefits.forecast.add(outturn.stream.forecast ?? .zero(facts.currency), to: holder)
        }
    }

    private static func outturn(
        of stream: SavingStream,
        _ facts: SettlementFacts,
        _ books: inout Books
    ) throws(FundError) -> SavingOutturn {
        let rows = facts.rows(.saving, stream.recordedAs)
        var recorded = try Money.total(rows.map(\.amount), in: facts.currency)
        if let unit = stream.unitValue {
            recorded = try recorded.plus(unit.pence(of: rows.map(\.quantity).sum()))
        }
        var realised = try stream.portion.pence(of: recorded)
        var source = SettlementFacts.source(of: rows) ?? "\(stream.place)"
        if let measured = stream.measured {
            realised = try stream.portion.pence(of: measured.amount)
            source = "\(stream.place) (\(measured.file))"
        } else if rows.isEmpty {
            if facts.standing.basis == .forecast
                || facts.actuals.scenario != Actuals.actual || facts.actuals.file.isEmpty,
                let forecast = stream.forecast
            {
                realised = forecast
                source = "\(stream.place) (forecast)"
            } else {
                books.warn(.noSaving(saving: stream.id))
            }
        }
        // What was paid on the forecast is set right when the whole term is known, and not before.
        if facts.standing.basis == .toDate, stream.isPaidOnForecast, let forecast = stream.forecast
        {
            realised = forecast
            source = "\(stream.place) (forecast)"
            books.warn(
                .waits(WaitingClause(clause: stream.clause, until: facts.agreement.term.to))
            )
        }
        if realised.isNegative, stream.isCashable, case .kept = stream.share.losses {
            books.warn(
                .lossKept(
                    clause: stream.clause,
                    saving: stream.id,
                    loss: try realised.opposite(),
                    beneficiary: stream.beneficiary
                )
            )
        }
        let amounts = try stream.release.amounts(of: realised)
        if amounts.withheld.isPositive {
            books.warn(.withheld(clause: stream.clause, amount: amounts.withheld))
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
}

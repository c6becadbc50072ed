import TopsliceExactArithmetic
import TopsliceMoney

/// Who is credited with whose savings.
struct SavingsShared {
    let matrix: SavingsMatrix
    let notCashable: SavingsMatrix
    private(set) var measured: [MeasuredOutturn] = []

    init(
        _ facts: SettlementFacts,
        _ savings: SavingsRecorded,
        _ measures: FundMeasures,
        _ books: inout Books
    ) throws(FundError) {
        let savings = savings.outturns
        let measures = measures.whole
        for evidence in facts.agreement.evidence {
            measured.append(
                MeasuredOutturn(
                    evidence: evidence,
                    money: try evidence.money(of: savings, in: facts.currency)
                )
            )
        }
        let cashable = savings.filter(\.stream.isCashable)
        matrix = try SavingsMatrix(
            Self.entries(of: cashable, measures) { outturn in outturn.amounts.released },
            in: facts.currency
        )
        notCashable = try SavingsMatrix(
            Self.entries(of: savings.filter { !$0.stream.isCashable }, measures) { outturn in
                outturn.amounts.released
            },
            in: facts.currency
        )
        let paid = try SavingsMatrix(
            Self.entries(of: cashable, measures) { outturn in outturn.paidOnForecast },
            in: facts.currency
        )
        for outturn in cashable where outturn.stream.beneficiary == nil {
            try books.post(
                facts.date,
                debit: .pool,
                credit: .gain(saving: outturn.stream.id),
                outturn.amounts.released,
                .gain(clause: outturn.stream.clause),
                source: outturn.source,
                isSettled: false
            )
        }
        try Self.post(facts, due: matrix, paid: paid, cashable, &books)
    }

    /// What each stream gives to the matrix, without those that give nothing to it.
    private static func entries(
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
                budget: stream.forecast ?? .zero(amount.currency),
                byOwner: [:],
                underspends: .zero(amount.currency),
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

    private static func post(
        _ facts: SettlementFacts,
        due: SavingsMatrix,
        paid: SavingsMatrix,
        _ outturns: [SavingOutturn],
        _ books: inout Books
    ) throws(FundError) {
        for (actor, credited) in zip(due.actors, due.credited) {
            try books.add(credited, to: \.savings, of: actor)
        }
        for holder in due.beneficiaries {
            try books.add(try due.held(by: holder), to: \.savingsHeld, of: holder)
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
                try books.post(
                    facts.agreement.term.from,
                    debit: actor,
                    credit: holder,
                    before,
                    .savings(clauses: clauses, .onForecast),
                    source: forecastSource,
                    isSettled: false
                )
                try books.add(before.opposite(), to: \.alreadySettled, of: actor)
                try books.add(before, to: \.alreadySettled, of: holder)
                try books.post(
                    facts.date,
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
}

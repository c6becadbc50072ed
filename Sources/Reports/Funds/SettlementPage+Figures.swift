internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementPage {
    /// Funder → pot → line → beneficiary.
    var flowFigure: Figure? {
        let flows = settlement.figures.flows
        guard !flows.bands.isEmpty else { return nil }
        let nodes = flows.through.map { place, amount in
            (place: place, label: label(place), amount: amount)
        }.sorted { left, right in
            if left.amount != right.amount { return left.amount > right.amount }
            let (first, second) = (left.place.column, right.place.column)
            if first != second { return first < second }
            if left.label != right.label { return left.label < right.label }
            return "\(left.place)" < "\(right.place)"
        }
        let ranks = Dictionary(
            uniqueKeysWithValues: nodes.enumerated().map { ($1.place, $0) }
        )
        func rank(_ place: MoneyFlow.Place) -> Int {
            guard let rank = ranks[place] else {
                preconditionFailure("a band joins \(place), through which nothing goes")
            }
            return rank
        }
        let bands = flows.bands.sorted { left, right in
            if left.from != right.from {
                let (first, second) = (left.from.column, right.from.column)
                if first != second { return first < second }
                let names = (label(left.from), label(right.from))
                return names.0 == names.1 ? rank(left.from) < rank(right.from) : names.0 < names.1
            }
            if left.amount != right.amount { return left.amount > right.amount }
            let names = (label(left.to), label(right.to))
            return names.0 == names.1 ? rank(left.to) < rank(right.to) : names.0 < names.1
        }
        return Figure(
            id: "flow",
            title: "From funder to beneficiary",
            summary:
                "Bands from each funder to the pool or its own budget, on to each line, and to "
                + "whom each line was paid.",
            chart: SankeyChart(
                nodes: nodes.map {
                    .init(
                        id: $0.place,
                        label: $0.label,
                        amount: $0.amount.formatted(),
                        column: $0.place.column
                    )
                },
                flows: bands.map {
                    .init(
                        from: $0.from,
                        to: $0.to,
                        size: $0.amount.length,
                        amount: $0.amount.formatted()
                    )
                },
                columnTitles: ["Funder", "Pot", "Line", "Paid to"]
            ),
            table: ReportTable(
                name: "Flows",
                caption: "The amounts of the drawing",
                columns: [.words("From"), .words("To"), .money("Amount", isTotalled: false)],
                rows: bands.map {
                    [.text(label($0.from)), .text(label($0.to)), $0.amount.reportCell]
                }
            ).page(),
            note:
                "Shares of overspends are part of what a funder pays in. What was brought forward and what the risk pool gave "
                + "come in beside it; what is given back, carried forward, set aside or left in the pool has a band of its own."
        )
    }

    private func label(_ place: MoneyFlow.Place) -> String {
        switch place {
        case .funder(let partner), .provider(let partner): agreement.name(of: partner)
        case .pool: "Pool"
        case .alignedBudgets: "Aligned budgets"
        case .line(let id): agreement.lineName(of: id)
        case .otherLines: "Other lines"
        case .broughtForward: "Brought forward"
        case .riskPool: "From the risk pool"
        case .carriedForward: "Carried forward"
        case .setAside: "Into the risk pool"
        case .leftInPool: "Left in the pool"
        case .kept: "Given back"
        case .suppliers: "Suppliers outside"
        }
    }

    /// From each saving to what is shared.
    var waterfallFigure: Figure? {
        let count = settlement.savings.count
        guard count > 0, count <= 20 else { return nil }
        let figures = settlement.figures
        let steps = figures.savingsSteps.map { step in
            let label =
                switch step.kind {
                case .saving(let name): name
                case .notCashable: "Not cashable"
                case .kept: "Kept, not released"
                }
            return (label: label, change: step.change)
        }
        let format = agreement.currency.numberFormat
        return Figure(
            id: "savings",
            title: "From savings to what is shared",
            summary:
                "A bar for each saving, less what is not cashable and what is kept; the last bar is "
                + "what the partners share.",
            chart: WaterfallChart(
                startLabel: "Nothing",
                start: 0,
                steps: steps.map {
                    WaterfallChart.Step(label: $0.label, change: $0.change.length)
                },
                endLabel: "Shared",
                namesHeading: "Saving",
                figuresHeading: "Amount",
                axisTitle: agreement.currency.axisTitle,
                format: format,
                changeFormat: format.signed
            ),
            table: ReportTable(
                name: "Savings",
                caption: "The amounts of the drawing",
                columns: [.words("Step"), .money("Amount", total: figures.afterSavingsSteps)],
                rows: steps.map { [.text($0.label), .money($0.change)] },
                totalLabel: "Shared"
            ).page()
        )
    }
}

extension MoneyFlow.Place {
    /// Where it stands from the left.
    fileprivate var column: Int {
        switch self {
        case .funder, .broughtForward, .riskPool: 0
        case .pool, .alignedBudgets: 1
        case .line, .otherLines, .carriedForward, .setAside, .leftInPool, .kept: 2
        case .provider, .suppliers: 3
        }
    }
}

internal import TopsliceFormats
import TopsliceFunds

extension SettlementPage {
    /// Most nodes in one column of the flow; smaller ones are drawn together.
    private static let nodeLimit = 10

    private struct Band {
        let from: String
        let to: String
        let amount: Int
    }

    /// Funder → pot → line → beneficiary.
    var flowFigure: Figure? {
        let bands = flowBands
        guard !bands.isEmpty else { return nil }
        var totals: [String: Int] = [:]
        for band in bands {
            let isEntry = band.from.hasPrefix("0")
            if isEntry { totals[band.from, default: 0] &+= band.amount }
            totals[band.to, default: 0] &+= band.amount
        }
        let nodes = totals.sorted { left, right in
            left.value == right.value ? left.key < right.key : left.value > right.value
        }.map { id, amount in
            SankeyChart.Node(
                id: id,
                label: String(id.dropFirst()),
                amount: PenceText.pounds(amount),
                column: Int(id.prefix(1)) ?? 0
            )
        }
        let flows = bands.map {
            SankeyChart.Flow(
                from: $0.from,
                to: $0.to,
                size: Double($0.amount) / 100,
                amount: PenceText.pounds($0.amount)
            )
        }
        return Figure(
            id: "flow",
            title: "From funder to beneficiary",
            summary:
                "Bands from each funder to the pool or its own budget, on to each line, and to "
                + "whom each line was paid.",
            chart: SankeyChart(
                nodes: nodes,
                flows: flows,
                columnTitles: ["Funder", "Pot", "Line", "Paid to"]
            ),
            table: HTMLTable(
                caption: "The amounts of the drawing",
                columns: [.words("From"), .words("To"), .numbers("Amount")],
                rows: bands.map {
                    [
                        String($0.from.dropFirst()), String($0.to.dropFirst()),
                        PenceText.pounds($0.amount),
                    ]
                }
            ),
            note:
                "Shares of overspends are part of what a funder pays in; what was given back, carried "
                + "forward or stays in the pool has a band of its own."
        )
    }

    /// Nodes are named by their column's digit and their label.
    private var flowBands: [Band] {
        var sums: [String: [String: Int]] = [:]
        func add(_ from: String, _ to: String, _ amount: Int) {
            guard amount > 0 else { return }
            sums[from, default: [:]][to, default: 0] &+= amount
        }
        var poolIn = 0
        for statement in settlement.statements {
            let paid = statement.contribution &- statement.refunds &+ max(0, statement.riskShare)
            add("0" + agreement.name(of: statement.partner), "1Pool", paid)
            poolIn &+= max(0, paid)
        }
        let large = Set(
            settlement.lines.sorted { $0.spend > $1.spend }.prefix(Self.nodeLimit)
                .map(\.line.id)
        )
        var poolOut = 0
        for outturn in settlement.lines where outturn.spend > 0 {
            let line = outturn.line
            let label = large.contains(line.id) ? line.name : "Other lines"
            if line.kind == .aligned {
                add("0" + agreement.name(of: line.owner), "1Aligned budgets", outturn.spend)
                add("1Aligned budgets", "2" + label, outturn.spend)
            } else {
                add("1Pool", "2" + label, outturn.spend)
                poolOut &+= outturn.spend
            }
            let receiver = line.provider.map { agreement.name(of: $0) } ?? "Suppliers outside"
            add("2" + label, "3" + receiver, outturn.spend)
        }
        add("1Pool", "2Given back or kept", poolIn &- poolOut)
        return sums.flatMap { from, targets in
            targets.map { Band(from: from, to: $0.key, amount: $0.value) }
        }.sorted { left, right in
            if left.from != right.from { return left.from < right.from }
            return left.amount == right.amount ? left.to < right.to : left.amount > right.amount
        }
    }

    /// From each saving to what is shared.
    var waterfallFigure: Figure? {
        let savings = settlement.savings
        guard !savings.isEmpty, savings.count <= 20 else { return nil }
        var steps = savings.map { outturn in
            (label: outturn.stream.name, change: outturn.realised)
        }
        let notCashable = savings.filter { !$0.stream.isCashable }
            .reduce(0) { $0 &+ $1.realised }
        let kept = savings.filter(\.stream.isCashable).reduce(0) { $0 &+ $1.amounts.retained }
        if notCashable != 0 { steps.append(("Not cashable", 0 &- notCashable)) }
        if kept != 0 { steps.append(("Kept, not released", 0 &- kept)) }
        let shared = steps.reduce(0) { $0 &+ $1.change }
        let format = NumberFormat(notation: .fixed(decimals: 2), prefix: "£")
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
                    WaterfallChart.Step(label: $0.label, change: Double($0.change) / 100)
                },
                endLabel: "Shared",
                namesHeading: "Saving",
                figuresHeading: "Amount",
                axisTitle: "Pounds",
                format: format,
                changeFormat: format.signed
            ),
            table: HTMLTable(
                caption: "The amounts of the drawing",
                columns: [.words("Step"), .numbers("Amount")],
                rows: steps.map { [$0.label, SettlementTable.Cell.money($0.change).text] },
                total: ["Shared", SettlementTable.Cell.money(shared).text]
            )
        )
    }
}

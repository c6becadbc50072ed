import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// What goes in, what is spent, and who bears the difference.
extension SettlementTables {
    var contributions: ReportTable {
        let all = settlement.contributions
        var columns: [EntryColumn] = [
            EntryColumn(.words("Partner")) { .words(name($0.share.partner)) },
            EntryColumn(.words("Clause")) { .words($0.clause) },
            EntryColumn(.words("Rule")) { .words($0.rule.words) },
        ]
        if Set(all.map(\.isAligned)).count > 1 || all.contains(where: \.isAligned) {
            columns.append(.init(.words("Kind")) { .words($0.isAligned ? "aligned" : "pooled") })
        }
        if all.contains(where: { $0.band != .general }) {
            columns.append(.init(.words("Money")) { .words($0.band.words) })
        }
        if all.contains(where: { $0.share.budget != nil }) {
            columns.append(
                .init(.money("Budget before", isTotalled: false)) { entry in
                    entry.share.budget.map(ReportCell.money) ?? .blank
                }
            )
        }
        columns += [
            .init(.money("Amount")) { .money($0.share.amount) },
            .init(.words("Working")) { entry in
                let reversed = entry.share.reversed.map { "; given back on \($0)" } ?? ""
                return .words(entry.share.working.words + reversed)
            },
            .init(.words("Due")) { .words("\($0.date)") },
        ]
        if !settlement.payments.isEmpty {
            let paid = Dictionary(grouping: settlement.payments) {
                Payer(contribution: $0.contribution, partner: $0.partner)
            }
            columns.append(
                .init(.words("Paid before")) { entry in
                    let payer = Payer(
                        contribution: entry.contribution,
                        partner: entry.share.partner
                    )
                    let own = paid[payer] ?? []
                    return .words(
                        own.map { "\($0.amount.formatted()) on \($0.date)" }.joined(separator: "; ")
                    )
                }
            )
        }
        columns.append(
            .init(
                all.contains { !$0.fundSource.isEmpty } ? .words("Source") : .sheetWords("Source")
            ) {
                .words(said($0.fundSource.isEmpty ? $0.source : $0.fundSource))
            }
        )
        return ReportTable.ofMoney(
            name: "Contributions",
            caption: "What goes into the fund, by clause, on the days it is due and was paid.",
            columns: columns.map(\.column),
            rows: all.map { entry in columns.map { $0.cell(entry) } },
            totalLabel: "All contributions"
        )
    }

    private struct EntryColumn {
        let column: ReportTable.Column
        let cell: (ContributionEntry) -> ReportCell

        init(
            _ column: ReportTable.Column,
            _ cell: @escaping (ContributionEntry) -> ReportCell
        ) {
            self.column = column
            self.cell = cell
        }
    }

    /// Whose payments under which contribution.
    private struct Payer: Hashable {
        let contribution: String
        let partner: String
    }

    var lines: ReportTable {
        let all = settlement.lines
        func has(_ figure: (LineOutturn) -> Money) -> Bool { all.contains { !figure($0).isZero } }
        let isMoved = all.contains { $0.original != $0.revised }
        let isPart = all.contains { $0.budget != $0.revised }
        let isMixed = Set(all.map(\.line.kind)).count > 1
        let isBanded = all.contains { $0.line.band != .general }
        var columns: [LineColumn] = [
            LineColumn(.words("Line")) { outturn in
                .words(outturn.line.name + phase(Phase.told(outturn.phase)))
            }
        ]
        if isMixed { columns.append(.init(.words("Kind")) { .words($0.line.kind.rawValue) }) }
        if isBanded { columns.append(.init(.words("Money")) { .words($0.line.band.words) }) }
        columns.append(.init(.words("Owner")) { .words(name($0.line.owner)) })
        if all.contains(where: { $0.line.profile != nil }) {
            columns.append(
                .init(.words("Phasing")) {
                    .words($0.line.profile == nil ? "even" : "its own profile")
                }
            )
        }
        func add(_ title: String, _ amount: @escaping @Sendable (LineOutturn) -> Money?) {
            columns.append(LineColumn(title, all, agreement.currency, amount))
        }
        if isMoved { add("Original budget") { $0.original } }
        if isPart { add(isMoved ? "Revised budget" : "Budget for the term") { $0.revised } }
        add(isPart ? "Budget to date" : isMoved ? "Revised budget" : "Budget") { $0.budget }
        if has(\.accrued) { add("of it accrued") { $0.accrued } }
        if has(\.foreseen) { add("Still expected") { $0.foreseen } }
        add(has(\.foreseen) ? "Spent and expected" : "Spent") { $0.spend }
        if has(\.held) { add("Held, not yet spoken for") { $0.held } }
        add("Over") { $0.variance.isPositive ? $0.variance : nil }
        add("Under") { $0.variance.isNegative ? try? $0.variance.negated() : nil }
        columns += [
            // Two columns in a sheet, where they are sorted by; one on a page, which has less room.
            .init(.share("% of budget", on: .sheet)) { Self.partOfBudget($0) },
            .init(.sheetWords("Favourable or adverse")) { .words(Self.direction($0)) },
            .init(.init("% of budget, and which way", on: [.page, .terminal])) { outturn in
                let part = Self.partOfBudget(outturn).pageText
                return .words((part.isEmpty ? "" : part + " ") + Self.direction(outturn))
            },
            .init(.words("Shared by")) { .words($0.risk ?? "its owner alone") },
            .init(.sheetWords("Source")) { .words(said($0.source)) },
        ]
        let cells = columns.map(\.cell)
        return ReportTable.ofMoney(
            name: "Lines",
            caption:
                "Budget and spending of each line, in the order of the agreement, and who answers for it. Over- and "
                + "underspends are never added together.",
            in: agreement.currency,
            columns: columns.map(\.column),
            totalLabel: "All lines",
            rowCount: all.count
        ) { limit, add in
            for outturn in all.prefix(limit) { add(cells.map { $0(outturn) }) }
        }
    }

    private static func partOfBudget(_ outturn: LineOutturn) -> ReportCell {
        outturn.budget.isZero || outturn.variance.isZero
            ? .blank
            : .share(outturn.variance.exactMinorUnits / outturn.budget.exactMinorUnits)
    }

    private static func direction(_ outturn: LineOutturn) -> String {
        outturn.variance.isPositive
            ? "adverse" : outturn.variance.isNegative ? "favourable" : "on budget"
    }

    private struct LineColumn {
        let column: ReportTable.Column
        let cell: @Sendable (LineOutturn) -> ReportCell

        init(
            _ column: ReportTable.Column,
            _ cell: @escaping @Sendable (LineOutturn) -> ReportCell
        ) {
            self.column = column
            self.cell = cell
        }

        /// Amounts, of which some lines may have none, with their sum.
        init(
            _ title: String,
            _ lines: [LineOutturn],
            _ currency: Currency,
            _ amount: @escaping @Sendable (LineOutturn) -> Money?
        ) {
            let amounts = lines.compactMap(amount)
            let total = amounts.isEmpty ? nil : try? Money.sum(amounts, in: currency)
            self.init(.money(title, total: total)) { amount($0).map { .money($0) } ?? .blank }
        }
    }

    /// The term month by month.
    var months: ReportTable {
        let isForeseen = settlement.months.contains { !$0.foreseen.isZero }
        let shown = settlement.months.filter { $0.hasEnded || isForeseen }
        return ReportTable.ofMoney(
            name: "Months",
            caption: "What budgets are meant for month by month, and what was spent"
                + (isForeseen ? " or is expected" : "")
                + "; above zero is spent beyond what was meant, which is adverse.",
            columns: [
                .words("Month"), .money("Meant for the month"),
                .money(isForeseen ? "Spent or expected" : "Spent"),
                .money("Difference", isTotalled: false), .money("Meant so far", isTotalled: false),
                .money("Spent so far", isTotalled: false),
                .money("Difference so far", isTotalled: false), .words("Favourable or adverse"),
            ],
            rows: shown.compactMap { month in
                guard let spent = try? month.spent.adding(month.foreseen),
                    let difference = try? spent.subtracting(month.budget),
                    let soFar = try? month.spentSoFar.subtracting(month.budgetSoFar)
                else { return nil }
                return [
                    .words("\(month.month)" + (month.hasEnded ? "" : " (expected)")),
                    .money(month.budget), .money(spent), .money(difference),
                    .money(month.budgetSoFar), .money(month.spentSoFar), .money(soFar),
                    .words(
                        soFar.isPositive ? "adverse" : soFar.isNegative ? "favourable" : "as meant"
                    ),
                ]
            },
            totalLabel: "All months"
        )
    }

    /// Revenue and capital, and what is set aside, each by itself.
    var bands: ReportTable {
        ReportTable.ofMoney(
            name: "Bands of money",
            caption:
                "Money of each kind by itself; what lines spent above their budgets, and what others left, are never set "
                + "against each other here.",
            columns: [
                .words("Money of the pool"), .money("Contributed"),
                .money(settlement.standing.basis == .toDate ? "Budget to date" : "Budget"),
                .money("Spent"), .money("Over"), .money("Under"),
            ],
            rows: settlement.bands.map {
                [
                    .words($0.band.words), .money($0.contributed), .money($0.budget),
                    .money($0.spent), .money($0.over), .money($0.under),
                ]
            },
            totalLabel: settlement.bands.count > 1 ? "All money of the pool" : nil
        )
    }

    var risks: ReportTable {
        ReportTable.ofMoney(
            name: "Over- and underspends",
            caption:
                "How each over- and underspend is divided, before rounding and in whole pence.",
            in: agreement.currency,
            columns: [
                .words("Clause"), .words("Direction"), .words("Rule"), .words("Party"),
                .money("Amount", isTotalled: false), .words("Working"),
            ],
            rowCount: settlement.risks.reduce(0) { $0 + $1.parts.count }
        ) { limit, add in
            var left = limit
            for risk in settlement.risks where left > 0 {
                let steps = Dictionary(grouping: risk.steps, by: \.party)
                for part in risk.parts.prefix(left) {
                    add(row(of: part, in: risk, steps[part.party] ?? []))
                }
                left -= min(left, risk.parts.count)
            }
        }
    }

    /// An amount before rounding, with more decimals only where it has them.
    private func shown(_ exact: Rational) -> String {
        let whole = try? Money(exactMinorUnits: exact, currency: agreement.currency)
        return whole?.shown ?? agreement.currency.shown(exact: exact)
    }

    private func row(
        of part: RiskDivision.Part,
        in risk: RiskDivision,
        _ steps: [RiskStep]
    ) -> [ReportCell] {
        let working = steps.map { step in
            "\(shown(step.exact)): \(step.reason.words)"
        }.joined(separator: "; ")
        let destination = risk.isOverspend ? "" : ", \(risk.destination.words)"
        return [
            .words(risk.clause + phase(Phase.told(risk.phase))),
            .words((risk.isOverspend ? "overspend" : "underspend") + destination),
            .words(risk.schedule.words), .words(name(part.party)), .money(part.amount),
            .words(working),
        ]
    }
}

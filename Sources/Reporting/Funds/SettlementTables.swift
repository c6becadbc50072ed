import ExactArithmetic
import Funds
import Money

/// Every table of a settlement that this audience may see.
struct SettlementTables {
    let report: SettlementReport
    /// Most rows of the tables that grow with partners × lines or with days.
    let limit: Int

    init(_ report: SettlementReport, limit: Int = SettlementTable.pageRows) {
        self.report = report
        self.limit = limit
    }

    private var settlement: Settlement { report.settlement }
    private var agreement: Agreement { report.agreement }

    /// A name that begins with a capital, as a cell does.
    func name(_ id: String) -> String {
        let name = agreement.name(of: id)
        return agreement.isPartner(id) ? name : name.prefix(1).uppercased() + name.dropFirst()
    }

    /// The figures of the statement that are not zero everywhere, so that a simple agreement has a simple
    /// statement.
    var statement: SettlementTable {
        let figures: [(title: String, path: KeyPath<PartnerStatement, Int>, always: Bool)] = [
            ("Net", \.net, true),
            ("Receives", \.receives, true),
            ("Pays", \.pays, true),
            ("Contribution", \.contribution, true),
            ("Share of over- and underspend", \.riskShare, true),
            ("Share of savings", \.savings, false),
            ("Savings in its own budget", \.savingsHeld, false),
            ("Outcome payments", \.outcomePayments, false),
            ("Compensation", \.compensation, false),
            ("Supply chain", \.supplyChain, false),
            ("Spent for the pool", \.reimbursements, false),
            ("Refunds", \.refunds, false),
            ("Settled before", \.alreadySettled, false),
        ]
        let shown = figures.filter { figure in
            figure.always || settlement.statements.contains { $0[keyPath: figure.path] != 0 }
        }
        return SettlementTable(
            name: "Statement",
            caption: "What each partner puts in, bears and gets. A share above zero is to pay for "
                + "over- and underspends and to get for everything else; net is what it receives less "
                + "what it pays.",
            columns: [.words("Partner")] + shown.map { .money($0.title) } + [.words("Role")],
            rows: settlement.statements.map { statement in
                let role = agreement.partners.first { $0.id == statement.partner }?.role.rawValue
                return [.words(name(statement.partner))]
                    + shown.map { .money(statement[keyPath: $0.path]) } + [.words(role ?? "")]
            },
            totalLabel: "All partners"
        )
    }

    var transfers: SettlementTable {
        SettlementTable(
            name: "Who pays whom",
            caption: "Every payment that settles the agreement, with its clause.",
            columns: [.words("From"), .words("To"), .money("Amount"), .words("Clause")],
            rows: settlement.transfers.map {
                [
                    .words(name($0.from)), .words(name($0.to)), .money($0.amount),
                    .words($0.clause),
                ]
            },
            totalLabel: "All payments"
        )
    }

    var contributions: SettlementTable {
        let entries = settlement.contributions.filter {
            report.audience.seesPeople || $0.rule != "personal budget"
        }
        return SettlementTable(
            name: "Contributions",
            caption: "What goes into the fund, by clause.",
            columns: [
                .words("Partner"), .words("Clause"), .words("Rule"), .words("Kind"),
                .money("Budget before", isTotalled: false), .money("Amount"), .words("Working"),
                .words("Due"), .words("Source"),
            ],
            rows: entries.map { entry in
                let reversed = entry.share.reversed.map { "; given back on \($0)" } ?? ""
                return [
                    .words(name(entry.share.partner)), .words(entry.clause), .words(entry.rule),
                    .words(entry.isAligned ? "aligned" : "pooled"),
                    entry.share.budget.map(SettlementTable.Cell.money) ?? .blank,
                    .money(entry.share.amount), .words(entry.share.working + reversed),
                    .words("\(entry.date)"),
                    .words(entry.fundSource.isEmpty ? entry.source : entry.fundSource),
                ]
            },
            totalLabel: "All contributions"
        )
    }

    var lines: SettlementTable {
        SettlementTable(
            name: "Lines",
            caption: "Budget and spending of each line, and who answers for it.",
            columns: [
                .words("Line"), .words("Kind"), .words("Owner"), .money("Budget"),
                .money("Spent"), .money("Over (+) or under (−)"), .words("Shared by"),
                .words("Source"),
            ],
            rows: settlement.lines.map { outturn in
                [
                    .words(
                        outturn.line.name + (outturn.phase == "term" ? "" : phase(outturn.phase))
                    ),
                    .words(outturn.line.kind.rawValue), .words(name(outturn.line.owner)),
                    .money(outturn.budget), .money(outturn.spend), .money(outturn.variance),
                    .words(outturn.risk ?? "its owner alone"), .words(outturn.source),
                ]
            },
            totalLabel: "All lines"
        )
    }

    private func phase(_ id: String?) -> String { id.map { " (\($0))" } ?? "" }

    var risks: SettlementTable {
        var rows: [[SettlementTable.Cell]] = []
        for risk in settlement.risks where rows.count < limit {
            let steps = Dictionary(grouping: risk.steps, by: \.party)
            for part in risk.parts.prefix(limit - rows.count) {
                rows.append(row(of: part, in: risk, steps[part.party] ?? []))
            }
        }
        return SettlementTable(
            name: "Over- and underspends",
            caption:
                "How each over- and underspend is divided, before rounding and in whole pence.",
            columns: [
                .words("Clause"), .words("Direction"), .words("Rule"), .words("Party"),
                .money("Amount"), .words("Working"),
            ],
            rows: rows,
            totalLabel: "Divided in all",
            rowCount: settlement.risks.reduce(0) { $0 + $1.parts.count },
            knownTotals: [
                4: settlement.risks.reduce(0) { sum, risk in
                    risk.parts.reduce(sum) { $0 &+ $1.amount }
                }
            ]
        )
    }

    private func row(
        of part: RiskDivision.Part,
        in risk: RiskDivision,
        _ steps: [RiskStep]
    ) -> [SettlementTable.Cell] {
        let working = steps.map { step in
            let pounds = (step.exact / 100).decimal(places: 4, rounding: .nearestOrAwayFromZero)
            return "£\(pounds) \(step.reason)"
        }.joined(separator: "; ")
        let destination = risk.isOverspend ? "" : ", \(risk.destination.words)"
        return [
            .words(risk.clause + (risk.phase == "term" ? "" : phase(risk.phase))),
            .words((risk.isOverspend ? "overspend" : "underspend") + destination),
            .words(risk.schedule), .words(name(part.party)), .money(part.amount), .words(working),
        ]
    }

    var streams: SettlementTable {
        SettlementTable(
            name: "Savings",
            caption: "Each saving: in whose budget it falls, and what of it is shared.",
            columns: [
                .words("Saving"), .words("Budget"), .words("Cashable"), .words("Falls to"),
                .money("Forecast"), .money("Realised"), .money("Shared"), .money("Kept"),
                .words("Shared by"), .words("Source"),
            ],
            rows: settlement.savings.map { outturn in
                let stream = outturn.stream
                return [
                    .words(stream.name), .words(stream.budget.rawValue),
                    .words(stream.isCashable ? "yes" : "no"),
                    .words(name(stream.beneficiary ?? Account.pool)),
                    stream.forecast.map(SettlementTable.Cell.money) ?? .blank,
                    .money(outturn.realised), .money(outturn.amounts.released),
                    .money(outturn.amounts.retained), .words(stream.share.words),
                    .words(outturn.source),
                ]
            },
            totalLabel: "All savings"
        )
    }

    func matrix(_ matrix: SavingsMatrix, name title: String, caption: String) -> SettlementTable {
        SettlementTable(
            name: title,
            caption: caption,
            columns: [.words("Credited to")]
                + matrix.beneficiaries.map { .money("Saved by \(name($0))") } + [.money("Total")],
            rows: zip(matrix.actors, matrix.cells).map { actor, cells in
                [.words(name(actor))] + cells.map { .money($0) }
                    + [.money(cells.reduce(0, &+))]
            },
            totalLabel: "Total"
        )
    }

    var freeRiders: SettlementTable {
        SettlementTable(
            name: "Free riders",
            caption:
                "Part of the benefit less part of the contributions: above zero, a partner gains "
                + "more than it puts in. The last columns give the contributions that repair it.",
            columns: [
                .words("Partner"), .money("Contribution"), .money("Benefit"),
                .share("Part of contributions"), .share("Part of benefit"), .share("Gap"),
                .money("Benefit after sharing"), .share("Gap after sharing"),
                .money("Contribution that repairs it"), .money("Change"),
            ],
            rows: settlement.freeRiders.map { rider in
                [
                    .words(name(rider.partner)), .money(rider.contribution),
                    .money(rider.benefit), .share(rider.contributionPart),
                    .share(rider.benefitPart), .share(rider.gap),
                    .money(rider.benefitAfterSharing),
                    rider.gapAfterSharing.map(SettlementTable.Cell.share) ?? .blank,
                    .money(rider.repairedContribution),
                    .money(rider.repairedContribution &- rider.contribution),
                ]
            },
            totalLabel: "All partners"
        )
    }

    var outcomes: SettlementTable {
        SettlementTable(
            name: "Outcome payments",
            caption: "What is paid for results, and by whom.",
            columns: [
                .words("Payment"), .words("Outcome"), .words("To"), .words("From"),
                .money("Amount"), .words("Working"), .words("Source"),
            ],
            rows: settlement.outcomes.flatMap { outturn in
                outturn.payers.map { payer in
                    [
                        .words(outturn.payment.clause), .words(outturn.payment.outcome),
                        .words(name(outturn.payment.payee)), .words(name(payer.party)),
                        .money(payer.amount), .words(outturn.paid.working),
                        .words(outturn.source),
                    ]
                }
            },
            totalLabel: "All outcome payments"
        )
    }

    var compensations: SettlementTable {
        SettlementTable(
            name: "Compensation",
            caption:
                "Costs without and with the programme, and the transfers after which nobody is "
                + "worse off. Transfers sum to zero.",
            columns: [
                .words("Partner"), .money("Cost without"), .money("Cost with"),
                .money("Contribution"), .money("Better off (+) by"), .money("Transfer"),
                .money("After the transfer"),
            ],
            rows: settlement.compensations.flatMap { result in
                result.positions.map {
                    [
                        .words(name($0.partner)), .money($0.before), .money($0.after),
                        .money($0.contribution), .money($0.change), .money($0.transfer),
                        .money($0.final),
                    ]
                }
            },
            totalLabel: "All partners"
        )
    }

    var people: SettlementTable {
        SettlementTable(
            name: "Personal budgets",
            caption: "Pooled personal budgets by agency; each total is the sum of its people.",
            columns: [
                .words("Agency"), .words("People"), .money("Pooled"), .money("Refunded"),
                .money("Stays in the pool"),
            ],
            rows: settlement.people.map { total in
                let count =
                    report.audience.seesPeople || total.people >= 5
                    ? "\(total.people)" : "fewer than 5"
                return [
                    .words(name(total.agency)), .words(count), .money(total.paidIn),
                    .money(total.refunded), .money(total.paidIn &- total.refunded),
                ]
            },
            totalLabel: "All agencies"
        )
    }

    var balances: SettlementTable {
        SettlementTable(
            name: "Pool by day",
            caption:
                "The pool at the end of each day on which something moved: in is out and balance.",
            columns: [
                .words("Day"), .money("In so far", isTotalled: false),
                .money("Out so far", isTotalled: false), .money("Balance", isTotalled: false),
            ],
            rows: settlement.balances.map {
                [
                    .words("\($0.date)"), .money($0.moneyIn), .money($0.moneyOut),
                    .money($0.balance),
                ]
            }
        )
    }

    var accountability: SettlementTable {
        let functions = agreement.functions.map {
            ("Function", $0.name, $0.owner)
        }
        let lines = agreement.lines.map { ("Line, \($0.kind.rawValue)", $0.name, $0.owner) }
        let outcomes = agreement.outcomes.map { ("Outcome", $0.definition, $0.owner) }
        return SettlementTable(
            name: "Accountability",
            caption: "The one partner who answers for each function, line and outcome.",
            columns: [.words("What"), .words("Kind"), .words("Who answers for it")],
            rows: (functions + lines + outcomes).map { kind, what, owner in
                [.words(what), .words(kind), .words(name(owner))]
            }
        )
    }

    var checks: SettlementTable {
        SettlementTable(
            name: "Checks",
            caption: "Every equation that must hold; each side is worked out on its own way.",
            columns: [
                .words("Check"), .words("Result"), .money("Expected", isTotalled: false),
                .money("Actual", isTotalled: false), .money("Difference"),
            ],
            rows: settlement.checks.map {
                [
                    .words($0.name), .words($0.holds ? "holds" : "FAILS"), .money($0.expected),
                    .money($0.actual), .money($0.difference),
                ]
            },
            totalLabel: "All differences"
        )
    }

    var journal: SettlementTable {
        let lines = report.journal
        return SettlementTable(
            name: "Journal",
            caption: "Every movement: the debited account receives, the credited account gives.",
            columns: [
                .words("Date"), .words("Debit"), .words("Credit"), .money("Amount"),
                .words("Clause"), .words("Source"),
            ],
            rows: lines.prefix(limit).map {
                [
                    .words($0.date?.description ?? ""), .words($0.debit), .words($0.credit),
                    .money($0.amount.minorUnits), .words($0.clause), .words($0.source),
                ]
            },
            totalLabel: "All movements",
            rowCount: lines.count,
            knownTotals: [3: lines.reduce(0) { $0 &+ $1.amount.minorUnits }]
        )
    }
}

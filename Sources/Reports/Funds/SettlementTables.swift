internal import TopsliceRecords
internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Every table of a settlement that this audience may see.
struct SettlementTables {
    let report: SettlementReport
    private let names: FileNames

    init(_ report: SettlementReport) {
        self.report = report
        names = report.names
    }

    var settlement: Settlement { report.settlement }
    var agreement: Agreement { report.agreement }

    /// A name that begins with a capital, as a cell does.
    func name(_ account: Account) -> String {
        let words = agreement.words(account)
        return account.partner == nil ? words.prefix(1).uppercased() + words.dropFirst() : words
    }

    /// Where something stands in a file.
    func said(_ place: String) -> String { names.said(place) }

    func name(_ partner: String) -> String { agreement.name(of: partner) }

    /// Where a phase has a name of its own.
    func phase(_ id: String?) -> String { id.map { " (\($0))" } ?? "" }

    /// The figures of the statement that are not zero everywhere, so that a simple agreement has a simple
    /// statement.
    var statement: ReportTable {
        let figures: [(title: String, path: KeyPath<PartnerStatement, Money>, always: Bool)] = [
            ("Net", \.net, true),
            ("Receives", \.receives, true),
            ("Pays", \.pays, true),
            ("Contribution", \.contribution, !agreement.contributions.isEmpty),
            ("Share of over- and underspend", \.riskShare, !settlement.lines.isEmpty),
            ("Share of savings", \.savings, false),
            ("Savings in its own budget", \.savingsHeld, false),
            ("Outcome payments", \.outcomePayments, false),
            ("Compensation", \.compensation, false),
            ("Allocation", \.allocation, false),
            ("Supply chain", \.supplyChain, false),
            ("Spent for the pool", \.reimbursements, false),
            ("Refunds", \.refunds, false),
            ("Settled before", \.alreadySettled, false),
        ]
        let shown = figures.filter { figure in
            figure.always || settlement.statements.contains { !$0[keyPath: figure.path].isZero }
        }
        return ReportTable.ofMoney(
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

    /// Who signs: whoever pays or is paid, and the host.
    var signatures: ReportTable {
        let signing = settlement.invoices.positions.filter { position in
            agreement.host?.id == position.partner || !position.pays.isZero
                || !position.isPaid.isZero
        }
        func shown(_ amount: Money) -> ReportCell { amount.isZero ? .blank : .money(amount) }
        return ReportTable.ofMoney(
            name: "Signatures",
            caption: "Signatures",
            columns: [.words("Partner"), .money("Pays"), .money("Is paid")]
                + ["Name and position", "Signature", "Date"].map { .toFill($0) },
            rows: signing.map {
                [.words(name($0.partner)), shown($0.pays), shown($0.isPaid)]
                    + [.blank, .blank, .blank]
            }
        )
    }

    /// What each pays and is paid when everything is set against each other, which comes first.
    var positions: ReportTable {
        var others: [String: [String]] = [:]
        for invoice in settlement.invoices.invoices {
            others[invoice.payer, default: []].append(invoice.payee)
            others[invoice.payee, default: []].append(invoice.payer)
        }
        return ReportTable.ofMoney(
            name: "Net",
            caption: "What each partner pays or is paid in the end, once."
                + (settlement.invoices.rule == .host
                    ? " The host settles with everybody, also for the pool it holds." : ""),
            columns: [
                .words("Partner"), .words("Role"), .money("Pays"), .money("Is paid"),
                .words("To or from"),
            ],
            rows: settlement.invoices.positions.filter {
                report.reader == nil || $0.partner == report.reader
            }.map { position in
                let own = others[position.partner] ?? []
                let names = own.prefix(3).map { name($0) }
                let role =
                    agreement.partners.first { $0.id == position.partner }?.role.rawValue ?? ""
                return [
                    .words(name(position.partner)), .words(role),
                    position.pays.isZero ? .blank : .money(position.pays),
                    position.isPaid.isZero ? .blank : .money(position.isPaid),
                    .words(
                        own.count > 3
                            ? "\(own.count) partners"
                            : names.isEmpty ? "nobody" : names.joined(separator: ", ")
                    ),
                ]
            },
            totalLabel: "All partners"
        )
    }

    /// How gross payments become net ones.
    var netted: ReportTable {
        ReportTable.ofMoney(
            name: "Netting",
            caption:
                "What each two owe each other under all clauses, what of it is set off, and what is left to pay.",
            columns: [
                .words("Between"), .words("and"), .money("The first owes", isTotalled: false),
                .money("The second owes", isTotalled: false), .money("Set off"),
                .money("Left to pay"), .words("By"),
            ],
            rows: settlement.invoices.pairs.map { pair in
                [
                    .words(name(pair.first)), .words(name(pair.second)), .money(pair.owed),
                    .money(pair.owedBack), .money(pair.setOff),
                    pair.invoice.map { .money($0.amount) } ?? .blank,
                    .words(pair.invoice.map { name($0.payer) } ?? "nobody"),
                ]
            },
            totalLabel: "All"
        )
    }

    /// What is paid in the end.
    var invoices: ReportTable {
        ReportTable.ofMoney(
            name: "Invoices",
            caption: settlement.invoices.rule == .host
                ? "All that a partner owes and is owed, in one payment with the host, who holds the pool."
                : "All that two partners owe each other, in one payment; the pool is the host's.",
            columns: [.words("From"), .words("To"), .money("Amount")],
            rows: settlement.invoices.invoices.map {
                [.words(name($0.payer)), .words(name($0.payee)), .money($0.amount)]
            },
            totalLabel: "All payments"
        )
    }

    var transfers: ReportTable {
        ReportTable.ofMoney(
            name: "Who pays whom",
            caption: "Every payment that settles the agreement, with its clause.",
            in: agreement.currency,
            columns: [
                .words("From"), .words("To"), .money("Amount", total: settlement.transfers.total),
                .words("Clause"),
            ],
            totalLabel: "All payments",
            rowCount: settlement.transfers.count
        ) { limit, add in
            for transfer in settlement.transfers.prefix(limit) {
                add([
                    .words(name(transfer.from)), .words(name(transfer.to)),
                    .money(transfer.amount), .words(transfer.subject.words),
                ])
            }
        }
    }

    var people: ReportTable {
        ReportTable.ofMoney(
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
                    .money(total.refunded), .money(total.kept),
                ]
            },
            totalLabel: "All agencies"
        )
    }

    /// Opening and closing of everything that holds money of the fund.
    var accounts: ReportTable {
        ReportTable.ofMoney(
            name: "Accounts",
            caption:
                "What each account of the fund held on the first day, what came in and went out, and what it "
                + "holds on the last. No account pays what it does not hold: a shortfall is the most it was below "
                + "zero on any day.",
            columns: [
                .words("Account"), .money("Opening", isTotalled: false),
                .money("In", isTotalled: false), .money("Out", isTotalled: false),
                .money("Closing", isTotalled: false), .money("Shortfall", isTotalled: false),
                .words("When"),
            ],
            rows: settlement.accounts.map { position in
                [
                    .words(name(position.account)), .money(position.opening),
                    .money(position.moneyIn), .money(position.moneyOut),
                    .money(position.closing),
                    position.shortfall.map { .money($0.amount) } ?? .blank,
                    .words(position.shortfall.map(\.days) ?? ""),
                ]
            }
        )
    }

    var balances: ReportTable {
        ReportTable.ofMoney(
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
}

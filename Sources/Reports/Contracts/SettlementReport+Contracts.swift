import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    /// `party`, `outcome`, `people`, `tariff`, `amount`, `clause` and the clause's `id`. The tariff is exact where its
    /// decimals end, else a fraction.
    func contractPayment(_ payment: ContractPayment) -> JSONValue {
        [
            "party": .string(payment.party), "outcome": .optional(payment.outcome),
            "people": payment.people.map { .integer($0) } ?? .null,
            "tariff": payment.tariff.map { .string(currency.exactText($0)) } ?? .null,
            "amount": .string(payment.amount.decimalText),
            "clause": .string(payment.clause.clause), "id": .string(payment.clause.id),
        ]
    }

    private var currency: Currency { settlement.agreement.currency }

    /// `partner`, `outcomes` and what was measured, as a part of one for each person.
    func unrewarded(_ partner: UnrewardedPartner) -> JSONValue {
        [
            "partner": .string(partner.partner),
            "outcomes": partner.outcomes.map { .integer($0) } ?? .null,
            "contribution": .ratio(partner.contribution),
        ]
    }

    /// One clause of the contracts: what parties are paid and pay, what is not paid and why, and its figures.
    func contract(_ run: ClauseRun) -> JSONValue {
        [
            "id": .string(run.clause.head.id), "clause": .string(run.clause.head.clause),
            "rule": .string(type(of: run.clause).kind.rawValue),
            "parties": .object(
                run.parts.map { .init($0.party, .string($0.amount.decimalText)) }
            ),
            "unpaid": .array(
                run.result.unpaid.map { unpaid in
                    [
                        "reason": .string(unpaid.reason.key), "claims": .integer(unpaid.count),
                        "worth": unpaid.worth.map { .string(currency.exactText($0)) } ?? .null,
                    ]
                }
            ),
            "figures": .object(
                run.result.figures.map {
                    .init($0.name.key, .string($0.value.words(currency.text)))
                }
            ),
        ]
    }
}

extension UnpaidReason {
    /// As JSON calls it.
    var key: String {
        rawValue.reduce(into: "") { key, letter in
            key += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
    }
}

extension SettlementTables {
    private var currency: Currency { settlement.agreement.currency }

    /// What is paid for people, clause by clause and price by price.
    var contractPayments: ReportTable {
        ReportTable.ofMoney(
            name: "Contract payments",
            caption:
                "What is paid for people under each clause, by payee and price; below zero where it is taken back.",
            columns: [
                .words("Clause"), .words("Outcome"), .words("To"), .count("People"),
                .words("Tariff"), .money("Amount"),
            ],
            rows: settlement.contractPayments.map { payment in
                [
                    .words(payment.clause.clause), .words(payment.outcome ?? ""),
                    .words(name(payment.party)),
                    payment.people.map { .count($0) } ?? .blank,
                    .words(payment.tariff.map(currency.signed) ?? ""),
                    .money(payment.amount),
                ]
            },
            totalLabel: "All contracts"
        )
    }

    /// Who pays it.
    var contractParties: ReportTable {
        ReportTable.ofMoney(
            name: "Contract parties",
            caption:
                "What each party is paid (above zero) or pays under each clause; every clause sums to zero.",
            columns: [.words("Clause"), .words("Rule"), .words("Party"), .money("Amount")],
            rows: settlement.contracts.flatMap { run in
                run.parts.map { part in
                    [
                        .words(run.clause.head.clause), .words(type(of: run.clause).kind.words),
                        .words(name(part.party)), .money(part.amount),
                    ]
                }
            },
            totalLabel: "All contracts"
        )
    }

    /// What was recorded and is not paid for, with why.
    var unpaidClaims: ReportTable {
        ReportTable.ofMoney(
            name: "Not paid",
            caption:
                "What was recorded and is not paid for, with the reason and what it would have been paid alone.",
            columns: [
                .words("Clause"), .words("Reason"), .count("Claims"), .words("Worth"),
            ],
            rows: settlement.contracts.flatMap { run in
                run.result.unpaid.map { unpaid in
                    [
                        .words(run.clause.head.clause), .words(unpaid.reason.words),
                        .count(unpaid.count),
                        .words(unpaid.worth.map(currency.signed) ?? NumberFormat.dash),
                    ]
                }
            }
        )
    }

    /// How clauses came about.
    var contractFigures: ReportTable {
        ReportTable.ofMoney(
            name: "Contract working",
            caption: "What each clause counted and compared.",
            columns: [.words("Clause"), .words("Figure"), .words("Value")],
            rows: settlement.contracts.flatMap { run in
                run.result.figures.map { figure in
                    [
                        .words(run.clause.head.clause), .words(figure.name.words),
                        .words(figure.value.words(currency.signed)),
                    ]
                }
            }
        )
    }

    /// Who brought something about and is paid nothing.
    var unrewarded: ReportTable {
        ReportTable.ofMoney(
            name: "Not rewarded",
            caption:
                "Partners that brought outcomes about, by the records or by a measurement, and are paid nothing for it "
                + "by the contracts.",
            columns: [
                .words("Partner"), .count("Outcomes recorded"), .words("Measured, points"),
            ],
            rows: settlement.unrewarded.map { partner in
                [
                    .words(name(partner.partner)),
                    partner.outcomes.map { .count($0) } ?? .blank,
                    .words(
                        partner.contribution.map {
                            ($0 * 100).decimal(places: 2, rounding: .nearestOrAwayFromZero)
                        } ?? NumberFormat.dash
                    ),
                ]
            }
        )
    }

    /// Those that have rows.
    var contracts: [ReportTable] {
        [contractPayments, contractParties, unpaidClaims, unrewarded, contractFigures]
            .filter { !$0.isEmpty }
    }
}

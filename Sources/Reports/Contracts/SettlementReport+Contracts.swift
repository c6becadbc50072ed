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
            "tariff": payment.tariff.map { .string(Self.pounds($0)) } ?? .null,
            "amount": .string(payment.amount.decimalText),
            "clause": .string(payment.clause.clause), "id": .string(payment.clause.id),
        ]
    }

    /// Pounds with at least two decimals; a fraction where decimals do not end.
    private static func pounds(_ pence: Rational) -> String {
        let exact = pence / 100
        if pence.isInteger { return exact.decimal(places: 2, rounding: .down) }
        return exact.exactDecimal ?? exact.description
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
                        "worth": unpaid.worth.map { .string(Self.pounds($0)) } ?? .null,
                    ]
                }
            ),
            "figures": .object(
                run.result.figures.map { .init($0.name.key, .string($0.value.words)) }
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
    /// What is paid for people, clause by clause and price by price.
    var contractPayments: SettlementTable {
        SettlementTable(
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
                    .words(payment.tariff.map(ClauseFigure.Value.pounds) ?? ""),
                    .money(payment.amount),
                ]
            },
            totalLabel: "All contracts"
        )
    }

    /// Who pays it.
    var contractParties: SettlementTable {
        SettlementTable(
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
    var unpaidClaims: SettlementTable {
        SettlementTable(
            name: "Not paid",
            caption:
                "What was recorded and is not paid for, with the reason and what it would have been paid alone.",
            columns: [
                .words("Clause"), .words("Reason"), .count("Claims"), .words("Worth, £"),
            ],
            rows: settlement.contracts.flatMap { run in
                run.result.unpaid.map { unpaid in
                    [
                        .words(run.clause.head.clause), .words(unpaid.reason.words),
                        .count(unpaid.count),
                        .words(unpaid.worth.map(ClauseFigure.Value.pounds) ?? NumberFormat.dash),
                    ]
                }
            }
        )
    }

    /// How clauses came about.
    var contractFigures: SettlementTable {
        SettlementTable(
            name: "Contract working",
            caption: "What each clause counted and compared.",
            columns: [.words("Clause"), .words("Figure"), .words("Value")],
            rows: settlement.contracts.flatMap { run in
                run.result.figures.map { figure in
                    [
                        .words(run.clause.head.clause), .words(figure.name.words),
                        .words(figure.value.words),
                    ]
                }
            }
        )
    }

    /// Those that have rows.
    var contracts: [SettlementTable] {
        [contractPayments, contractParties, unpaidClaims, contractFigures]
            .filter { !$0.rows.isEmpty }
    }
}

internal import TopsliceRecords
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    /// The settlement as JSON; the keys are a contract, to which more may be added. Amounts are decimal
    /// strings in pounds, parts are exact fractions.
    package var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("agreement", .string(agreement.name)),
            .init("currency", .string("GBP")),
            .init(
                "term",
                [
                    "from": .string("\(agreement.term.from)"),
                    "to": .string("\(agreement.term.to)"),
                ]
            ),
            .init(
                "standing",
                [
                    "as_at": .string("\(settlement.standing.day)"),
                    "basis": .string(settlement.standing.basis.rawValue),
                    "confirmed": .boolean(settlement.standing.isConfirmed),
                ]
            ),
            .init("scenario", .string(settlement.scenario)),
            .init("audience", .string(audience.rawValue)),
            .init("reader", .optional(reader)),
            .init("reconciled", .boolean(settlement.isReconciled)),
            .init("partners", .array(settlement.statements.map(partner))),
            .init("netting", .string(settlement.invoices.rule.rawValue)),
            .init("invoices", .array(settlement.invoices.invoices.map(invoice))),
            .init("netted", .array(settlement.invoices.pairs.map(netted))),
            .init("transfers", .array(settlement.transfers.map(transfer))),
            .init("lines", .array(settlement.lines.map(line))),
            .init("months", .array(settlement.months.map(month))),
            .init("bands", .array(settlement.bands.map(band))),
            .init(
                "payments",
                .array(
                    settlement.payments.map(payment)
                        + settlement.contractPayments.map(contractPayment)
                )
            ),
            .init("risk", .array(settlement.risks.map(risk))),
            .init("savings", savings),
            .init("measured", .array(settlement.measured.map(measured))),
            .init("outcomes", .array(settlement.outcomes.map(outcome))),
            .init("contracts", .array(settlement.contracts.map(contract))),
            .init("allocations", .array(settlement.allocations.map(allocation))),
            .init("compensation", .array(settlement.compensations.map(compensation))),
            .init("balances", .array(settlement.balances.map(balance))),
            .init("accounts", .array(settlement.accounts.map(account))),
            .init("early_warnings", .array(settlement.earlyWarnings.map(earlyWarning))),
            .init("accountability", accountability),
        ]
        if !settlement.otherRules.isEmpty {
            members.append(.init("other_rules", .array(settlement.otherRules.map(otherRule))))
        }
        if !settlement.funding.isEmpty {
            let positions = settlement.funding.map(fundingPosition)
            members.append(.init("better_care_fund", .array(positions)))
        }
        if audience.seesFreeRiders {
            members.append(.init("free_riders", .array(settlement.freeRiders.map(freeRider))))
        }
        members += [
            .init("checks", .array(settlement.checks.map(check))),
            .init("banners", .strings(settlement.allBanners)),
            .init("warnings", .strings(settlement.allWarnings)),
            .init(
                "defaults",
                .object(agreement.defaults.map { .init($0.key, .string($0.value)) })
            ),
            .init("journal", .array(settlement.journal.map(journalLine))),
            .init("provenance", provenance.json),
        ]
        return .object(members)
    }

    private func pounds(_ amount: Money) -> JSONValue { .string(amount.decimalText) }

    private func partner(_ statement: PartnerStatement) -> JSONValue {
        [
            "id": .string(statement.partner),
            "name": .string(agreement.name(of: statement.partner)),
            "contribution": pounds(statement.contribution),
            "risk_share": pounds(statement.riskShare),
            "savings": pounds(statement.savings),
            "outcome_payments": pounds(statement.outcomePayments),
            "net": pounds(statement.net),
            "pays": pounds(statement.pays),
            "receives": pounds(statement.receives),
            "aligned": pounds(statement.aligned),
            "savings_held": pounds(statement.savingsHeld),
            "compensation": pounds(statement.compensation),
            "allocation": pounds(statement.allocation),
            "supply_chain": pounds(statement.supplyChain),
            "reimbursements": pounds(statement.reimbursements),
            "refunds": pounds(statement.refunds),
            "already_settled": pounds(statement.alreadySettled),
            "delivered": pounds(statement.delivered),
        ]
    }

    private func invoice(_ invoice: NetInvoice) -> JSONValue {
        [
            "from": .string(invoice.payer), "to": .string(invoice.payee),
            "amount": pounds(invoice.amount),
        ]
    }

    private func netted(_ pair: NettedPair) -> JSONValue {
        [
            "first": .string(pair.first), "second": .string(pair.second),
            "owed": pounds(pair.owed), "owed_back": pounds(pair.owedBack),
            "set_off": pounds(pair.setOff),
            "parts": .array(
                pair.parts.map { part in
                    [
                        "from": .string(part.transfer.from.identifier),
                        "to": .string(part.transfer.to.identifier),
                        "amount": pounds(part.transfer.amount),
                        "clause": .string(part.transfer.subject.words),
                        "owed_by": .string(part.isFromFirst ? pair.first : pair.second),
                    ]
                }
            ),
        ]
    }

    private func transfer(_ transfer: Transfer) -> JSONValue {
        [
            "from": .string(transfer.from.identifier),
            "to": .string(transfer.to.identifier),
            "amount": pounds(transfer.amount), "clause": .string(transfer.subject.words),
        ]
    }

    private func line(_ outturn: LineOutturn) -> JSONValue {
        [
            "id": .string(outturn.line.id), "kind": .string(outturn.line.kind.rawValue),
            "owner": .string(outturn.line.owner), "phase": .optional(outturn.phase),
            "original_budget": pounds(outturn.original),
            "revised_budget": pounds(outturn.revised), "held": pounds(outturn.held),
            "accrued": pounds(outturn.accrued), "foreseen": pounds(outturn.foreseen),
            "budget": pounds(outturn.budget), "spend": pounds(outturn.spend),
            "variance": pounds(outturn.variance), "risk": .optional(outturn.risk),
            "rows": .integer(outturn.rowCount), "source": .string(names.said(outturn.source)),
        ]
    }

    private func risk(_ division: RiskDivision) -> JSONValue {
        [
            "id": .string(division.id), "clause": .string(division.clause),
            "direction": .string(division.isOverspend ? "overspend" : "underspend"),
            "schedule": .string(division.schedule), "phase": .optional(division.phase),
            "amount": pounds(division.amount),
            "destination": division.isOverspend ? .null : .string(division.destination.words),
            "parts": .object(division.parts.map { .init($0.party.identifier, pounds($0.amount)) }),
            "steps": .array(
                division.steps.map {
                    [
                        "party": .string($0.party.identifier),
                        "exact_pence": .string("\($0.exact)"),
                        "reason": .string($0.reason),
                    ]
                }
            ),
        ]
    }

    private var savings: JSONValue {
        [
            "streams": .array(
                settlement.savings.map { outturn in
                    [
                        "id": .string(outturn.stream.id),
                        "budget": .string(outturn.stream.budget.rawValue),
                        "cashable": .boolean(outturn.stream.isCashable),
                        "beneficiary": .string(outturn.stream.holder.identifier),
                        "forecast": outturn.stream.forecast.map(pounds) ?? .null,
                        "realised": pounds(outturn.realised),
                        "released": pounds(outturn.amounts.released),
                        "retained": pounds(outturn.amounts.retained),
                        "withheld": pounds(outturn.amounts.withheld),
                        "paid_on_forecast": outturn.paidOnForecast.map(pounds) ?? .null,
                        "shared_by": .string(outturn.stream.share.words),
                    ]
                }
            ),
            "matrix": matrix(settlement.matrix),
            "matrix_not_cashable": matrix(settlement.notCashable),
        ]
    }

    private func matrix(_ matrix: SavingsMatrix) -> JSONValue {
        [
            "actors": .strings(matrix.actors.map(\.identifier)),
            "beneficiaries": .strings(matrix.beneficiaries.map(\.identifier)),
            "cells": .array(matrix.cells.map { .array($0.map(pounds)) }),
        ]
    }

    private func outcome(_ outturn: OutcomeOutturn) -> JSONValue {
        [
            "id": .string(outturn.payment.id), "outcome": .string(outturn.payment.outcome),
            "payee": .string(outturn.payment.payee), "amount": pounds(outturn.amount),
            "working": .string(outturn.paid.working),
            "payers": .object(outturn.payers.map { .init($0.party.identifier, pounds($0.amount)) }),
        ]
    }

    private func compensation(_ result: CompensationResult) -> JSONValue {
        [
            "id": .string(result.id), "clause": .string(result.clause),
            "gain": pounds(result.gain),
            "positions": .array(
                result.positions.map {
                    [
                        "partner": .string($0.partner), "before": pounds($0.before),
                        "after": pounds($0.after), "contribution": pounds($0.contribution),
                        "change": pounds($0.change), "transfer": pounds($0.transfer),
                        "final": pounds($0.final),
                    ]
                }
            ),
        ]
    }

    private func balance(_ balance: PoolBalance) -> JSONValue {
        [
            "date": .string("\(balance.date)"), "in": pounds(balance.moneyIn),
            "out": pounds(balance.moneyOut), "balance": pounds(balance.balance),
        ]
    }

    private func account(_ position: AccountPosition) -> JSONValue {
        [
            "account": .string(position.account.identifier), "opening": pounds(position.opening),
            "in": pounds(position.moneyIn), "out": pounds(position.moneyOut),
            "closing": pounds(position.closing),
            "shortfall": position.shortfall.map { shortfall in
                [
                    "amount": pounds(shortfall.amount), "cause": .string(shortfall.cause.rawValue),
                    "from": .string("\(shortfall.from)"),
                    "until": .optional(shortfall.until.map { "\($0)" }),
                    "worst": .string("\(shortfall.worst)"),
                ]
            } ?? .null,
        ]
    }

    private func earlyWarning(_ warning: EarlyWarning) -> JSONValue {
        [
            "line": .string(warning.line), "month": .string(warning.month),
            "projected": .boolean(warning.isProjected), "spend": pounds(warning.spend),
            "limit": pounds(warning.limit),
        ]
    }

    private var accountability: JSONValue {
        .array(
            agreement.functions.map {
                ["function": .string($0.id), "owner": .string($0.owner)]
            }
                + agreement.lines.map { ["line": .string($0.id), "owner": .string($0.owner)] }
                + agreement.outcomes.map {
                    ["outcome": .string($0.id), "owner": .string($0.owner)]
                }
        )
    }

    private func freeRider(_ rider: FreeRider) -> JSONValue {
        [
            "partner": .string(rider.partner), "contribution": pounds(rider.contribution),
            "benefit": pounds(rider.benefit),
            "contribution_share": .string("\(rider.contributionPart)"),
            "benefit_share": .string("\(rider.benefitPart)"),
            "gap": .string("\(rider.gap)"),
            "benefit_after_sharing": pounds(rider.benefitAfterSharing),
            "gap_after_sharing": .optional(rider.gapAfterSharing.map { "\($0)" }),
            "repaired_contribution": pounds(rider.repairedContribution),
        ]
    }

    private func check(_ check: SettlementCheck) -> JSONValue {
        [
            "name": .string(check.name), "expected": pounds(check.expected),
            "actual": pounds(check.actual), "difference": pounds(check.difference),
        ]
    }

    private func journalLine(_ line: JournalEntry) -> JSONValue {
        [
            "date": .string("\(line.date)"), "debit": .string(line.debit.identifier),
            "credit": .string(line.credit.identifier), "amount": .string(line.amount.decimalText),
            "clause": .string(line.subject.words), "source": .string(names.said(line.source)),
        ]
    }
}

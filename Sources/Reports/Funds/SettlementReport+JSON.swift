internal import TopsliceRecords
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    /// The settlement as JSON; the keys are a contract, to which more may be added. Amounts are decimal
    /// strings in the currency, parts are exact fractions.
    package var json: JSONValue {
        let texts = MovementTexts(settlement.transfers.names, names, JSONText.init)
        var members: [JSONValue.Member] = [
            .init("agreement", .string(agreement.name)),
            .init("currency", .string(agreement.currency.code)),
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
            .init("netted", .array(settlement.invoices.pairs.map { nettedJSON($0, texts) })),
            .init("transfers", transfersJSON(texts)),
            .init("lines", linesJSON),
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
            .init("caps", caps),
            .init("early_warnings", .array(settlement.earlyWarnings.map(earlyWarning))),
            .init("accountability", accountability),
        ]
        if !settlement.unrewarded.isEmpty {
            members.append(.init("not_rewarded", .array(settlement.unrewarded.map(unrewarded))))
        }
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
            .init("journal", journalJSON),
            .init("provenance", provenance.json),
        ]
        return .object(members)
    }

    private func decimal(_ amount: Money) -> JSONValue { .string(amount.decimalText) }

    private func partner(_ statement: PartnerStatement) -> JSONValue {
        [
            "id": .string(statement.partner),
            "name": .string(agreement.name(of: statement.partner)),
            "contribution": decimal(statement.contribution),
            "risk_share": decimal(statement.riskShare),
            "savings": decimal(statement.savings),
            "outcome_payments": decimal(statement.outcomePayments),
            "net": decimal(statement.net),
            "pays": decimal(statement.pays),
            "receives": decimal(statement.receives),
            "aligned": decimal(statement.aligned),
            "savings_held": decimal(statement.savingsHeld),
            "compensation": decimal(statement.compensation),
            "allocation": decimal(statement.allocation),
            "supply_chain": decimal(statement.supplyChain),
            "reimbursements": decimal(statement.reimbursements),
            "refunds": decimal(statement.refunds),
            "already_settled": decimal(statement.alreadySettled),
            "delivered": decimal(statement.delivered),
        ]
    }

    private func invoice(_ invoice: NetInvoice) -> JSONValue {
        [
            "from": .string(invoice.payer), "to": .string(invoice.payee),
            "amount": decimal(invoice.amount),
        ]
    }

    /// Written line by line, since there are as many as lines and phases.
    private var linesJSON: JSONValue {
        let lines = settlement.lines
        let names = names
        return JSONStream.records(
            [
                "id", "kind", "owner", "phase", "original_budget", "revised_budget", "held",
                "accrued", "foreseen", "budget", "spend", "variance", "risk", "rows", "source",
            ],
            count: lines.count
        ) { row, cells in
            let outturn = lines[row]
            let decimals = outturn.budget.currency.minorDigits
            func amount(_ amount: Money, _ cells: inout JSONCells) {
                cells.amount(minorUnits: amount.minorUnits, decimals: decimals)
            }
            cells.text(outturn.line.id)
            cells.text(outturn.line.kind.rawValue)
            cells.text(outturn.line.owner)
            cells.text(outturn.phase)
            amount(outturn.original, &cells)
            amount(outturn.revised, &cells)
            amount(outturn.held, &cells)
            amount(outturn.accrued, &cells)
            amount(outturn.foreseen, &cells)
            amount(outturn.budget, &cells)
            amount(outturn.spend, &cells)
            amount(outturn.variance, &cells)
            cells.text(outturn.risk)
            cells.integer(outturn.rowCount)
            cells.text(names.said(outturn.source))
        }
    }

    private func risk(_ division: RiskDivision) -> JSONValue {
        [
            "id": .string(division.id), "clause": .string(division.clause),
            "direction": .string(division.isOverspend ? "overspend" : "underspend"),
            "schedule": .string(division.schedule.words), "phase": .optional(division.phase),
            "amount": decimal(division.amount),
            "destination": division.isOverspend ? .null : .string(division.destination.words),
            "parts": JSONStream.object(count: division.parts.count) { row, cells in
                let part = division.parts[row]
                cells.text(part.party.identifier)
                cells.amount(
                    minorUnits: part.amount.minorUnits,
                    decimals: part.amount.currency.minorDigits
                )
            },
            "steps": JSONStream.records(
                ["party", "exact_pence", "reason"],
                count: division.steps.count
            ) { row, cells in
                let step = division.steps[row]
                cells.text(step.party.identifier)
                cells.text("\(step.exact)")
                cells.text(step.reason.words)
            },
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
                        "forecast": outturn.stream.forecast.map(decimal) ?? .null,
                        "realised": decimal(outturn.realised),
                        "released": decimal(outturn.amounts.released),
                        "retained": decimal(outturn.amounts.retained),
                        "withheld": decimal(outturn.amounts.withheld),
                        "paid_on_forecast": outturn.paidOnForecast.map(decimal) ?? .null,
                        "shared_by": .string(outturn.stream.share.rule.words),
                        "measured": outturn.stream.measured.map(measuredSaving) ?? .null,
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
            "cells": .array(matrix.cells.map { .array($0.map(decimal)) }),
        ]
    }

    private func outcome(_ outturn: OutcomeOutturn) -> JSONValue {
        [
            "id": .string(outturn.payment.id), "outcome": .string(outturn.payment.outcome),
            "payee": .string(outturn.payment.payee), "amount": decimal(outturn.amount),
            "working": .string(outturn.paid.working.words),
            "payers": .object(
                outturn.payers.map { .init($0.party.identifier, decimal($0.amount)) }
            ),
        ]
    }

    private func compensation(_ result: CompensationResult) -> JSONValue {
        [
            "id": .string(result.id), "clause": .string(result.clause),
            "gain": decimal(result.gain),
            "positions": .array(
                result.positions.map {
                    [
                        "partner": .string($0.partner), "before": decimal($0.before),
                        "after": decimal($0.after), "contribution": decimal($0.contribution),
                        "change": decimal($0.change), "transfer": decimal($0.transfer),
                        "final": decimal($0.final),
                    ]
                }
            ),
        ]
    }

    private func balance(_ balance: PoolBalance) -> JSONValue {
        [
            "date": .string("\(balance.date)"), "in": decimal(balance.moneyIn),
            "out": decimal(balance.moneyOut), "balance": decimal(balance.balance),
        ]
    }

    private func account(_ position: AccountPosition) -> JSONValue {
        [
            "account": .string(position.account.identifier), "opening": decimal(position.opening),
            "in": decimal(position.moneyIn), "out": decimal(position.moneyOut),
            "closing": decimal(position.closing),
            "shortfall": position.shortfall.map { shortfall in
                [
                    "amount": decimal(shortfall.amount), "cause": .string(shortfall.cause.rawValue),
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
            "projected": .boolean(warning.isProjected), "spend": decimal(warning.spend),
            "limit": decimal(warning.limit),
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
            "partner": .string(rider.partner), "contribution": decimal(rider.contribution),
            "benefit": decimal(rider.benefit),
            "contribution_share": .string("\(rider.contributionPart)"),
            "benefit_share": .string("\(rider.benefitPart)"),
            "gap": .string("\(rider.gap)"),
            "benefit_after_sharing": decimal(rider.benefitAfterSharing),
            "gap_after_sharing": .optional(rider.gapAfterSharing.map { "\($0)" }),
            "repaired_contribution": decimal(rider.repairedContribution),
        ]
    }

    private func check(_ check: SettlementCheck) -> JSONValue {
        [
            "name": .string(check.words), "expected": decimal(check.expected),
            "actual": decimal(check.actual), "difference": decimal(check.difference),
        ]
    }
}

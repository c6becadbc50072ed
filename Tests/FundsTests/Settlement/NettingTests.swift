import TopsliceFunds
import TopsliceGeneratedFunds
import TopsliceMoney
import TopsliceTestSupport
import Testing

/// What is paid in the end, against sums over the gross payments.
struct NettingTests {
    /// Partners b and c pay in every month; c is paid back for what it spent for the pool, and v for a result.
    private func settle(_ netting: String) throws -> Settlement {
        let months = (1...12).map { month in
            "2025-\(month < 10 ? "0" : "")\(month)-28"
        }.filter { $0 >= "2025-04" }
        return try TemporaryFund.settle(
            AgreementText.year + """
                \(netting)
                contributions:
                  - {id: cb, rule: fixed, partner: b, amount: 900.00}
                  - {id: cc, rule: fixed, partner: c, amount: 500.00}
                  - {id: ca, rule: fixed, partner: a, amount: 200.00}
                lines:
                  - {id: care, owner: a, budget: 1600.00, risk: r}
                risk:
                  - {id: r, both: {rule: proportional, shares: {b: 50, c: 50}}}
                outcomes:
                  - {id: o, definition: A home, unit: people, recorded: 2025-01-01, owner: a}
                outcome_payments:
                  - {id: q, outcome: o, payee: v, payers: {shares: {b: 100}}, rule: trigger, payment: 70.00, threshold: 1}
                """,
            months.map { "\($0),spend,care,c,100.00,," } + ["2025-12-31,outcome,o,,,1,"]
        )
    }

    /// c spent 900.00 for the pool and owes 500.00; of the underspend of 700.00 it gets 350.00: 750.00. b owes
    /// 900.00 less 350.00, and 70.00 to v: through the host 620.00, of which 70.00 go on.
    @Test func everyPartnerSettlesOnceWithTheHost() throws {
        let settlement = try settle("")
        #expect(settlement.invoices.rule == .host)
        #expect(
            settlement.invoices.invoices == [
                NetInvoice(payer: "b", payee: "a", amount: 62_000),
                NetInvoice(payer: "a", payee: "c", amount: 75_000),
                NetInvoice(payer: "a", payee: "v", amount: 7_000),
            ]
        )
        // What the host owes to the pool that it holds is nobody's payment.
        #expect(settlement.invoices.withinHost.map(\.amount) == [20_000])
        let byPartner = settlement.invoices.pairs.map { [$0.owed, $0.owedBack, $0.setOff] }
        #expect(
            byPartner == [[97_000, 35_000, 35_000], [50_000, 125_000, 50_000], [0, 7_000, 0]]
        )
        #expect(settlement.isReconciled)
    }

    @Test func orEveryTwoWithEachOther() throws {
        let settlement = try settle("netting: pairwise")
        #expect(
            settlement.invoices.invoices == [
                NetInvoice(payer: "b", payee: "a", amount: 55_000),
                NetInvoice(payer: "a", payee: "c", amount: 75_000),
                NetInvoice(payer: "b", payee: "v", amount: 7_000),
            ]
        )
        #expect(settlement.isReconciled)
    }

    @Test func anotherWayIsRefused() throws {
        let faults = try TemporaryFund.faults(AgreementText.year + "netting: centrally\n")
        #expect(faults.count == 1)
        #expect(faults.allSatisfy { $0.contains("expected one of host, pairwise") })
    }

    /// One partner with twelve monthly clauses, each with its own contribution and its part of the underspends
    /// of five lines given back: sixty payments one way and twelve the other are one invoice.
    @Test func sixtyPaymentsAreOneInvoice() throws {
        let phases = (0..<12).map { month -> (id: String, from: String, to: String) in
            let number = (month + 3) % 12 + 1, year = month < 9 ? 2025 : 2026
            let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1]
            let head = "\(year)-\(number < 10 ? "0" : "")\(number)"
            return ("m\(month)", "\(head)-01", "\(head)-\(days)")
        }
        var text = """
            agreement: Months
            term: {from: 2025-04-01, to: 2026-03-31}
            partners:
              - {id: a, role: host}
              - {id: b, role: funder}
            phases:
            """
        for phase in phases {
            text += "\n  - {id: \(phase.id), from: \(phase.from), to: \(phase.to)}"
        }
        text += "\ncontributions:"
        for phase in phases {
            text += "\n  - {id: c\(phase.id), clause: \"C \(phase.id)\", rule: fixed, partner: b, "
            text += "amount: 500.00, phases: [\(phase.id)]}"
        }
        text += "\nlines:"
        for phase in phases {
            for line in 0..<5 {
                text += "\n  - {id: l\(line)\(phase.id), owner: a, phase: \(phase.id), "
                text += "budget: 100.00, risk: r\(line)\(phase.id)}"
            }
        }
        text += "\nrisk:"
        for phase in phases {
            for line in 0..<5 {
                text += "\n  - {id: r\(line)\(phase.id), both: {rule: fixed, bearer: b}}"
            }
        }
        let rows = phases.flatMap { phase in
            (0..<5).map { "\(phase.from),spend,l\($0)\(phase.id),,9\($0).00,," }
        }
        let settlement = try TemporaryFund.settle(text, rows)
        // Twelve contributions of 500.00; five underspends a month of 10, 9, 8, 7 and 6 pounds.
        #expect(settlement.transfers.count == 72)
        #expect(
            settlement.invoices.invoices == [
                NetInvoice(payer: "b", payee: "a", amount: Money(minorUnits: 12 * (50_000 - 4_000)))
            ]
        )
        #expect(settlement.invoices.pairs.map(\.parts.count) == [72])
    }

    /// Over agreements made by chance and under both rules: who is paid more than it pays is paid its net, the
    /// host that of the pool as well, and there are no more payments than partners or pairs that have any.
    @Test(arguments: ["host", "pairwise"])
    func netInvoicesSumToThePositiveNets(rule: String) throws {
        var generator = SeededGenerator(seed: 2_027)
        for _ in 0..<150 {
            let made = GeneratedAgreement(&generator)
            let text = made.text(shuffledBy: &generator, isShuffled: false)
            let settlement = try TemporaryFund.settle(
                "netting: \(rule)\n" + text,
                made.rows,
                previous: made.previous
            )
            try check(settlement)
        }
    }

    private func check(_ settlement: Settlement) throws {
        let invoices = settlement.invoices.invoices
        var due: [String: Int] = [:]
        for transfer in settlement.transfers {
            due[transfer.from.partner ?? "p0", default: 0] -= transfer.amount.minorUnits
            due[transfer.to.partner ?? "p0", default: 0] += transfer.amount.minorUnits
        }
        var paid: [String: Int] = [:]
        for invoice in invoices {
            #expect(invoice.amount.isPositive && invoice.payer != invoice.payee)
            paid[invoice.payer, default: 0] -= invoice.amount.minorUnits
            paid[invoice.payee, default: 0] += invoice.amount.minorUnits
        }
        for partner in settlement.agreement.partners.map(\.id) {
            #expect(paid[partner] ?? 0 == due[partner] ?? 0)
        }
        let pairs = Set(invoices.map { Set([$0.payer, $0.payee]) })
        #expect(pairs.count == invoices.count)
        if settlement.invoices.rule == .host {
            let others = due.filter { $0.key != "p0" }.values
            #expect(invoices.count == others.filter { $0 != 0 }.count)
            let toOthers = invoices.filter { $0.payee != "p0" }.map(\.amount.minorUnits)
            #expect(toOthers.reduce(0, +) == others.filter { $0 > 0 }.reduce(0, +))
        }
        #expect(settlement.brokenEquations == [])
    }
}

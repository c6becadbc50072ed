/// An agreement that holds every kind of clause, with actuals that make each of them act.
enum RichAgreement {
    static let text = """
        agreement: Rich
        currency: GBP
        netting: pairwise
        term: {from: 2024-02-29, to: 2026-03-31}
        brought_forward: 1000.00
        phases:
          - {id: y1, from: 2024-02-29, to: 2025-03-31}
          - {id: y2, from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: p0, name: Host, role: host}
          - {id: p1, name: One, role: funder}
          - {id: p2, name: Two, role: funder}
          - {id: p3, name: Three, role: provider}
          - {id: p4, name: Four, role: investor}
        functions:
          - {id: f1, name: Audit, owner: p0}
        lines:
          - {id: l0, name: Beds, kind: pooled, owner: p0, provider: p3, budgets: {y1: 10000.00, y2: 20000.00}, risk: r0, tolerance_percent: 3}
          - {id: l1, kind: aligned, owner: p1, budget: 5000.00}
          - {id: l2, kind: lead-commissioned, owner: p2, provider: p3, budget: 7000.50, risk: {y1: r1, y2: r2}}
          - {id: l3, owner: p0, budget: 900.00, risk: r3}
          - {id: l4, owner: p1, budget: 800000.00, risk: r4}
          - {id: l5, owner: p1, budget: 800.00, risk: r5}
          - {id: l6, owner: p1, phase: y2, budget: 3000.00, risk: r6}
          - {id: l7, owner: p2, phase: y2, budget: 1000.00, risk: r6}
          - {id: l8, owner: p2, budget: 1000.00, risk: r7}
          - {id: l9, owner: p2, phase: y1, budget: 1000.00, risk: r1}
          - {id: la, owner: p2, phase: y2, budget: 10000.00, risk: r2}
          - {id: lb, owner: p1, phase: y1, budget: 1000.00, risk: r0}
          - {id: lc, owner: p1, budget: 1000.00, risk: r8}
          - {id: ld, owner: p1, budget: 1000.00, risk: r9}
        contributions:
          - {id: c0, clause: "2.1", source: revenue, rule: fixed, partner: p0, amount: 10000.00, due: phase, uplift_percent: 2.5, uplift_each: year}
          - {id: c1, rule: fixed, partner: p1, amount: 3000.00, phases: [y2]}
          - {id: c2, rule: percentage, total_of: [l0, l2], shares: {p0: 33.4, p1: 66.6}, minimum: {p1: 30000.00}}
          - {id: c3, rule: percentage, total: 1000.00, by: equally}
          - {id: c4, rule: top-slice, budgets: [{partner: p1, budget: 90000.00, percent: 1.75, minimum: 2000.00, reversed: 2025-07-01}, {partner: p0, budget: 100.00, amount: 33.33}]}
          - {id: c5, rule: benefit, total: 4000.00, by: savings, minimum: {p0: 500.00}}
          - {id: c6, rule: ability, total: 500.00, weights: {p0: 1, p2: 2.5}, uplift_percent: {y2: -1.5}, due: phase}
          - {id: c7, rule: formula, total: 600.00, formula: [{name: need, percent: 60, values: {p0: 1, p1: 2}}, {name: area, percent: 40, values: {p1: 3, p2: 1}}]}
          - {id: c8, rule: fixed, kind: aligned, partner: p2, amount: 77.77, due: phase}
        risk:
          - id: r0
            clause: "Schedule 3"
            overspend: {rule: tiers, bands: [{up_to: 500.00, by: equally, among: [p0, p1]}, {up_to: 900.00, weights: {p0: 1, p1: 2}}, {then: {rule: first-loss, bearer: p1, up_to: 100.00, then: {rule: own}}}]}
            underspend: {rule: waterfall, sources: [{risk_pool: 100.00}], then: {rule: proportional, by: contributions, include_aligned: true}}
            apply: together
            destination: carry-forward
          - {id: r1, both: {rule: capped, caps: {p0: 20.00}, caps_percent: {p1: 2.5}, caps_percent_of: budget, shares: {p0: 50, p1: 50}, remainder: p2}, apply: each-line, destination: return}
          - {id: r2, both: {rule: one-sided, trigger_percent: 2, reach: above-trigger, below: p1, then: {rule: fixed, bearer: p2}}, apply: net}
          - {id: r3, both: {rule: restore, losses: {p1: 20.00}, by: savings}, destination: reinvest, reinvest_in: l0}
          - {id: r4, both: {rule: one-sided, trigger_rate: {size: 4800, bands: [{from: 4000, to: 5000, percent_at_from: 4, percent_at_to: 3}, {from: 5001, to: 9000, percent_at_from: 3, percent_at_to: 2}]}, reach: above-trigger, below: p0, then: {rule: proportional, savings_share: s0}}}
          - {id: r5, both: {rule: proportional, by: forecast-savings}}
          - {id: r8, both: {rule: fixed, bearer: p2}, destination: risk-pool}
          - {id: r9, both: {rule: capped, caps: {p1: 70.00}, floors: {p0: 60.00}, shares: {p0: 10, p1: 90}}}
          - id: r6
            overspend: {rule: waterfall, sources: [underspends, {risk_pool: 50.00}, {line: l3, amount: 9.00}], then: {rule: proportional, shares: {p1: 100}}}
            underspend: {rule: own}
          - {id: r7, both: {rule: first-loss, bearer: p4, up_to_percent: 5, then: {rule: fixed, bearer: p2}}}
        savings_shares:
          - {id: s0, measured: {shares: {p0: 0.6, p1: 0.3, p2: 0.1}}, agreed: {p0: 20, p1: 30, p2: 50}, measured_weight: 0.5}
          - {id: s1, agreed_weights: {p0: 1, p1: 2}}
          - {id: s2, measured: {claims: {p0: 100.00, p1: 300.00}, estate: 250.00, rule: talmud}}
          - {id: s3, measured: {game: game.csv, rule: shapley, orientation: savings}}
          - {id: s4, schedule: {rule: first-loss, bearer: p4, up_to: 50.00, then: {rule: proportional, by: equally, among: [p0, p1]}}}
          - {id: s5, agreed_basis: {by: contributions}}
        savings:
          - {id: v0, clause: "5", name: Beds, cashable: true, budget: DEL, beneficiary: p1, forecast: 9000.00, paid_on: realised, share: s0}
          - {id: v1, cashable_percent: 37.5, budget: AME, switch_percent: 25, attributable_percent: 20, beneficiary: p2, share: s1, unit_value: 35.37, correction_percent: 15, forecast_quantity: [1200, 0.5, 0.8]}
          - {id: v2, budget: local, beneficiary: p1, forecast: 800.00, paid_on: forecast, share: s2, attributable: 300.00}
          - {id: v3, share: s3}
          - {id: v4, beneficiary: p2, share: s4, forecast: 100.00}
          - {id: v5, beneficiary: p0, share: s5}
        outcomes:
          - {id: o0, definition: A home, unit: people, recorded: 2024-01-01, sha256: 4056bfdab5a234b4537bce975342424fc23c44e8446569119399aeef270fba87, owner: p0}
        outcome_payments:
          - {id: q0, clause: "9", outcome: o0, payee: p3, payers: {by: equally}, top_up: {partner: p1, percent: 20}, rule: tariff, bands: [{from: 0, to: 4, tariff: 70.01}, {from: 4, to: 6, tariff: 0.00}, {from: 6, tariff: 90.00}], at_risk_percent: 60}
          - {id: q1, outcome: o0, payee: p3, line: l0, rule: fee, fee: 333.33, at_risk_percent: 20, target: 8.2, tolerance_percent: 5}
          - {id: q2, outcome: o0, payee: p3, payers: {shares: {p0: 100}}, rule: trigger, payment: 50.05, threshold: 6}
          - {id: q3, outcome: o0, payee: p3, payers: {shares: {p0: 100}}, rule: tariff, tariff: 1.00, floor: 20.00}
          - {id: q4, outcome: o0, payee: p3, payers: {shares: {p0: 100}}, rule: tariff, tariff: 10.00, cap: 60.00}
        supply_chain:
          - {prime: p3, sub: p4, percent: 33.3, clause: "8"}
        compensation:
          - {id: k0, clause: "4", measure: cost, losses: shared, before: {p0: 100.00, p1: 300.00}, count_contributions: true, weights: {p0: 1, p1: 1}}
          - {id: k1, measure: income, losses: shared, before: {p0: 10.00}, by: equally, among: [p0, p2]}
        personal_budgets:
          clause: "6"
          people:
            - {id: x1, agency: p0, amount: 500.00, from: 2024-04-01, to: 2025-04-01, consent: 2024-03-01, left: 2024-09-30}
            - {id: x2, agency: p1, amount: 100.00, consent: 2024-02-01}

        """

    static let actuals = """
        date,kind,id,partner,amount,quantity,scenario,note
        2024-05-01,spend,l0,,12000.00,,,first
        2025-05-01,spend,l0,p1,9000.00,,actual,
        2024-05-01,spend,l1,,5100.00,,,
        2024-06-01,spend,l2,,7500.00,,,"a, b"
        2025-06-01,spend,l2,,700.00,,,
        2024-06-01,spend,l3,,100.00,,,
        2024-06-01,spend,l4,,1000000.00,,,
        2024-06-01,spend,l9,,900.00,,,
        2025-06-01,spend,la,,10100.00,,,
        2024-06-01,spend,lb,,400.00,,,
        2024-06-01,spend,lc,,900.00,,,
        2024-06-01,spend,ld,,1100.00,,,
        2024-06-01,spend,l5,,700.00,,,
        2025-06-01,spend,l6,,3700.00,,,
        2025-06-01,spend,l7,,700.00,,,
        2025-06-01,spend,l8,,1700.00,,,
        2025-01-31,saving,v0,,8000.01,,,
        2025-01-31,saving,v1,,,120.5,,
        2025-01-31,saving,v2,,500.00,,,
        2025-01-31,saving,v3,,77.77,,,
        2025-01-31,saving,v4,,80.00,,,
        2025-01-31,saving,v5,,33.33,,,
        2024-06-01,paid,c0,p0,5000.00,,,
        2024-12-01,paid,q0,p0,12.34,,,
        2024-06-01,start,o0,,,9,,
        2025-06-01,outcome,o0,,,8,,
        2025-12-31,cost,k0,p1,250.00,,,
        2025-12-31,income,k1,p0,40.00,,,

        """

    static let game = """
        coalition,value
        p0,10
        p1,20.5
        p2,30
        p0+p1,45
        p0+p2,50
        p1+p2,61
        p0+p1+p2,100

        """
}

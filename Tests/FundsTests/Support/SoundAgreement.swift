/// An agreement without a fault, for tests that put one in.
enum SoundAgreement {
    static let text = """
        agreement: Pooled budget 2024/25
        currency: GBP
        term: {from: 2024-04-01, to: 2025-03-31}
        partners:
          - {id: HOUSING, role: host}
          - {id: HEALTH, role: funder}
          - {id: PROBATION, role: funder}
          - {id: DEPAUL, role: provider}
          - {id: PLACES, role: provider}
          - {id: KEYPROJECT, role: provider}
        lines:
          - {id: care, owner: HOUSING, budget: 1000000.00, risk: split}
        contributions:
          - {id: c1, rule: fixed, partner: HOUSING, amount: 600000.00}
          - {id: c2, rule: fixed, partner: HEALTH, amount: 300000.00}
          - {id: c3, rule: fixed, partner: PROBATION, amount: 100000.00}
        risk:
          - id: split
            both:
              rule: proportional
              shares:
                HOUSING: 50
                HEALTH: 30
                PROBATION: 20
        outcomes:
          - {id: home, definition: A home, unit: people, recorded: 2024-04-01, owner: HOUSING}
        outcome_payments:
          - id: payment
            outcome: home
            payee: DEPAUL
            payers: {shares: {HOUSING: 100}}
            rule: tariff
            tariff: 3500.00
            at_risk_percent: 40
            cap: 500000.00
            floor: 0.00
        supply_chain:
          - {prime: DEPAUL, sub: PLACES, percent: 35}
          - {prime: DEPAUL, sub: KEYPROJECT, percent: 25}

        """

    static func changed(_ old: String, _ new: String) -> String {
        precondition(text.contains(old), "'\(old)' is not in the agreement")
        return text.replacing(old, with: new)
    }
}

/// The beginning of an agreement for a test, so that each test shows only its clauses.
enum AgreementText {
    /// One year, with a host `a`, funders `b` and `c`, and a provider `v`.
    static let year = """
        agreement: Test
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: a, role: host}
          - {id: b, role: funder}
          - {id: c, role: funder}
          - {id: v, role: provider}

        """

    /// Three years with a phase each.
    static let threeYears = """
        agreement: Test
        term: {from: 2025-04-01, to: 2028-03-31}
        phases:
          - {id: y1, from: 2025-04-01, to: 2026-03-31}
          - {id: y2, from: 2026-04-01, to: 2027-03-31}
          - {id: y3, from: 2027-04-01, to: 2028-03-31}
        partners:
          - {id: a, role: host}
          - {id: b, role: funder}
          - {id: c, role: funder}

        """

    static func year(_ partners: String) -> String {
        """
        agreement: Test
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
        \(partners)

        """
    }
}

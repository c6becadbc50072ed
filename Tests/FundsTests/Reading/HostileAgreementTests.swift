import Funds
import Testing

/// Attacks on an agreement: each is refused at its place, and several faults come together.
struct HostileAgreementTests {
    private static let sound = """
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

    private func changed(_ old: String, _ new: String) -> String {
        precondition(Self.sound.contains(old), "'\(old)' is not in the agreement")
        return Self.sound.replacing(old, with: new)
    }

    @Test func theSoundAgreementIsAccepted() throws {
        #expect(try TemporaryFund.faults(Self.sound).isEmpty)
        #expect(try TemporaryFund.faults("\u{FEFF}" + Self.sound).isEmpty)
    }

    struct Attack: CustomTestStringConvertible, Sendable {
        let name: String
        let old: String
        let new: String
        /// Line and column, and words of the message.
        let place: String
        let words: String

        var testDescription: String { name }

        init(_ name: String, _ old: String, _ new: String, at place: String, _ words: String) {
            self.name = name
            self.old = old
            self.new = new
            self.place = place
            self.words = words
        }
    }

    private static let attacks = [
        Attack(
            "sum",
            "HOUSING: 50\n",
            "HOUSING: 49.99\n",
            at: "22:9",
            "sum to 99.99, expected 100"
        ),
        Attack(
            "negative share",
            "HOUSING: 50\n        HEALTH: 30",
            "HOUSING: 110\n        HEALTH: -30",
            at: "23:17",
            "not between 0 and 100"
        ),
        Attack("percent sign", "HOUSING: 50\n", "HOUSING: 50%\n", at: "22:18", "leave out the %"),
        Attack("typo", "HEALTH: 30", "HEATLH: 30", at: "23:9", "did you mean 'HEALTH'?"),
        Attack(
            "duplicate key",
            "HEALTH: 30\n",
            "HEALTH: 30\n        HEALTH: 30\n",
            at: "24:9",
            "HEALTH"
        ),
        Attack(
            "wrong type",
            "outcome_payments:\n  - id: payment\n    outcome: home",
            "outcome_payments:\n    id: payment\n    outcome: home",
            at: "28:5",
            "expected a list"
        ),
        Attack("third decimal", "3500.00", "3500.005", at: "33:13", "more than 2 decimals"),
        Attack("NaN", "3500.00", "NaN", at: "33:13", "not an amount of money"),
        Attack("at risk", "at_risk_percent: 40", "at_risk_percent: 140", at: "34:22", "0 and 100"),
        Attack("euros", "currency: GBP", "currency: EUR", at: "2:11", "expected GBP"),
        Attack("euro amount", "600000.00", "€600000.00", at: "14:53", "EUR"),
        Attack("negative", "600000.00", "-600000.00", at: "14:53", "below zero"),
        Attack(
            "overlapping bands",
            "    tariff: 3500.00\n",
            "    bands: [{from: 0, to: 50, tariff: 3000.00}, {from: 40, to: 100, tariff: 4000.00}]\n",
            at: "33:56",
            "paid twice"
        ),
        Attack(
            "cycle",
            "{prime: DEPAUL, sub: KEYPROJECT, percent: 25}",
            "{prime: PLACES, sub: DEPAUL, percent: 50}",
            at: "39:5",
            "DEPAUL > PLACES > DEPAUL"
        ),
        Attack("over 100", "percent: 35", "percent: 95", at: "39:5", "passes on 120%"),
        Attack(
            "cap below floor",
            "floor: 0.00",
            "floor: 500000.01",
            at: "35:10",
            "below the floor"
        ),
        Attack(
            "include",
            "currency: GBP",
            "include: ../../etc/passwd\ncurrency: GBP",
            at: "2:1",
            "unknown key"
        ),
        Attack("Norway", "{id: PLACES, role", "{id: NO, role", at: "9:10", "in quotes"),
        Attack("octal", "{id: PLACES, role", "{id: 010, role", at: "9:10", "not an identifier"),
        Attack(
            "day",
            "to: 2025-03-31",
            "to: 2025-02-29",
            at: "3:30",
            "not a day of the calendar"
        ),
        Attack("no owner", "care, owner: HOUSING,", "care,", at: "12:5", "nobody answers"),
        Attack("payee", "payee: DEPAUL", "payee: DEPAULS", at: "30:12", "did you mean 'DEPAUL'?"),
        Attack(
            "truncated",
            "    payers: {shares: {HOUSING: 100}}",
            "    payers: {shares: {HOUS",
            at: "31",
            ""
        ),
        Attack(
            "no percentages of thirds",
            "HOUSING: 50\n        HEALTH: 30\n        PROBATION: 20",
            "HOUSING: 33.33\n        HEALTH: 33.33\n        PROBATION: 33.33",
            at: "22:9",
            "such as 1/3"
        ),
        Attack("exponent", "600000.00", "6e5", at: "14:53", "exponents are not accepted"),
        Attack("infinity", "3500.00", "inf", at: "33:13", "not an amount of money"),
        Attack(
            "far too much",
            "600000.00",
            "100000000000000000000.00",
            at: "14:53",
            "largest amount"
        ),
        Attack("too much", "600000.00", "1000000000000.01", at: "14:53", "too large"),
        Attack("wide digits", "3500.00", "３５００.00", at: "33:13", "does not belong in it"),
        Attack(
            "other alphabet",
            "{id: PLACES, role",
            "{id: PL\u{410}CES, role",
            at: "9:10",
            "U+0410"
        ),
        Attack(
            "term reversed",
            "to: 2025-03-31",
            "to: 2024-03-31",
            at: "3:30",
            "before the beginning"
        ),
        Attack("no leap day", "from: 2024-04-01", "from: 2023-02-29", at: "3:14", "not a day"),
        Attack(
            "partner twice",
            "HEALTH, role: funder",
            "HOUSING, role: funder",
            at: "6:10",
            "occurs twice"
        ),
        Attack(
            "own subcontractor",
            "sub: KEYPROJECT",
            "sub: DEPAUL",
            at: "39:5",
            "DEPAUL > DEPAUL"
        ),
        Attack("merge key", "currency: GBP", "<<: {currency: GBP}", at: "2:1", "merge keys"),
        Attack("tag", "currency: GBP", "currency: !!str GBP", at: "2:11", "tags (!)"),
        Attack(
            "control character",
            "currency: GBP",
            "currency: G\u{0}BP",
            at: "2:12",
            "control character"
        ),
        Attack(
            "tab",
            "  - {id: HEALTH, role",
            "\t- {id: HEALTH, role",
            at: "6:1",
            "a tab in the indentation"
        ),
        Attack(
            "second document",
            "currency: GBP",
            "currency: GBP\n---\na: 1",
            at: "3:1",
            "another document"
        ),
        Attack(
            "escape",
            "currency: GBP",
            "lines_file: ../../secret.csv\ncurrency: GBP",
            at: "2:13",
            "does not lie in the folder"
        ),
        Attack(
            "absolute",
            "currency: GBP",
            "lines_file: /etc/passwd\ncurrency: GBP",
            at: "2:13",
            "does not lie in the folder"
        ),
        Attack(
            "no table",
            "currency: GBP",
            "lines_file: none.csv\ncurrency: GBP",
            at: "2:13",
            "no such file"
        ),
        Attack(
            "fraction of a percent",
            "percent: 35",
            "percent: 1/3",
            at: "38:43",
            "is a fraction"
        ),
        Attack(
            "no contributions",
            "contributions:\n  - {id: c1, rule: fixed, partner: HOUSING, amount: 600000.00}\n  - {id: c2, rule: fixed, partner: HEALTH, amount: 300000.00}\n  - {id: c3, rule: fixed, partner: PROBATION, amount: 100000.00}\nrisk:\n  - id: split\n    both:\n      rule: proportional\n      shares:\n        HOUSING: 50\n        HEALTH: 30\n        PROBATION: 20",
            "risk:\n  - {id: split, both: {rule: proportional, by: contributions}}",
            at: "14:48",
            "asks for none"
        ),
        Attack("two hosts", "HEALTH, role: funder", "HEALTH, role: host", at: "6:5", "second host"),
    ]

    @Test(arguments: attacks) func anAttackIsRefusedAtItsPlace(attack: Attack) throws {
        let faults = try TemporaryFund.faults(changed(attack.old, attack.new))
        #expect(
            faults.contains { $0.hasPrefix(attack.place) && $0.contains(attack.words) },
            "\(faults)"
        )
    }

    @Test func phasesMustTileTheTerm() throws {
        func faults(_ first: String, _ second: String) throws -> [String] {
            try TemporaryFund.faults(
                changed(
                    "partners:\n",
                    """
                    phases:
                      - {id: one, from: 2024-04-01, to: \(first)}
                      - {id: two, from: \(second), to: 2025-03-31}
                    partners:

                    """
                )
            )
        }
        #expect(try faults("2024-09-30", "2024-10-01").isEmpty)
        #expect(try faults("2024-10-01", "2024-10-01").contains { $0.contains("overlap") })
        #expect(try faults("2024-09-29", "2024-10-01").contains { $0.contains("belong to none") })
    }

    @Test func aCapBelowAFloorIsRefused() throws {
        let faults = try TemporaryFund.faults(
            changed(
                "rule: proportional\n",
                "rule: capped\n      caps: {HEALTH: 10.00}\n      floors: {HEALTH: 10.01}\n"
            )
        )
        #expect(faults.count == 1)
        #expect(faults.first?.contains("above the cap") == true)
    }

    @Test(arguments: ["", "# nothing\n", "\u{FEFF}", "[]", "a"])
    func aFileOfNothingIsRefused(text: String) throws {
        #expect(try TemporaryFund.faults(text).count == 1)
    }

    /// Line ends of other systems and byte-order marks change nothing.
    @Test(arguments: ["\r\n", "\r"]) func otherLineEndsAreAccepted(end: String) throws {
        let rows = "date,kind,id,partner,amount\n2024-05-31,spend,care,,10.00\n"
        #expect(
            try TemporaryFund.faults(
                Self.sound.replacing("\n", with: end),
                actuals: "\u{FEFF}" + rows.replacing("\n", with: end)
            ).isEmpty
        )
    }

    @Test(arguments: [
        ("", "1:1: : the file is empty"),
        (
            "date,kind,id,partner,amount\n2024-05-31,spend,\"care,,1.00\n",
            "2:18: : a quotation mark"
        ),
        ("date,kind,id,partner,amount\n2024-05-31,spend,\"care\"x,,1.00\n", "2:24: : text follows"),
        ("date,kind,id,partner,amount\n2024-05-31,spend\n", "2:1: : 2 fields, expected 5"),
        ("date,kind,id,id,amount\n", "1:14: : the column occurs twice"),
        ("date,kind,partner,amount\n", "1:1: column 'id': the column is missing"),
        ("date;kind;id\n", "1:1: column 'date': the column is missing"),
        ("date,kind,id\ndate,kind,id\n", "2:1: column 'date': 'date' is not a day"),
        ("date,kind,id,amount\n2024-05-31,spend,care,1e5\n", "2:23: column 'amount': '1e5'"),
        (
            "date,kind,id,amount\n2024-05-31,spend,care,\n",
            "2:23: column 'amount': a value is missing"
        ),
        (
            "date,kind,id,amount\n45413,spend,care,1.00\n",
            "2:1: column 'date': '45413' is not a day"
        ),
        (
            "date,kind,id,quantity\n2024-05-31,outcome,home,NaN\n",
            "2:25: column 'quantity': 'NaN' is not"
        ),
    ])
    func aTableThatIsNoneIsRefused(table: String, fault: String) throws {
        let faults = try TemporaryFund.faults(Self.sound, actuals: table)
        #expect(faults.contains { $0.hasPrefix(fault) }, "\(faults)")
    }

    @Test func explodingAliasesAndDeepNestingAreRefused() throws {
        let aliases =
            "a: &a [x, x]\n"
            + (0..<30).map { "b\($0): &b\($0) [*a, *a]\n" }.joined()
        #expect(try !TemporaryFund.faults(aliases).isEmpty)
        let deep = "agreement: " + String(repeating: "[", count: 50_000)
        #expect(try !TemporaryFund.faults(deep).isEmpty)
    }

    /// One file with everything wrong at once, aliases and a broken term included.
    @Test func nothingWrongHidesAnythingElse() throws {
        let faults = try TemporaryFund.faults(
            """
            agreement: Bad
            currency: EUR
            term: {from: 2025-04-01, to: 2026-02-30}
            phases:
              - {id: p1, from: 2025-04-01, to: 2025-10-01}
              - {id: p2, from: 2025-09-01, to: 2026-02-28}
            partners:
              - {id: a, role: host}
              - {id: b, role: funder}
            lines:
              - {id: care, owner: a, provider: ghost, budget: 100.005, risk: r}
              - {id: beds, budget: 100.00}
            contributions:
              - {id: c1, rule: fixed, partner: b, amount: -5.00}
              - {id: c2, rule: percentage, total: 10.00, shares: {a: 33.33, b: 33.33}}
            risk:
              - id: r
                both: {rule: capped, by: equally, caps: {a: 10.00}, floors: {a: 11.00}}
            bomb1: &one [x, x]
            bomb2: &two [*one, *one]
            """,
            actuals: """
                date,kind,id,amount
                2025-05-31,spend,none,10.00
                2025-05-31,spend,care,€10.00
                """
        )
        let expected = [
            ("2:11", "expected GBP"), ("3:30", "not a day"), ("6:5", "overlap"),
            ("11:36", "'ghost' is not a partner"), ("11:51", "more than 2 decimals"),
            ("12:5", "nobody answers"), ("14:47", "below zero"), ("15:54", "sum to 66.66"),
            ("18:69", "above the cap"), ("19:8", "anchors"), ("20:8", "anchors"),
            ("2:18", "'none' is not a line"), ("3:23", "EUR"),
        ]
        for (place, words) in expected {
            #expect(
                faults.contains { $0.hasPrefix(place + ":") && $0.contains(words) },
                "\(place) \(words) in \(faults)"
            )
        }
        #expect(faults.count == expected.count, "\(faults)")
    }

    @Test func everyFaultOfBothFilesComesAtOnce() throws {
        let agreement = changed("600000.00", "-1.00").replacing("3500.00", with: "3500.005")
        let faults = try TemporaryFund.faults(
            agreement,
            actuals: """
                date,kind,id,partner,amount
                2024-05-31,spend,caer,,10.00
                2024-02-30,spend,care,,10.00
                2024-05-31,spend,care,,10.005
                2024-05-31,spend,care,,€10.00
                2023-05-31,spend,care,,10.00
                2024-05-31,spending,care,,10.00
                2024-05-31,spend,care,NOBODY,10.00
                2024-05-31,spend,care
                2024-05-31,paid,c1,HEALTH,-5.00

                """
        )
        let expected = [
            ("14:53", "below zero"), ("33:13", "decimals"), ("2:18", "did you mean 'care'?"),
            ("3:1", "not a day"), ("4:24", "decimals"), ("5:24", "EUR"),
            ("6:1", "outside the term"),
            ("7:12", "expected one of spend"), ("8:23", "not a partner"), ("9:1", "3 fields"),
            ("10:27", "below zero"),
        ]
        for (place, words) in expected {
            #expect(
                faults.contains { $0.hasPrefix(place + ":") && $0.contains(words) },
                "\(place) \(words) in \(faults)"
            )
        }
        #expect(faults.count == expected.count)
    }
}

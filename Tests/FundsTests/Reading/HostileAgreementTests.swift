import TopsliceFunds
import Testing

/// Attacks on an agreement: each is refused at its place.
struct HostileAgreementTests {
    @Test func theSoundAgreementIsAccepted() throws {
        #expect(try TemporaryFund.faults(SoundAgreement.text).isEmpty)
        #expect(try TemporaryFund.faults("\u{FEFF}" + SoundAgreement.text).isEmpty)
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
        Attack(
            "no currency",
            "currency: GBP",
            "currency: EURO",
            at: "2:11",
            "no currency of ISO 4217"
        ),
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
        let faults = try TemporaryFund.faults(SoundAgreement.changed(attack.old, attack.new))
        #expect(
            faults.contains { $0.hasPrefix(attack.place) && $0.contains(attack.words) },
            "\(faults)"
        )
    }

    @Test func phasesMustTileTheTerm() throws {
        func faults(_ first: String, _ second: String) throws -> [String] {
            try TemporaryFund.faults(
                SoundAgreement.changed(
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
            SoundAgreement.changed(
                "rule: proportional\n",
                "rule: capped\n      caps: {HEALTH: 10.00}\n      floors: {HEALTH: 10.01}\n"
            )
        )
        #expect(faults.count == 1)
        #expect(faults.first?.contains("above the cap") == true)
    }
}

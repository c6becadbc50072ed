import Testing
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceRecords
import TopsliceTestSupport

/// Claims that should not have been made.
@Suite struct AuditTests {
    private static let clause = """
          - id: j
            rule: outcome
            outcome: job
            payee: p1
            payer: council
            tariff: 2000.00
            evidence_within: {days: 30}
            claim_within: {days: 60}
        """

    /// A thousand sound claims, with seven of each kind made bad.
    private struct Planted {
        var outcomes: [String] = []
        var referrals: [String] = []
        var episodes: [String] = []
        var bad: [AuditKind: Set<String>] = [:]

        static let kinds: [AuditKind] = [
            .claimedTwice, .twoPayers, .notReferred, .beforeReferral, .afterDeath, .afterLeaving,
            .outsideTerm, .notEligible, .noEvidence, .lateEvidence, .lateClaim, .moreThanADay,
        ]

        init(_ generator: inout SeededGenerator) {
            var order = Array(0..<1_000).shuffled(using: &generator)
            var kindOf: [Int: AuditKind] = [:]
            for kind in Self.kinds {
                for _ in 0..<7 {
                    let person = order.removeLast()
                    kindOf[person] = kind
                    bad[kind, default: []].insert("person-\(person)")
                }
            }
            for person in 0..<1_000 {
                add(person, kindOf[person], Int.random(in: 10...28, using: &generator))
            }
            outcomes.shuffle(using: &generator)
            referrals.shuffle(using: &generator)
            episodes.shuffle(using: &generator)
        }

        private mutating func add(_ number: Int, _ kind: AuditKind?, _ day: Int) {
            let id = "person-\(number)"
            var date = "2025-05-\(day)"
            var evidence = "2025-06-01"
            var claimed = "2025-06-02"
            var referral = "2025-01-\(day),2025-01-\(day),2025-09-30,,"
            switch kind {
            case .beforeReferral: date = "2025-01-09"
            case .outsideTerm:
                date = number.isMultiple(of: 2) ? "2027-01-01" : "2024-12-31"
                evidence = date
                claimed = date
                referral = "2024-10-01,2024-10-01,,,"
            case .notEligible: referral = "2025-01-\(day),2025-01-\(day),2025-05-09,,"
            case .afterLeaving:
                referral = "2025-01-\(day),2025-01-\(day),2025-09-30,2025-05-09,"
            case .afterDeath:
                referral = "2025-01-\(day),2025-01-\(day),2025-09-30,,2025-05-09"
            case .noEvidence: evidence = ""
            case .lateEvidence: evidence = "2025-06-28"
            case .lateClaim: claimed = "2025-07-28"
            default: break
            }
            outcomes.append("\(id),job,\(date),\(evidence),\(claimed),council")
            if kind == .claimedTwice {
                outcomes.append("\(id),job,2025-08-15,2025-08-20,2025-08-20,council")
            }
            if kind == .twoPayers {
                outcomes.append("\(id),job,2025-08-15,2025-08-20,2025-08-20,nhs")
            }
            if kind != .notReferred { referrals.append("\(id),\(referral)") }
            episodes.append("\(id),support,2025-05-\(day),,p1,8")
            episodes.append("\(id),support,2025-05-\(day),2025-05-\(day + 1),p2,32")
            if kind == .moreThanADay {
                episodes.append("\(id),respite,2025-05-\(day + 1),,p1,8.25")
            }
        }
    }

    /// - Parameter budget: bytes of memory beyond which records, claims and findings are put aside.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64], [1, 1 << 22])
    func sevenOfEachKindInAThousandAreFoundAndNoOthers(seed: UInt64, budget: Int) throws {
        try SpoolBudget.$bytes.withValue(budget) { try sevenOfEachKindAreFound(seed: seed) }
    }

    private func sevenOfEachKindAreFound(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let planted = Planted(&generator)
        let (audit, records) = try Self.audited(
            Self.clause,
            outcomes: "person_id,outcome,date,evidence,claimed,payer\n"
                + planted.outcomes.joined(separator: "\n") + "\n",
            referrals: "person_id,referred,from,to,left,died\n"
                + planted.referrals.joined(separator: "\n") + "\n",
            episodes: "person_id,episode,from,to,provider,hours\n"
                + planted.episodes.joined(separator: "\n") + "\n"
        )
        var found: [AuditKind: Set<String>] = [:]
        for finding in audit.findings {
            found[finding.kind, default: []].insert(records.people[Int(finding.person)])
        }
        #expect(found == planted.bad)
        #expect(audit.findings.count == 7 * Planted.kinds.count)
        // Each bad claim of an outcome is worth its tariff.
        #expect(audit.foundInAll == Rational(7 * (Planted.kinds.count - 1)) * 200_000)
        // Each of 1,000 people has a sound claim but those with nine bad ones of their own.
        #expect(audit.paidInAll == Rational(1_000 - 7 * 9) * 200_000)
    }

    private static func audited(
        _ clauses: String,
        outcomes: String,
        referrals: String? = nil,
        episodes: String? = nil
    ) throws -> (ContractAudit, PeopleRecords) {
        try Worked.withFolder { folder in
            let input = try FundInput.read(
                agreement: try Worked.write(Worked.agreement(clauses), "agreement.yaml", folder),
                people: PeopleReader.Paths(
                    outcomes: try Worked.write(outcomes, "outcomes.csv", folder),
                    referrals: try referrals.map {
                        try Worked.write($0, "referrals.csv", folder)
                    },
                    episodes: try episodes.map { try Worked.write($0, "episodes.csv", folder) }
                ),
                auditing: true
            )
            let records = try #require(input.people)
            let term = input.agreement.term
            return (
                ContractAudit(
                    input.agreement.contracts,
                    term: ContractTerm(from: term.from, to: term.to),
                    records
                ), records
            )
        }
    }

    /// What is above a cap is named claim by claim, the last in part.
    @Test func claimsBeyondACapAreNamed() throws {
        let (audit, _) = try Self.audited(
            "  - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 2000.00, cap: 5000.00}",
            outcomes:
                "person_id,outcome,date\na,job,2025-03-04\nb,job,2025-03-01\nc,job,2025-03-02\nd,job,2025-03-03\n"
        )
        #expect(audit.findings.map(\.kind) == [.overCap, .overCap])
        #expect(audit.findings.map(\.line) == [2, 5])
        #expect(audit.findings.map(\.worth) == [200_000, 100_000])
    }

    /// Claims a year apart are two; within the year they are one claimed twice.
    @Test(arguments: [("2026-03-01", 0), ("2026-02-28", 1)])
    func windowsMustOverlap(second: String, findings: Int) throws {
        let (audit, _) = try Self.audited(
            "  - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 1.00, again_after: {months: 12}}",
            outcomes: "person_id,outcome,date\na,job,\(second)\na,job,2025-03-01\n"
        )
        #expect(audit.findings.count == findings)
    }

    /// Test cases 1, 2 and 6 of RFC 4231.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func referencesAreAnHMAC(key: [UInt8], text: String, digest: String) throws {
        let references = try PersonReference(key: key)
        #expect(try references.digest(of: text) == digest)
        #expect(try references.reference(of: text) == String(digest.prefix(16)))
    }

    @Test func aSampleIsDrawnWithoutReplacementAndByItsSeed() throws {
        let rows = (1...500).map { "p\($0),job,2025-03-01\n" }.joined()
        let (audit, _) = try Self.audited(
            "  - {id: j, rule: outcome, outcome: job, payee: p1, payer: council, tariff: 10.00}",
            outcomes: "person_id,outcome,date\n" + rows
        )
        let sample = ClaimSample(of: 60, from: audit.paid, seed: 7)
        #expect(Set(sample.lines.map(\.line)).count == 60)
        #expect(ClaimSample(of: 60, from: audit.paid, seed: 8).lines != sample.lines)
        // Over many seeds every claim is drawn about as often: 500 draws of 60 of 500 are 60 each.
        var counts: [Int32: Int] = [:]
        for seed in 0..<500 {
            for line in ClaimSample(of: 60, from: audit.paid, seed: UInt64(seed)).lines {
                counts[line.line, default: 0] += 1
            }
        }
        // Binomial with standard deviation 7.3: six of them on either side.
        #expect(counts.count == 500 && counts.values.allSatisfy { (16...104).contains($0) })
    }

    /// One of ten did not stand: exactly 0.25% to 44.50% (Clopper and Pearson 1934), here of £1,000.
    @Test func aSampleIsCarriedOverWithItsInterval() throws {
        let error = try #require(
            ExtrapolatedError(
                validated: 10,
                failed: 1,
                paid: 100_000,
                confidence: ExtrapolatedError.confidence
            )
        )
        #expect(error.share == Rational(1, over: 10))
        #expect(error.low.decimal(places: 4, rounding: .nearestOrEven) == "0.0025")
        #expect(error.high.decimal(places: 4, rounding: .nearestOrEven) == "0.4450")
        #expect(
            ExtrapolatedError(validated: 0, failed: 0, paid: 1, confidence: 1) == nil
        )
    }
}

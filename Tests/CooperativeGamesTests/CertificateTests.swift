import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing

@Suite struct CertificateTests {
    private typealias Certificate = StabilityCertificate<Rational>

    private func sample() throws -> (Game<Rational>, CertifiedDivision<Rational>) {
        let game = try Game<Rational>(.savings, values: [0, 0, 0, 1170, 0, 770, 210, 1530])
        return (game, try game.nucleolus())
    }

    private func with(_ levels: [Certificate.Level], like other: Certificate) -> Certificate {
        Certificate(
            weighting: other.weighting,
            overImputations: other.overImputations,
            levels: levels
        )
    }

    @Test func aSoundCertificateHasNoFaults() throws {
        let (game, division) = try sample()
        #expect(try division.certificate.faults(of: division.shares, in: game).isEmpty)
    }

    @Test func anyOtherDivisionIsRejected() throws {
        let (game, division) = try sample()
        let certificate = division.certificate
        let moved = zip(division.shares, [1, -1, 0] as [Rational]).map { $0 + $1 }
        #expect(try !certificate.faults(of: moved, in: game).isEmpty)
        let short = zip(division.shares, [-1, 0, 0] as [Rational]).map { $0 + $1 }
        #expect(try certificate.faults(of: short, in: game).contains(.sharesDoNotSumToTotal))
        #expect(try certificate.faults(of: [1], in: game) == [.malformed])
    }

    @Test func aMissingLevelLeavesRoom() throws {
        let (game, division) = try sample()
        let cut = with(Array(division.certificate.levels.dropLast()), like: division.certificate)
        #expect(try cut.faults(of: division.shares, in: game).contains(.notUnique))
    }

    @Test func aWorseOffCoalitionIsNotOverlooked() throws {
        let (game, division) = try sample()
        let later = with(Array(division.certificate.levels.dropFirst()), like: division.certificate)
        let faults = try later.faults(of: division.shares, in: game)
        #expect(
            faults.contains { if case .overlooked = $0 { true } else { false } }
                || faults.contains { if case .levelNotBalanced = $0 { true } else { false } }
        )
    }

    @Test func weightsMustBePositiveAndBalance() throws {
        let (game, division) = try sample()
        let first = division.certificate.levels[0]
        let rest = division.certificate.levels.dropFirst()
        for (factor, position) in [(Rational(-1), 0), (Rational(2), 0), (Rational(0), 0)] {
            var members = first.coalitions
            members[position] = .init(
                coalition: members[position].coalition,
                weight: members[position].weight * factor
            )
            let changed = Certificate.Level(
                excess: first.excess,
                coalitions: members,
                heldAtOwnValue: first.heldAtOwnValue
            )
            let certificate = with([changed] + rest, like: division.certificate)
            let faults = try certificate.faults(of: division.shares, in: game)
            #expect(faults.contains(.levelNotBalanced(level: 0)))
            let coalition = members[position].coalition
            let isNegative = faults.contains(.weightNotPositive(level: 0, coalition))
            #expect(isNegative == (factor <= 0))
        }
    }

    @Test func aShareBelowOwnValueIsFound() throws {
        let game = try Game<Rational>(.savings, values: [0, 0, 0, 10, 0, -9, -9, 6])
        let free = try game.prenucleolus()
        let claimed = Certificate(
            weighting: .plain,
            overImputations: true,
            levels: free.certificate.levels
        )
        let faults = try claimed.faults(of: free.shares, in: game)
        #expect(faults.contains(.belowOwnValue(player: 2)))
    }
}

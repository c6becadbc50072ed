import TopsliceApportionment
import BigInt
import TopsliceCooperativeGames
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// Where measured shares come from, as read; what they are is worked out once everything is read.
struct MeasuredStatement {
    enum Source {
        /// Decimal texts, more than one for a partner that stands for several agencies.
        case decimals([(partner: String, text: String)])
        /// The value of every coalition of partners.
        case game([Set<String>: Rational], GameRule, Orientation)
        /// Claims and the estate in pence.
        case claims([String: Money], estate: Money, ClaimsRule)
    }

    /// Why there are no shares, in words that follow the place.
    struct Unsolvable: Error {
        let message: String
    }

    private static let playerLimit = 12

    let node: YAMLNode
    let origin: MeasuredOrigin
    let source: Source
    /// What an attribution says besides its shares.
    var evidence: MeasuredEvidence?

    /// Parts of one by partner, below zero where harm was measured.
    func solved() throws(Unsolvable) -> [String: Rational] {
        switch source {
        case .decimals(let texts): try Self.onGrid(texts)
        case .game(let values, let rule, let kind): try Self.shares(of: values, rule, kind)
        case .claims(let claims, let estate, let rule): try Self.awards(claims, estate, rule)
        }
    }

    /// Decimal text becomes whole-number weights on a grid; from there all is exact.
    private static func onGrid(
        _ texts: [(partner: String, text: String)]
    ) throws(Unsolvable) -> [String: Rational] {
        do {
            // Fine enough for a hundred billion pounds.
            let grid = try GridWeights(
                decimalShares: texts.map(\.text),
                pool: Money(minorUnits: 10_000_000_000_000)
            )
            let sum = Rational(grid.weights.reduce(0, +))
            var parts: [String: Rational] = [:]
            for (entry, weight) in zip(texts, grid.weights) {
                parts[entry.partner, default: .zero] += Rational(weight) / sum
            }
            return parts
        } catch {
            throw Unsolvable(message: error.description)
        }
    }

    private static func shares(
        of values: [Set<String>: Rational],
        _ rule: GameRule,
        _ kind: Orientation
    ) throws(Unsolvable) -> [String: Rational] {
        let players = Set(values.keys.joined()).sorted { $0.precedes($1) }
        guard players.count <= playerLimit else {
            throw Unsolvable(message: "\(players.count) players, expected at most \(playerLimit)")
        }
        guard values[[], default: .zero].isZero else {
            throw Unsolvable(message: "the coalition of nobody has a value other than zero")
        }
        var byMask = [Rational.zero]
        for mask in 1..<(1 << players.count) {
            let members = players.indices.filter { mask >> $0 & 1 == 1 }.map { players[$0] }
            guard let value = values[Set(members)] else {
                throw Unsolvable(
                    message:
                        "coalition '\(members.joined(separator: "+"))' has no value in the game"
                )
            }
            byMask.append(value)
        }
        do {
            let game = try Game<Rational>(kind, playerCount: players.count) { coalition in
                byMask[coalition.players.reduce(0) { $0 | 1 << $1 }]
            }
            let shares = try game.apply(rule).shares
            guard game.total.isPositive else {
                throw Unsolvable(
                    message: "everybody together achieves nothing, so there are no shares"
                )
            }
            return Dictionary(uniqueKeysWithValues: zip(players, shares.map { $0 / game.total }))
        } catch let error as Unsolvable {
            throw error
        } catch {
            throw Unsolvable(message: "\(error)")
        }
    }

    private static func awards(
        _ claims: [String: Money],
        _ estate: Money,
        _ rule: ClaimsRule
    ) throws(Unsolvable) -> [String: Rational] {
        let claimants = claims.sorted { $0.key.precedes($1.key) }
            .map { Claimant(id: $0.key, claim: Rational($0.value)) }
        do {
            let problem = try ClaimsProblem(estate: Rational(estate), claimants: claimants)
            let awards = try problem.awards(by: rule)
            return Dictionary(
                uniqueKeysWithValues: zip(claimants.map(\.id), awards.map { $0 / Rational(estate) })
            )
        } catch {
            throw Unsolvable(message: error.description)
        }
    }
}

import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

/// `References/interactions_shapiq.json`: shapiq 1.4.1, which fits the faithful indices by least squares.
@Suite struct InteractionReferenceTests {
    private struct Reference: Decodable {
        var name: String
        var n: Int
        var values: [Double]
        var indices: [String: [String: Double]]
    }

    /// Shapiq's fits stop at about 1e-9 of the scale; its closed forms agree to rounding.
    private static let fitted = 2e-9
    private static let closed = 1e-12

    private static let names: [String: (index: InteractionIndex, tolerance: Double)] = [
        "SII": (.shapley, closed), "BII": (.banzhaf, closed), "CHII": (.chaining, closed),
        "STII": (.shapleyTaylor, closed), "k-SII": (.aggregatedShapley, closed),
        "FSII": (.faithfulShapley, fitted), "FBII": (.faithfulBanzhaf, fitted),
        "kADD-SHAP": (.kAdditiveShapley, fitted), "Moebius": (.dividends, closed),
        "Co-Moebius": (.externalDividends, closed), "SGV": (.generalisedShapley, closed),
        "JointSV": (.jointShapley, closed), "SV": (.shapley, closed), "BV": (.banzhaf, closed),
    ]

    @Test func everyIndexOfTheReferencesMatches() throws {
        let references = try References.decode([Reference].self, from: "interactions_shapiq")
        var compared = 0
        for reference in references {
            let game = try Game(.savings, values: reference.values)
            let scale = reference.values.map(abs).max() ?? 1
            for (key, expected) in reference.indices where key != "EgalitarianLeastCore" {
                let parts = key.split(separator: "@")
                let (index, tolerance) = try #require(Self.names[String(parts[0])])
                let order = try #require(Int(parts[1]))
                let found = try game.interactions(index, order: order)
                for (members, value) in expected {
                    let players = members.split(separator: ",").compactMap { Int($0) }
                    // Single-player values carry no constant of their own.
                    if players.isEmpty, key == "SV@1" { continue }
                    let own =
                        players.isEmpty ? found.constant : found[Coalition(players: players)]
                    let mine = try #require(own)
                    #expect(
                        abs(mine - value) <= tolerance * scale,
                        "\(reference.name) \(key) \(members): \(mine) against \(value)"
                    )
                    compared += 1
                }
            }
        }
        #expect(compared > 600)
    }

    /// Shapiq calls egalitarian least core what minimises the excess (held at zero or above) plus the length
    /// of x. Where the core is empty that is not in the least core: its largest excess is above the least.
    @Test func theEgalitarianCoreMatchesWhereThereIsOneAndElseObjectsLess() throws {
        let references = try References.decode([Reference].self, from: "interactions_shapiq")
        var emptyCount = 0
        for reference in references {
            let figures = try #require(reference.indices["EgalitarianLeastCore"])
            let game = try Game(.savings, values: reference.values)
            let theirs = (0..<reference.n).compactMap { figures[String($0)] }
            let scale = reference.values.map(abs).max() ?? 1
            if try game.coreExistence().isEmpty {
                emptyCount += 1
                let worst = try #require(game.coreMembership(of: theirs).blocking.first)
                #expect(worst.excess > (try game.leastCore().excess) + 0.1)
            } else {
                let ours = try game.egalitarianCoreDivision()
                #expect(agree(ours, theirs, within: Self.fitted * scale))
            }
        }
        #expect(emptyCount == 2)
    }
}

@Suite struct InteractionIdentityTests {
    @Test func foldedIndicesOfAllOrdersSumToTheTotal() throws {
        var generator = SeededGenerator(seed: 11)
        for playerCount in 1...5 {
            let game = try RandomGames.whole(playerCount: playerCount, using: &generator)
            for order in 1...playerCount {
                for index in [
                    InteractionIndex.aggregatedShapley, .faithfulShapley, .shapleyTaylor,
                    .jointShapley,
                ] {
                    let sum = try game.interactions(index, order: order).entries
                        .map(\.value).sum()
                    #expect(sum == game.total, "\(index), order \(order), \(playerCount) players")
                }
            }
        }
    }

    @Test func pairsFromTheTableMatchTheIndex() throws {
        var generator = SeededGenerator(seed: 12)
        for playerCount in 2...7 {
            let game = try RandomGames.whole(playerCount: playerCount, using: &generator)
            let table = game.approximation.values
            let shapley = try CoalitionTable.shapleyPairInteractions(of: table)
            let banzhaf = try CoalitionTable.banzhafPairInteractions(of: table)
            let exactShapley = try game.interactions(.shapley, order: 2)
            let exactBanzhaf = try game.interactions(.banzhaf, order: 2)
            for first in 0..<playerCount {
                for second in 0..<playerCount where second != first {
                    let pair = Coalition(players: [first, second])
                    let one = try #require(exactShapley[pair])
                    let other = try #require(exactBanzhaf[pair])
                    #expect(abs(shapley[first][second] - one.approximation) <= 1e-10)
                    #expect(abs(banzhaf[first][second] - other.approximation) <= 1e-10)
                }
            }
        }
    }

    @Test func ordersBeyondThePlayersAreRefused() throws {
        let game = try Game(.savings, values: [0.0, 1, 1, 3])
        for order in [0, 3, -1] {
            #expect(throws: GameError.interactionOrder(got: order, playerCount: 2)) {
                try game.interactions(.shapley, order: order)
            }
        }
    }
}

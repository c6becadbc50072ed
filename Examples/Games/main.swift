import TopsliceGames

// Two services would save 10 and 20 alone and 45 together: how is the saving shared?
let game = try Game<Rational>(.savings, values: [0, 10, 20, 45])
print("Shapley value:", game.shapleyValue().map(\.description).joined(separator: ", "))
print("nucleolus:", try game.nucleolus().shares.map(\.description).joined(separator: ", "))

// The estate of 200 among claims of 100, 200 and 300 in the Babylonian Talmud (Ketubot 93a).
let problem = try ClaimsProblem(
    estate: 200,
    claimants: [
        Claimant(id: "a", claim: 100), Claimant(id: "b", claim: 200), Claimant(id: "c", claim: 300),
    ]
)
print("Talmud:", try problem.awards(by: .talmud).map(\.description).joined(separator: ", "))

// A hundred pounds in three equal parts: whole pennies that sum to it.
let parts = try Allocation(
    of: Money(minorUnits: 100_00, currency: .pounds),
    among: ["x", "y", "z"].map { Recipient(id: $0, weight: 1) }
)
for part in parts.parts { print(part.id, part.amount) }

import TopsliceApportionment
import TopsliceExactArithmetic
import TopsliceTestSupport

/// Reads a number of a fixture; a fixture that cannot be read fails its test by a wrong value.
func exact(_ text: String) -> Rational {
    (try? Rational(parsing: text)) ?? -999_999_999
}

func exact(_ texts: [String]) -> [Rational] {
    texts.map(exact)
}

/// Claimants a, b, c, … with these claims.
func problem(
    estate: Rational,
    claims: [Rational],
    weights: [Rational]? = nil
) throws -> ClaimsProblem {
    try ClaimsProblem(
        estate: estate,
        claimants: claims.enumerated().map { index, claim in
            Claimant(id: "claimant \(index)", claim: claim, weight: weights?[index] ?? 1)
        }
    )
}

extension ClaimsRule {
    func divide(_ estate: Rational, among claims: [Rational]) throws -> [Rational] {
        try problem(estate: estate, claims: claims).awards(by: self)
    }
}

/// A random problem of 1 to 6 claimants with whole claims, some zero, some equal.
func randomProblem(_ random: inout SeededGenerator) -> (estate: Rational, claims: [Rational]) {
    let count = random.from(1, through: 6)
    let claims = (0..<count).map { _ in random.from(0, through: 30) }
    let estate = random.from(0, through: claims.reduce(0, +))
    return (Rational(estate), claims.map { Rational($0) })
}

func permutations(of count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(of: count - 1).flatMap { shorter in
        (0..<count).map { place in
            var longer = shorter
            longer.insert(count - 1, at: place)
            return longer
        }
    }
}

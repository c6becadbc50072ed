import TopsliceCooperativeGames

// Prints one line a task: task, players, milliseconds (the least of the repetitions). `run.sh` runs the peer's
// same tasks on the same numbers beside it.

/// SplitMix64, so that the peer's script draws the very same games.
struct Generator {
    var state: UInt64

    mutating func unit() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
    }
}

func randomValues(_ playerCount: Int) -> [Double] {
    var generator = Generator(state: UInt64(playerCount))
    var values = (0..<1 << playerCount).map { _ in generator.unit() }
    values[0] = 0
    return values
}

func report(_ task: String, _ playerCount: Int, repetitions: Int, _ body: () throws -> [Double])
    throws
{
    var least = Duration.seconds(1_000_000)
    var checksum = 0.0
    for _ in 0..<repetitions {
        let start = ContinuousClock.now
        let shares = try body()
        least = min(least, ContinuousClock.now - start)
        checksum = zip(shares, 1...).reduce(0) { $0 + $1.0 * Double($1.1) }
    }
    let milliseconds = least / .milliseconds(1)
    print("\(task),\(playerCount),\(milliseconds),\(checksum)")
}

let isLarge = CommandLine.arguments.contains("--large")
for playerCount in isLarge ? [20, 24, 28] : [20, 24] {
    let values = randomValues(playerCount)
    try report("shapley", playerCount, repetitions: playerCount > 24 ? 3 : 15) {
        try CoalitionTable.shapleyValues(of: values)
    }
}
for playerCount in [16, 20] {
    let game = try Game(.savings, values: randomValues(playerCount))
    try report("prenucleolus", playerCount, repetitions: 5) { try game.prenucleolus().shares }
}
for playerCount in [16, 20] {
    // Each coalition worth its size squared plus noise: imputations exist, the core is not empty.
    let noise = randomValues(playerCount)
    let values = noise.indices.map { mask in
        let size = Double(mask.nonzeroBitCount)
        return size > 1 ? size * size + noise[mask] : 0
    }
    let game = try Game(.savings, values: values)
    try report("nucleolus", playerCount, repetitions: 5) { try game.nucleolus().shares }
}
var generator = Generator(state: 18)
let claims = (0..<18).map { _ in (generator.unit() * 1000).rounded() }
let bankruptcy = try Game.bankruptcy(estate: claims.reduce(0, +) / 2, claims: claims)
try report("bankruptcy", 18, repetitions: 5) { try bankruptcy.nucleolus().shares }

import Foundation
import TopsliceContracts
import TopsliceGeneratedContracts
import TopsliceTestSupport

// Generates contracts with clauses of every kind together, a bond and shocks, works each out twice (clauses and rows the other way
// round), and holds them against what must be true of any contract: money in is money out on every day, investors receive no more
// than came in, caps and floors are not crossed, order changes nothing.
//
//     swift run -c release ContractBenchmarks [CONTRACTS [SEED]]        # 100,000 from seed 12
//     swift run -c release ContractBenchmarks files FOLDER OUTCOMES     # a contract with so many outcomes, to be timed
//
// Ends with exit code 1 where anything is not so, with the number of the contract, which the seed makes again.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "files" {
    guard arguments.count == 3, let count = Int(arguments[2]), count >= 1 else {
        print("expected a folder, and how many outcomes")
        exit(2)
    }
    var records = LargeRecords(count: count)
    try records.write(to: URL(fileURLWithPath: arguments[1]))
    exit(0)
}
let numbers = arguments.map { Int($0) }
guard numbers.count <= 2, numbers.allSatisfy({ $0.map { $0 >= 1 } ?? false }) else {
    print("expected how many contracts, and a seed")
    exit(2)
}
let count = numbers.first.flatMap(\.self) ?? 100_000
let seed = numbers.dropFirst().first.flatMap(\.self) ?? 12

let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("topslice-contracts-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)

let clock = ContinuousClock()
let start = clock.now
var generator = SeededGenerator(seed: UInt64(seed))
var moved: [ClauseKind: Int] = [:]
var breaches = 0
for number in 1...count {
    let trial = try ContractTrial(GeneratedContract(&generator), in: folder)
    for breach in trial.breaches() {
        print("contract \(number): \(breach)")
        breaches += 1
    }
    for kind in trial.moved { moved[kind, default: 0] += 1 }
}
let time = start.duration(to: clock.now)
print("\(count) contracts, \(breaches) breaches, \(time.formatted(.units(allowed: [.seconds])))")
print("kind,contracts in which it moved money")
for kind in ClauseKind.allCases { print("\(kind.rawValue),\(moved[kind, default: 0])") }
try? FileManager.default.removeItem(at: folder)
exit(breaches == 0 ? 0 : 1)

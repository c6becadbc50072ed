import Glibc
import TopsliceVarianceShares

// Times and errors of shares of explained variance, as tidy CSV: task,regressors,measure,value.
//
//     ImportanceBenchmarks exact [most regressors]
//     ImportanceBenchmarks sampled [seeds]
//     ImportanceBenchmarks coverage [seeds]
//     ImportanceBenchmarks bootstrap

func complain(_ text: String) {
    var bytes = Array(text.utf8)
    write(2, &bytes, bytes.count)
}

let arguments = CommandLine.arguments.dropFirst()
let number = arguments.dropFirst().first.flatMap { Int($0) }
print("task,regressors,measure,value")
switch arguments.first {
case "exact":
    try measureExact(upTo: number ?? 30)
case "sampled":
    for isPaired in [false, true] {
        try measureSampled(100, tolerance: 2e-3, seeds: number ?? 5, isPaired: isPaired)
        try measureSampled(1_000, tolerance: 2e-3, seeds: number ?? 5, isPaired: isPaired)
    }
case "coverage":
    for isPaired in [false, true] {
        for (count, tolerance) in [(24, 3e-3), (24, 5e-4), (100, 2e-3), (100, 5e-4)] {
            try measureSampled(
                count,
                tolerance: tolerance,
                seeds: number ?? 200,
                isPaired: isPaired
            )
        }
    }
case "bootstrap":
    try measureBootstrap(clusters: 150)
    try measureBootstrap(clusters: 1_000)
default:
    complain("one of: exact, sampled, coverage, bootstrap\n")
    exit(64)
}

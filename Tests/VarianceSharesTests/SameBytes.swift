import CTopsliceSchurKernels
import Testing

@testable import TopsliceVarianceShares

/// Instruction sets differ in the order of additions and in fused products, nothing else.
private let rounding = 1e-12

/// One after the other: some of these choose the kernel, which is chosen for the whole process.
@Suite(.serialized) struct SameBytes {
    @Test func everyInstructionSetGivesTheSameShares() throws {
        defer { schur_choose_kernel(0) }
        let products = try randomProducts(regressors: 13, seed: 5)
        let test = try randomProducts(regressors: 13, seed: 6)
        for rows in [nil, test] {
            var results: [VarianceSharesResult] = []
            for kernel: Int32 in 1...3 where schur_choose_kernel(kernel) == kernel {
                results.append(try ExactShares.compute(products, test: rows))
            }
            for result in results.dropFirst() {
                for (share, other) in zip(result.shares, results[0].shares) {
                    #expect(abs(share.lmg - other.lmg) < rounding)
                }
            }
        }
    }

    @Test func numberOfThreadsDoesNotChangeABit() throws {
        let products = try randomProducts(regressors: 13, seed: 8)
        let one = try ExactShares.compute(products, control: WalkControl(threads: 1))
        let three = try ExactShares.compute(products, control: WalkControl(threads: 3))
        #expect(one == three)
    }

    @Test func sameSeedGivesTheSameBytesOnAnyNumberOfThreads() throws {
        let products = try randomProducts(regressors: 23, seed: 34)
        let one = try SampledShares.compute(
            products,
            options: options(2e-3),
            control: WalkControl(threads: 1)
        )
        let three = try SampledShares.compute(
            products,
            options: options(2e-3),
            control: WalkControl(threads: 3)
        )
        #expect(one == three)
        let other = try SampledShares.compute(products, options: options(2e-3, seed: 2))
        #expect(one != other)
    }

    @Test func everyInstructionSetSamplesTheSameShares() throws {
        defer { schur_choose_kernel(0) }
        let products = try randomProducts(regressors: 21, seed: 35)
        let test = try randomProducts(regressors: 21, seed: 36)
        for rows in [nil, test] {
            var results: [VarianceSharesResult] = []
            for kernel: Int32 in 1...3 where schur_choose_kernel(kernel) == kernel {
                results.append(
                    try SampledShares.compute(products, test: rows, options: options(5e-3))
                )
            }
            for result in results.dropFirst() { #expect(distance(result, results[0]) < rounding) }
        }
    }

    @Test func bootstrapIsTheSameOnAnyNumberOfThreads() throws {
        let (columns, rows) = try Reference.swiss()
        let clusters = try rowsAsClusters(rows, columns: columns, response: "Fertility")
        func intervals(_ threads: Int) throws -> ShareIntervals {
            try ClusterBootstrap.compute(
                clusters,
                options: ClusterBootstrap.Options(replicates: 99, threads: threads)
            )
        }
        #expect(try intervals(1) == intervals(3))
    }

    private func options(_ tolerance: Double, seed: UInt64 = 1) -> SampledShares.Options {
        SampledShares.Options(tolerance: tolerance, seed: seed, enumerateUpTo: 0)
    }
}

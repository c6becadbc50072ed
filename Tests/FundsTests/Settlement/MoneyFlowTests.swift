import Foundation
import Testing
import TopsliceFunds
import TopsliceMoney

/// What goes through the pool in the drawing: everything that comes in goes out.
struct MoneyFlowTests {
    private func flows(_ name: String) throws -> MoneyFlows {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("datasets/funds/\(name)").path
        return try Settlement(
            try FundInput.read(
                agreement: folder + "/agreement.yaml",
                actuals: folder + "/actuals.csv"
            )
        ).figures.flows
    }

    private func sum(_ flows: MoneyFlows, _ isCounted: (MoneyFlow) -> Bool) -> Int {
        flows.bands.filter(isCounted).reduce(0) { $0 + $1.amount.minorUnits }
    }

    /// £296,840.30 and £221,260.45 of the partners, £12,000.00 brought forward and £20,000.00 of the risk pool are
    /// £536,600.75 spent, £1,500.00 carried forward and £12,000.00 left.
    @Test func broughtForwardAndRiskPool() throws {
        let flows = try flows("better-care")
        #expect(sum(flows) { $0.from == .broughtForward } == 1_200_000)
        #expect(sum(flows) { $0.from == .riskPool } == 2_000_000)
        #expect(sum(flows) { $0.to == .carriedForward } == 150_000)
        #expect(sum(flows) { $0.to == .leftInPool } == 1_200_000)
        #expect(sum(flows) { $0.to == .kept } == 0)
    }

    @Test(arguments: ["better-care", "shared-services", "south-tyneside", "top-slice"])
    func whatComesInGoesOut(name: String) throws {
        let flows = try flows(name)
        #expect(sum(flows) { $0.to == .pool } == sum(flows) { $0.from == .pool })
    }
}

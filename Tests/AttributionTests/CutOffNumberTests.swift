import Testing

@testable import TopsliceAttribution

/// The number that tells two neighbouring values apart, in as few digits as do.
@Suite struct CutOffNumberTests {
    @Test(arguments: [
        (59.0, 60.0, 60.0), (58.75, 61.25, 60), (33.75, 36.25, 36), (0.2, 0.4, 0.4), (-3, -1, -1),
        (1_234.501, 1_234.507, 1_234.507), (17.6, 23.1, 20), (99, 1_050, 1_000), (-0.5, 0.5, 0),
    ])
    func theShortest(low: Double, high: Double, expected: Double) {
        #expect((CutOff.between(low, high) - expected).magnitude < 1e-9)
    }
}

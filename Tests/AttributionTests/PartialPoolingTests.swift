import Testing

@testable import TopsliceAttribution

/// Against adaptive integration over the spread: `Tests/References/partial_pooling.py`.
@Suite struct PartialPoolingTests {
    private static func expect(
        _ posterior: PartialPooling.Posterior,
        _ expected: (Double, Double, Double)
    ) {
        #expect(abs(posterior.mean - expected.0) < 2e-3)
        #expect(abs(posterior.low - expected.1) < 1e-2)
        #expect(abs(posterior.high - expected.2) < 1e-2)
    }

    /// Rubin (1981).
    @Test func eightSchools() throws {
        let pooling = try #require(
            PartialPooling(
                estimates: [28, 8, -3, 7, -1, 1, 18, 12],
                errors: [15, 10, 16, 11, 9, 11, 10, 18],
                level: 0.95
            )
        )
        let expected = [
            (11.400261, -2.105016, 31.623422), (7.894552, -4.659459, 20.661794),
            (6.130747, -11.482269, 20.459185), (7.644679, -5.694931, 20.861681),
            (5.126424, -8.904878, 16.468608), (6.138536, -8.558850, 18.592094),
            (10.666983, -1.161115, 25.970132), (8.456818, -7.077607, 25.578991),
        ]
        for (effect, expected) in zip(pooling.effects, expected) { Self.expect(effect, expected) }
        Self.expect(pooling.average, (7.932375, -2.090220, 18.218143))
        #expect(abs(pooling.spread.median - 5.238515) < 2e-3)
        #expect(abs(pooling.spread.low - 0.242696) < 2e-3)
        #expect(abs(pooling.spread.high - 20.752456) < 1e-2)
    }

    /// With four groups the spread has a long tail, which a grid that ends too early cuts off.
    @Test func fewGroupsOfUnequalErrors() throws {
        let pooling = try #require(
            PartialPooling(
                estimates: [6, 5, 7.5, -2],
                errors: [1, 2, 4, 3],
                level: 0.95
            )
        )
        let expected = [
            (5.820180, 3.909719, 7.767797), (4.900871, 1.367612, 8.413591),
            (6.028008, 0.195983, 12.863621), (0.669415, -5.901134, 6.151951),
        ]
        for (effect, expected) in zip(pooling.effects, expected) { Self.expect(effect, expected) }
        #expect(abs(pooling.spread.median - 4.182891) < 2e-3)
        #expect(abs(pooling.average.low - -5.017441) < 5e-2)
        #expect(abs(pooling.average.high - 13.265984) < 5e-2)
    }

    /// What is asked in pence is a hundred times what is asked in pounds.
    @Test func theUnitDoesNotMatter() throws {
        let (estimates, errors) = ([3.0, -1, 2, 8], [1.0, 2, 1.5, 3])
        let one = try #require(PartialPooling(estimates: estimates, errors: errors, level: 0.9))
        for scale in [1e-9, 100, 1e12] {
            let other = try #require(
                PartialPooling(
                    estimates: estimates.map { $0 * scale },
                    errors: errors.map { $0 * scale },
                    level: 0.9
                )
            )
            for (left, right) in zip(one.effects, other.effects) {
                #expect(abs(left.mean * scale - right.mean) < 1e-9 * scale)
                #expect(abs(left.low * scale - right.low) < 1e-9 * scale)
            }
        }
    }

    @Test func twoGroupsAreNotPooled() {
        #expect(PartialPooling(estimates: [1, 2], errors: [1, 1], level: 0.95) == nil)
    }
}

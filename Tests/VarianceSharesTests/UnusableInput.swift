import TopsliceRandomness
import Testing

@testable import TopsliceVarianceShares

@Suite struct UnusableInput {
    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    private func products(_ rows: [[Double]], _ names: [String]) throws -> RegressorProducts {
        try RegressorProducts(
            columns: names,
            matrix: crossProducts(rows),
            response: "y",
            rowCount: rows.count
        )
    }

    @Test func constantAndDuplicatedRegressorsAreNamed() throws {
        let rows: [[Double]] = [
            [1, 5, 2, 3], [2, 5, 4, 1], [4, 5, 8, 2], [3, 5, 6, 9], [7, 5, 14, 1],
        ]
        let constant = try products(rows, ["a", "b", "c", "y"])
        #expect(
            message { _ = try ExactShares.compute(constant) }
                == "regressor 'b' is constant: it cannot explain anything"
        )
        let duplicated = try products(rows.map { [$0[0], $0[2], $0[3]] }, ["a", "c", "y"])
        #expect(
            message { _ = try ExactShares.compute(duplicated) }
                == "regressor 'c' duplicates 'a' (correlation 1 or -1): drop one of them"
        )
        let flat = try products(rows.map { [$0[0], $0[2] + $0[0] * $0[0], 5] }, ["a", "c", "y"])
        #expect(
            message { _ = try ExactShares.compute(flat) }
                == "the response 'y' is constant: there is nothing to explain"
        )
    }

    @Test func fewerRowsThanRegressorsAreRefused() throws {
        let few = try products(
            [[1, 2, 3, 1], [2, 1, 5, 2], [7, 3, 1, 4]],
            ["a", "b", "c", "y"]
        )
        #expect(
            message { _ = try ExactShares.compute(few) }
                == "3 rows cannot tell 3 regressors apart: more rows than regressors are needed"
        )
    }

    @Test func tooManyRegressorsAreToldHowLongItWouldTake() throws {
        let size = 47
        var identity = [Double](repeating: 0, count: size * size)
        for index in 0..<size { identity[index * size + index] = 1 }
        let many = try RegressorProducts(
            columns: (1..<size).map { "x\($0)" } + ["y"],
            matrix: identity,
            response: "y"
        )
        let text = message { _ = try ExactShares.compute(many) }
        #expect(
            text.hasPrefix("exact shares of 46 regressors would take about 6 hours; at most 45")
        )
        #expect(text.contains("ask for a tolerance"))
    }

    @Test func testSetWithOtherColumnsIsRefusedAndAnotherOrderIsNot() throws {
        let training = try randomProducts(regressors: 3, seed: 1)
        let renamed = try RegressorProducts(
            columns: ["x1", "x2", "z", "y"],
            matrix: training.matrix,
            response: "y"
        )
        #expect(
            message { _ = try ExactShares.compute(training, test: renamed) }
                == "the test set lacks 'x3' and has 'z' instead"
        )
        let order = [2, 0, 3, 1]
        let shuffled = try RegressorProducts(
            columns: order.map { ["x1", "x2", "x3", "y"][$0] },
            matrix: order.flatMap { column in order.map { training.matrix[column * 4 + $0] } },
            response: "y"
        )
        let inSample = try ExactShares.compute(training)
        let outOfSample = try ExactShares.compute(training, test: shuffled)
        for (share, other) in zip(inSample.shares, outOfSample.shares) {
            #expect(abs(share.lmg - other.lmg) < 1e-12)
        }
    }

    @Test func matricesThatAreNotCrossProductsAreRefused() {
        #expect(
            message {
                _ = try RegressorProducts(
                    columns: ["a", "y"],
                    matrix: [1, 0.5, 0.4, 1],
                    response: "y"
                )
            } == "the matrix is not symmetric: 'a' with 'y' differs from the reverse"
        )
        #expect(
            message {
                _ = try RegressorProducts(
                    columns: ["a", "y"],
                    matrix: [1, .nan, .nan, 1],
                    response: "y"
                )
            } == "the entry of 'a' and 'y' is not a finite number"
        )
        #expect(
            message {
                _ = try RegressorProducts(columns: ["a", "y"], matrix: [1, 0, 1], response: "y")
            } == "the matrix has 3 entries; 2 columns need 4"
        )
        #expect(
            message {
                let impossible = try RegressorProducts(
                    columns: ["a", "b", "c", "y"],
                    matrix: [
                        1, 0.9, -0.9, 0, 0.9, 1, 0.9, 0, -0.9, 0.9, 1, 0, 0, 0, 0, 1,
                    ],
                    response: "y"
                )
                _ = try ExactShares.compute(impossible)
            }.hasPrefix("the matrix is not one of cross-products: 'c'")
        )
    }

    @Test func groupsAreCheckedByName() throws {
        let products = try randomProducts(regressors: 3, seed: 2)
        func group(_ columns: [String]) -> PlayerStructure {
            PlayerStructure(
                groups: [PlayerStructure.Group(name: "g", columns: columns)],
                always: ["x3"]
            )
        }
        #expect(
            message { _ = try ExactShares.compute(products, players: group(["x1", "x9"])) }
                == "there is no 'x9'; there are 'x1', 'x2', 'x3'"
        )
        #expect(
            message { _ = try ExactShares.compute(products, players: group(["x1", "x3"])) }
                == "'x3' is in 'always' and again in 'g'"
        )
    }

    /// R² of a subset is defined whatever its columns depend on, so shares are; brute force with complete
    /// pivoting agrees.
    @Test(arguments: [5, 9, 12])
    func dependentRegressorsAreSharedAndReportedByName(_ count: Int) throws {
        var generator = Xoshiro256PlusPlus(seed: 21, stream: 0)
        let rows = (0..<40).map { _ -> [Double] in
            var row = (0..<count).map { _ in Double(generator.next() >> 11) * 0x1p-53 }
            row[3] = row[0] + 2 * row[2] + 7
            return row + [row[0] + row[1] * row[2] + 0.5 * row[count - 1]]
        }
        let names = (1...count).map { "x\($0)" }
        let products = try products(rows, names + ["y"])
        let result = try ExactShares.compute(products)
        #expect(
            result.dependencies.map(\.description)
                == ["regressor 'x4' is a combination of 'x1' and 'x3'"]
        )
        let game = BruteForce(products).game((0..<count).map { [$0] })
        let expected = BruteForce.shapley(game, players: count)
        for (share, value) in zip(result.shares, expected) {
            #expect(abs(share.lmg - value) < 1e-9)
        }
        #expect(abs(result.shares[3].last) < 1e-9)
        #expect(
            message { _ = try ExactShares.compute(products, test: products) }
                == "regressor 'x4' is a combination of 'x1' and 'x3'"
        )
        #expect(
            message { _ = try RelativeImportance.compute(products) }
                == "regressor 'x4' is a combination of 'x1' and 'x3'"
        )
    }

    @Test func cancelledWorkStopsAndSaysHowFarItWas() throws {
        let products = try randomProducts(regressors: 22, seed: 3)
        let control = WalkControl(threads: 2, isCancelled: { true })
        #expect(throws: VarianceSharesError.stopped(done: 0)) {
            try ExactShares.compute(products, control: control)
        }
    }
}

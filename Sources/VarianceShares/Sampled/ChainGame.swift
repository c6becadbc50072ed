internal import CTopsliceSchurKernels

/// A game of single columns laid out for the chain kernel: rows padded to whole vectors.
///
/// Read only once made, so threads may share it.
final class ChainGame: Sendable {
    let count: Int
    /// Doubles a row: `count` rounded up to a multiple of 8.
    let stride: Int
    let isPaired: Bool
    private let training: LaneBuffer
    private let trainingResponse: LaneBuffer
    private let test: LaneBuffer?
    private let testResponse: LaneBuffer?
    private let smallestPivot: Double
    /// Whether what a member would take away with it may be measured: not where columns are dependent.
    let membersCount: Bool

    init(_ game: SharingGame) {
        count = game.columnCount
        stride = (game.columnCount + 7) / 8 * 8
        isPaired = game.test != nil
        smallestPivot = game.needsGuard ? StandardisedProducts.smallestPivot : 0
        membersCount = !game.needsGuard
        (training, trainingResponse) = Self.laidOut(game.training, count: count, stride: stride)
        if let products = game.test {
            let (matrix, response) = Self.laidOut(products, count: count, stride: stride)
            test = matrix
            testResponse = response
        } else {
            test = nil
            testResponse = nil
        }
    }

    private static func laidOut(
        _ products: [Double],
        count: Int,
        stride: Int
    ) -> (LaneBuffer, LaneBuffer) {
        let matrix = LaneBuffer(count * stride), response = LaneBuffer(stride)
        products.withUnsafeBufferPointer { products in
            for column in 0..<count {
                for row in 0..<count {
                    matrix.base[column * stride + row] = products[column * (count + 1) + row]
                }
                response.base[column] = products[column * (count + 1) + count]
            }
        }
        return (matrix, response)
    }

    fileprivate func withKernelGame<Result>(
        membersCount: Bool,
        _ body: (inout schur_game) -> Result
    ) -> Result {
        var game = schur_game(
            count: Int32(count),
            stride: Int32(stride),
            training: training.base,
            training_response: trainingResponse.base,
            test: test?.base,
            test_response: testResponse?.base,
            smallest_pivot: smallestPivot,
            members_count: membersCount ? 1 : 0
        )
        return body(&game)
    }
}

/// One thread's buffers for running chains.
final class ChainRunner {
    private let game: ChainGame
    private let scratch: LaneBuffer
    private let most: Int
    let gains: LaneBuffer

    /// - Parameter most: the longest chain that will be run.
    init(_ game: ChainGame, most: Int) {
        self.game = game
        self.most = most
        scratch = LaneBuffer(
            game.withKernelGame(membersCount: true) {
                Int(schur_chain_scratch(&$0, Int32(most)))
            }
        )
        gains = LaneBuffer(most)
    }

    /// Enters `length` regressors from `order`, adding every regressor's worth at each size below `length`
    /// to the row of `sums` that `bands` names (none where it is -1).
    func run(
        _ order: UnsafePointer<Int32>,
        length: Int,
        bands: [Int32],
        sums: UnsafeMutablePointer<Double>?,
        membersCount: Bool
    ) {
        precondition(length <= most && bands.count >= length, "a chain longer than its buffers")
        game.withKernelGame(membersCount: membersCount) { game in
            schur_chain(
                &game,
                order,
                Int32(length),
                bands,
                sums,
                gains.base,
                scratch.base
            )
        }
    }
}

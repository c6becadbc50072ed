/// Upper triangles, by rows, of eight Schur complements side by side, as the kernels read them.
struct LaneTriangles: Sendable {
    let columns: Int
    let training: LaneBuffer
    let test: LaneBuffer?

    static func size(_ columns: Int) -> Int { (columns + 1) * (columns + 2) / 2 }

    init(columns: Int, paired: Bool) {
        self.columns = columns
        training = LaneBuffer(Self.size(columns) * 8)
        test = paired ? LaneBuffer(Self.size(columns) * 8) : nil
    }

    /// Each lane a choice of the first `deciding` players: lane l holds player k where bit k of l is set.
    ///
    /// Lanes past the last choice repeat earlier ones; nobody reads them.
    init(lanes game: SharingGame, columns order: [Int], widths: [Int], deciding: Int) {
        let decided = widths[..<deciding].reduce(0, +)
        self.init(columns: order.count - decided, paired: game.test != nil)
        let all = order + [game.columnCount]
        for lane in 0..<8 {
            var start = LaneTriangles(columns: order.count, paired: game.test != nil)
            start.fill(lane: 0, from: game, order: all)
            var path = Path(columns: order.count, paired: game.test != nil)
            let end = path.descend(
                start,
                widths: widths[..<deciding],
                smallestPivot: game.smallestPivot
            ) { lane >> $0 & 1 == 1 }
            for element in 0..<Self.size(columns) {
                training.base[element * 8 + lane] = end.training[element * 8]
                if let test, let source = end.test {
                    test.base[element * 8 + lane] = source[element * 8]
                }
            }
        }
    }

    private mutating func fill(lane: Int, from game: SharingGame, order: [Int]) {
        var element = 0
        for (row, first) in order.enumerated() {
            for second in order[row...] {
                training.base[element * 8 + lane] = game.training[second * game.size + first]
                if let test, let source = game.test {
                    test.base[element * 8 + lane] = source[second * game.size + first]
                }
                element += 1
            }
        }
    }

    /// Buffers for deciding a few players one after the other, all lanes alike.
    struct Path {
        private var buffers: [LaneTriangles]

        init(columns: Int, paired: Bool) {
            buffers = (0..<2).map { _ in LaneTriangles(columns: columns, paired: paired) }
        }

        /// The triangles once every player of `widths` has been let in or passed over.
        mutating func descend(
            _ start: LaneTriangles,
            widths: ArraySlice<Int>,
            smallestPivot: Double,
            isIn: (Int) -> Bool
        ) -> (training: UnsafeMutablePointer<Double>, test: UnsafeMutablePointer<Double>?) {
            var training = start.training.base
            var test = start.test?.base
            var left = start.columns
            var target = 0
            for (player, width) in widths.enumerated() {
                let enters = isIn(player)
                for _ in 0..<width {
                    if enters {
                        let buffer = buffers[target]
                        Self.eliminate(
                            training,
                            test,
                            left,
                            smallestPivot,
                            buffer.training.base,
                            buffer.test?.base
                        )
                        training = buffer.training.base
                        test = buffer.test?.base
                        target = 1 - target
                    } else {
                        training += (left + 1) * 8
                        test = test.map { $0 + (left + 1) * 8 }
                    }
                    left -= 1
                }
            }
            return (training, test)
        }

        private static func eliminate(
            _ training: UnsafeMutablePointer<Double>,
            _ test: UnsafeMutablePointer<Double>?,
            _ columns: Int,
            _ smallestPivot: Double,
            _ out: UnsafeMutablePointer<Double>,
            _ testOut: UnsafeMutablePointer<Double>?
        ) {
            func lanes(_ pointer: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<
                SIMD8<Double>
            > {
                UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: SIMD8<Double>.self)
            }
            let first = lanes(training), next = lanes(out)
            var inverse = 1 / first[0]
            if smallestPivot >= 0 { inverse.replace(with: 0, where: first[0] .<= smallestPivot) }
            var element = 0
            for row in 1..<columns + 1 {
                let factor = first[row] * inverse
                for column in row...columns {
                    next[element] = first[columns + 1 + element] - factor * first[column]
                    element += 1
                }
            }
            guard let test, let testOut else { return }
            let testFirst = lanes(test), testNext = lanes(testOut)
            element = 0
            for row in 1..<columns + 1 {
                let ratio = first[row] * inverse
                let measure = testFirst[row] - 0.5 * ratio * testFirst[0]
                for column in row...columns {
                    let otherRatio = first[column] * inverse
                    let otherMeasure = testFirst[column] - 0.5 * otherRatio * testFirst[0]
                    testNext[element] =
                        testFirst[columns + 1 + element] - ratio * otherMeasure
                        - measure * otherRatio
                    element += 1
                }
            }
        }
    }
}

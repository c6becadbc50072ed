internal import CTopsliceSchurKernels

/// Players of a walk in the order they are decided, in the kernel's terms.
struct WalkShape: Sendable {
    let playerCount: Int
    /// Codes a subset can have: one more than the sum of all strides.
    let codes: Int
    private let widths: [Int32]
    private let strides: [Int32]
    private let codeCounts: [Int32]
    private let columnsLeft: [Int32]
    private let smallestPivot: Double

    init(widths: some Sequence<Int>, strides: some Sequence<Int>, smallestPivot: Double) {
        // One longer than there are players: the kernel reads what is left past each.
        let widths = widths.map(Int32.init) + [0]
        let strides = strides.map(Int32.init) + [0]
        self.widths = widths
        self.strides = strides
        self.smallestPivot = smallestPivot
        playerCount = widths.count - 1
        codeCounts = widths.indices.map { strides[$0...].reduce(1, +) }
        columnsLeft = widths.indices.map { widths[$0...].reduce(0, +) }
        codes = Int(codeCounts[0])
    }

    /// Calls `body` with the kernel's view of this shape, valid during the call.
    func withKernelShape<Result>(_ body: (inout schur_walk) -> Result) -> Result {
        widths.withUnsafeBufferPointer { widths in
            strides.withUnsafeBufferPointer { strides in
                codeCounts.withUnsafeBufferPointer { codeCounts in
                    columnsLeft.withUnsafeBufferPointer { columnsLeft in
                        var shape = schur_walk(
                            player_count: Int32(playerCount),
                            widths: widths.baseAddress,
                            strides: strides.baseAddress,
                            code_counts: codeCounts.baseAddress,
                            columns_left: columnsLeft.baseAddress,
                            smallest_pivot: smallestPivot
                        )
                        return body(&shape)
                    }
                }
            }
        }
    }
}

/// The kernel's buffers for walks of one shape: what it adds its sums to, and scratch.
///
/// Lane l of the sum over subsets of code c is at `all[8 c + l]`, over those with player k at
/// `withPlayer[8 (k codes + c) + l]`.
final class WalkBuffers {
    let withPlayer: LaneBuffer
    let all: LaneBuffer
    private let scratch: LaneBuffer
    private let shape: WalkShape

    init(_ shape: WalkShape, paired: Bool) {
        self.shape = shape
        withPlayer = LaneBuffer(shape.playerCount * shape.codes * 8)
        all = LaneBuffer(shape.codes * 8)
        scratch = LaneBuffer(
            shape.withKernelShape { Int(schur_walk_scratch(&$0, paired ? 1 : 0)) }
        )
    }

    /// The sums over every subset of eight triangles, in place of what was there.
    func walk(_ training: UnsafeMutablePointer<Double>, test: UnsafeMutablePointer<Double>?) {
        withPlayer.clear()
        all.clear()
        shape.withKernelShape { shape in
            if let test {
                schur_paired_walk(
                    &shape,
                    training,
                    test,
                    withPlayer.base,
                    all.base,
                    scratch.base
                )
            } else {
                schur_walk(&shape, training, withPlayer.base, all.base, scratch.base)
            }
        }
    }
}

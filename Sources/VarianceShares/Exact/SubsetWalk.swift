internal import TopsliceParallel
internal import Synchronization

/// A visit to every subset of a game's players, for the sums of 1 − R² by subset code.
///
/// The first few players span the vector lanes (each lane one choice of them), the next few the tasks that
/// threads take turns at, and the kernel walks the rest. Sums are collected in a fixed number of slots, each
/// filled in order, so that the result does not depend on the number of threads.
///
/// Complexity: about six operations a subset, memory O(n³) for n columns.
struct SubsetWalk: Sendable {
    /// Players of the game, in the order they are decided.
    private let order: [Int]
    private let strides: [Int]
    private let widths: [Int]
    private let columns: [Int]
    private let game: SharingGame
    private let lanePlayers: Int
    private let taskPlayers: Int

    /// - Parameter strides: what each player of the game adds to the code of a subset; 1 for sizes.
    init(_ game: SharingGame, strides: [Int]) {
        // Wide players first: the kernel is fastest where the last to be decided are single columns.
        let order = game.columns.indices.sorted { first, second in
            let left = (strides[first], game.columns[first].count)
            let right = (strides[second], game.columns[second].count)
            return left == right ? first < second : left > right
        }
        self.game = game
        self.order = order
        self.strides = order.map { strides[$0] }
        self.widths = order.map { game.columns[$0].count }
        self.columns = order.flatMap { game.columns[$0] }
        self.lanePlayers = min(3, order.count)
        let rest = order.count - lanePlayers
        self.taskPlayers = max(min(4, rest - 8), rest - 20, 0)
    }

    /// Columns of the players after the lanes'.
    private var columnsWalked: Int { widths[lanePlayers...].reduce(0, +) }

    func run(_ control: WalkControl) throws -> SubsetSums {
        let codes = strides.reduce(1, +)
        let root = LaneTriangles(
            lanes: game,
            columns: columns,
            widths: widths,
            deciding: lanePlayers
        )
        let tasks = 1 << taskPlayers
        let slotCount = min(tasks, 64)
        let slots = (0..<slotCount).map { _ in Slot(players: order.count, codes: codes) }
        let next = Atomic(0), done = Atomic(0)
        let stopped = Atomic(false)
        try onWorkerThreads(min(control.threads, slotCount)) { _ in
            let worker = Worker(self)
            while true {
                let slot = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard slot < slotCount else { return }
                for task in slot * tasks / slotCount..<(slot + 1) * tasks / slotCount {
                    if stopped.load(ordering: .relaxed) { return }
                    if let isCancelled = control.isCancelled, isCancelled() {
                        stopped.store(true, ordering: .relaxed)
                        return
                    }
                    worker.visit(task, from: root, into: &slots[slot].sums)
                    let count = done.wrappingAdd(1, ordering: .relaxed).newValue
                    if count % max(1, tasks / 1000) == 0 {
                        control.progress?(Double(count) / Double(tasks))
                    }
                }
            }
        }
        guard !stopped.load(ordering: .relaxed) else {
            let share = Double(done.load(ordering: .relaxed)) / Double(tasks)
            throw VarianceSharesError.stopped(done: share)
        }
        var total = slots[0].sums
        for slot in slots.dropFirst() { total += slot.sums }
        var sums = SubsetSums(players: order.count, codes: codes)
        sums.all = total.all
        for (place, player) in order.enumerated() {
            sums.withPlayer[player] = total.withPlayer[place]
        }
        return sums
    }

    /// The sums of one slot: written by the one worker that drew it, read after all have ended.
    private final class Slot: @unchecked Sendable {
        var sums: SubsetSums
        init(players: Int, codes: Int) { sums = SubsetSums(players: players, codes: codes) }
    }

    /// What one thread needs to visit tasks: the shape of the walk below them, and its buffers.
    private final class Worker {
        private let walk: SubsetWalk
        private let shape: WalkShape
        private let buffers: WalkBuffers
        private var path: LaneTriangles.Path

        init(_ walk: SubsetWalk) {
            let first = walk.lanePlayers + walk.taskPlayers
            let paired = walk.game.test != nil
            self.walk = walk
            shape = WalkShape(
                widths: walk.widths[first...],
                strides: walk.strides[first...],
                smallestPivot: walk.game.smallestPivot
            )
            buffers = WalkBuffers(shape, paired: paired)
            path = LaneTriangles.Path(columns: walk.columnsWalked, paired: paired)
        }

        /// Visits the subsets whose choice among the task players is the bits of `task`.
        func visit(_ task: Int, from root: LaneTriangles, into sums: inout SubsetSums) {
            let first = walk.lanePlayers
            var taken: [Int] = []
            let triangles = path.descend(
                root,
                widths: walk.widths[first..<first + walk.taskPlayers],
                smallestPivot: walk.game.smallestPivot
            ) { player in
                let isIn = task >> player & 1 == 1
                if isIn { taken.append(first + player) }
                return isIn
            }
            buffers.walk(triangles.training, test: triangles.test)
            collect(taken, into: &sums)
        }

        /// Adds what the kernel left in its lanes to the sums, each lane at its own code.
        private func collect(_ taken: [Int], into sums: inout SubsetSums) {
            let below = walk.lanePlayers + walk.taskPlayers, codes = shape.codes
            for lane in 0..<1 << walk.lanePlayers {
                let above = (0..<walk.lanePlayers).filter { lane >> $0 & 1 == 1 } + taken
                let code = above.reduce(0) { $0 + walk.strides[$1] }
                for c in 0..<codes {
                    let value = buffers.all.base[c * 8 + lane]
                    sums.all[code + c] += value
                    for player in above { sums.withPlayer[player][code + c] += value }
                }
                for player in 0..<shape.playerCount {
                    let row = buffers.withPlayer.base + player * codes * 8 + lane
                    for c in 0..<codes {
                        sums.withPlayer[below + player][code + c] += row[c * 8]
                    }
                }
            }
        }
    }
}

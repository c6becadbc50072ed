/// One thread of a pass: its share of the rows, and the state it hands them to.
///
/// Used by one thread at a time, hence unchecked.
final class RowHand<State>: @unchecked Sendable {
    private let worker: any RowWorker
    let rows: RowBuilder
    var state: State
    private let twins: [(copy: Int, original: Int)]
    private let countSlot: Int?
    /// Whether levels are still to be found; later passes know them.
    private let notesLevels: Bool

    init(
        _ worker: any RowWorker,
        state: State,
        twins: [(copy: Int, original: Int)],
        countSlot: Int?,
        notesLevels: Bool
    ) {
        self.countSlot = countSlot
        self.worker = worker
        rows = worker.rows
        self.state = state
        self.twins = twins
        self.notesLevels = notesLevels
    }

    var rowsOfParts: [Int] { worker.rowsOfParts }

    func read(_ stretch: Int, _ body: (inout State, RowBlock) throws -> Void) throws {
        try worker.read(stretch: stretch) { try flush(body) }
    }

    /// Hands on what is left in the block.
    func flush(_ body: (inout State, RowBlock) throws -> Void) throws {
        guard rows.rowCount > 0 else { return }
        if notesLevels { rows.noteLevels() }
        let block = RowBlock(
            rowCount: rows.rowCount,
            stride: rows.stride,
            base: rows.values,
            lowParts: rows.lowParts,
            counts: countSlot.map { rows.values + $0 * rows.stride }
        )
        rows.rowCount = 0
        for twin in twins {
            block.column(twin.copy).update(from: block.column(twin.original), count: block.rowCount)
        }
        try body(&state, block)
    }
}

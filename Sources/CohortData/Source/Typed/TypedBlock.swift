/// Rows of a source whose columns have types, put together value by value until there are so many that they are handed on.
///
/// Used by one thread at a time.
class TypedBlock {
    /// By column.
    private(set) final var kinds: [TypedCells.Kind]
    private final let capacity: Int
    private final let present: [UnsafeMutablePointer<UInt8>]
    private final let values: [UnsafeMutablePointer<Int64>]
    private final var texts: [[UInt8]]
    private(set) final var rowCount = 0

    init(_ kinds: [TypedCells.Kind], capacity: Int) {
        self.kinds = kinds
        self.capacity = capacity
        present = kinds.map { _ in .allocate(capacity: capacity) }
        values = kinds.map { _ in .allocate(capacity: capacity) }
        for column in kinds.indices {
            present[column].initialize(repeating: 0, count: capacity)
            values[column].initialize(repeating: 0, count: capacity)
        }
        texts = kinds.map { _ in [] }
    }

    deinit {
        for column in present { column.deallocate() }
        for column in values { column.deallocate() }
    }

    final var isFull: Bool { rowCount == capacity }

    /// Lets go of the rows, which were handed on.
    func clear() {
        rowCount = 0
        for column in texts.indices { texts[column].removeAll(keepingCapacity: true) }
    }

    /// There is room for the row: the block is not full.
    final func endRow() { rowCount += 1 }

    final func putMissing(_ column: Int) { present[column][rowCount] = 0 }

    final func put(_ value: Int64, _ column: Int) {
        present[column][rowCount] = 1
        values[column][rowCount] = value
    }

    final func put(_ value: Double, _ column: Int) {
        put(Int64(bitPattern: value.bitPattern), column)
    }

    final func put(text: some Collection<UInt8>, _ column: Int) {
        texts[column] += text
        put(Int64(text.count), column)
    }

    /// Makes the values of a column texts: one is to come that is none of its kind.
    final func makeText(_ column: Int) {
        let kind = kinds[column]
        guard kind != .text else { return }
        kinds[column] = .text
        for row in 0..<rowCount where present[column][row] != 0 {
            let text = Array(TypedText.text(values[column][row], kind).utf8)
            texts[column] += text
            values[column][row] = Int64(text.count)
        }
    }

    /// Takes a column, in which nothing stands, as one of a kind again.
    final func make(_ kind: TypedCells.Kind, _ column: Int) {
        precondition(rowCount == 0, "\(rowCount) rows of column \(column) are of another kind")
        kinds[column] = kind
    }

    /// Hands on the rows as cells, by column.
    final func withCells<Result>(_ body: ([TypedCells]) throws -> Result) rethrows -> Result {
        func next(_ made: [TypedCells]) throws -> Result {
            let column = made.count
            guard column < kinds.count else { return try body(made) }
            return try texts[column].withUnsafeBufferPointer { text in
                try next(
                    made + [
                        TypedCells(
                            kind: kinds[column],
                            present: present[column],
                            values: values[column],
                            text: text.baseAddress
                        )
                    ]
                )
            }
        }
        return try next([])
    }
}

extension TypedRecords {
    /// The records that a block is filled with.
    ///
    /// - `names`: of the columns of the block.
    /// - `fill`: fills the block from the first record to the last; calls what it is given whenever the block is full, and at the end
    ///   where it holds something.
    init(
        names: [String],
        _ block: TypedBlock,
        fill: @escaping (_ flush: () throws -> Void) throws -> Void
    ) {
        self.init(names: names, places: Array(names.indices)) { body in
            try fill {
                try block.withCells { try body(block.rowCount, $0) }
                block.clear()
            }
        }
    }
}

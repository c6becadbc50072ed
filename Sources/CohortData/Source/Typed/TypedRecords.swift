internal import TopsliceRecords

/// The records of one file whose columns have types, to be read one by one.
struct TypedRecords {
    /// Of the columns that can be read, in their order.
    let names: [String]
    /// By column that can be read, its place among the cells handed on.
    let places: [Int]
    private let hand: (_ body: (Int, [TypedCells?]) throws -> Void) throws -> Void

    /// - `hand`: hands on the cells of some thousand rows at a time; throws `Faults`, or what `body` does.
    init(
        names: [String],
        places: [Int],
        _ hand: @escaping (_ body: (Int, [TypedCells?]) throws -> Void) throws -> Void
    ) {
        self.names = names
        self.places = places
        self.hand = hand
    }

    /// Hands on some thousand rows at a time, the cells of the columns that can be read.
    ///
    /// - Throws: where the file cannot be read to its end.
    func forEachBlock(_ body: (Int, [TypedCells]) -> Void) throws(Faults) {
        do {
            try hand { count, cells in
                let own = places.map { place -> TypedCells in
                    guard let cells = cells[place] else {
                        preconditionFailure("column \(place) was not read")
                    }
                    return cells
                }
                body(count, own)
            }
        } catch let faults as Faults {
            throw faults
        } catch {
            preconditionFailure("records of a typed file were left with \(error)")
        }
    }
}

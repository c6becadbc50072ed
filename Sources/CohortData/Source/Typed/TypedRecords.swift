/// The records of one file whose columns have types, to be checked one by one.
struct TypedRecords {
    /// Of the columns that can be read, in their order.
    let names: [String]
    /// By column that can be read, its place among the cells handed on.
    let places: [Int]
    /// Hands on some thousand rows at a time.
    let forEachBlock: (_ body: (Int, [TypedCells?]) throws -> Void) throws -> Void
}

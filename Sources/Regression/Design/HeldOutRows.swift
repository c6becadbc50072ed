/// Rows that a fit leaves out, so that others can be judged by it: one of several folds.
///
/// A fold is made of whole clusters where there are some, in turns, else of people in turns: those of a cell, who are alike in everything,
/// are dealt to all folds. Were a cell held out whole, its model would have seen those alike with another outcome only.
package struct HeldOutRows: Sendable {
    let fold: Int
    let count: Int
    let clusterRequest: Int?

    package init(fold: Int, of count: Int, clusterRequest: Int?) {
        precondition(0..<count ~= fold, "fold \(fold) of \(count)")
        self.fold = fold
        self.count = count
        self.clusterRequest = clusterRequest
    }

    /// How many of the people of one row of a block are in a fold.
    ///
    /// - `cluster`: its number, where folds are made of clusters; `people`: 1 but for cells.
    @inline(__always)
    package static func people(
        ofFold fold: Int,
        of count: Int,
        row: Int,
        cluster: Int?,
        people: Int
    ) -> Int {
        if let cluster { return cluster % count == fold ? people : 0 }
        // The first of them is in fold row % count, the next in the one after it.
        let first = (fold + count - row % count) % count
        return people <= first ? 0 : (people - first - 1) / count + 1
    }
}

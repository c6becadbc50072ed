/// Rows that a fit leaves out, so that others can be judged by it: one of several folds.
///
/// A fold is made of whole clusters where there are some, in turns, else of people in turns: those whom one row stands for are dealt out
/// evenly, since a fold of whole cells would judge people by a fit that never saw their like.
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

    /// How many of the people of a row of a block are in a fold.
    ///
    /// - `cluster`: its number; nil where people are independent.
    package static func people(
        _ people: Double,
        row: Int,
        cluster: Int?,
        in fold: Int,
        of count: Int
    ) -> Double {
        if let cluster { return cluster % count == fold ? people : 0 }
        let each = (people / Double(count)).rounded(.down)
        let turn = (fold - row % count + count) % count
        return each + (Double(turn) < people - each * Double(count) ? 1 : 0)
    }
}

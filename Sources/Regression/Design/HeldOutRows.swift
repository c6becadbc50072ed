/// Rows that a fit leaves out, so that others can be judged by it: one of several folds.
///
/// A fold is made of whole clusters where there are some, in turns, else of rows in turns.
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

    /// The fold of a row of a block, by the number of its cluster.
    package static func fold(row: Int, cluster: Int?, of count: Int) -> Int {
        (cluster ?? row) % count
    }
}

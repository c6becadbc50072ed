internal import TopsliceCohortData

/// The exposure pattern of each row of a block: bit k is set where agency k served the person.
func exposurePatterns(_ block: RowBlock, _ agencyRequests: [Int]) -> [UInt64] {
    var patterns = [UInt64](repeating: 0, count: block.rowCount)
    for (agency, request) in agencyRequests.enumerated() {
        let exposure = block.column(request)
        for row in 0..<block.rowCount where exposure[row] == 1 {
            patterns[row] |= 1 << UInt64(agency)
        }
    }
    return patterns
}

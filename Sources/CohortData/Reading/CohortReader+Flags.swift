extension CohortReader {
    /// A column keeps to one spelling of its flags, and to numbers or flags in words: told only of all rows together.
    ///
    /// - Throws: `ReadInterruption.unclean`; the careful checker names the lines.
    func refuseMixedFlags(_ builders: [RowBuilder], _ summary: ReadSummary) throws {
        let rows = summary.rowsRead - summary.rowsFiltered
        for column in header.indices {
            let words = builders.reduce(0) { $0 + $1.flagWords(ofColumn: column).count }
            guard words > 0 else { continue }
            let spellings = builders.reduce(0) { $0 | $1.flagWords(ofColumn: column).spellings }
            let missing = builders.reduce(0) { $0 + $1.missingCounts[column] }
            guard spellings.nonzeroBitCount == 1, words + missing == rows else {
                throw ReadInterruption.unclean
            }
        }
    }
}

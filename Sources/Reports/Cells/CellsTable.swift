internal import TopsliceCohortData
package import TopsliceFormats
package import TopsliceStudies

extension CellsRequest.Run {
    /// The cells as a file that `--counts` reads.
    package var table: CSVStream {
        let (cells, kept) = (cells, kept)
        return CSVStream(columns: cells.columns + [counts], count: kept.count) { row, line in
            for column in cells.columns.indices {
                line.text(cells.text(kept[row], column: column))
            }
            line.text(cells.people(kept[row]).description)
        }
    }
}

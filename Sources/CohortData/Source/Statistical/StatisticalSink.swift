internal import TopsliceRecords

/// What takes the values of a file of Stata, SPSS or SAS, row by row, those of a row in the order of its columns.
protocol StatisticalSink: AnyObject {
    func wants(_ column: Int) -> Bool
    func addMissing(_ column: Int) throws(Faults)
    func add(text: UnsafePointer<CChar>?, _ column: Int) throws(Faults)
    func add(number: Double, text: () -> String, _ column: Int) throws(Faults)
    /// After the last row.
    func finish() throws(Faults)
}

extension RowTextWriter: StatisticalSink {}

/// A file that holds tables and is no text: a workbook.
package protocol TableBook: Sendable {
    /// Every row of the table that has the columns, whichever sheet it is on and whatever titles stand above it.
    ///
    /// - Throws: where there is no such table, or more than one, or its head cannot be read.
    func records(_ wanted: WantedColumns) throws(Faults) -> SheetRecords

    /// Every row of the only table, whatever its heads are.
    func recordsOfAnyHeads() throws(Faults) -> SheetRecords
}

/// The rows of a table of a sheet.
package struct SheetRecords: Sendable {
    /// Columns as the format calls them, where it knows them.
    package let head: TableRecord
    /// One field a column of the head.
    package let records: [TableRecord]
    /// Cells that cannot be read; the rows they stand in are not among the records.
    package let faults: FaultList
    package let notices: [TableNotice]

    package init(
        head: TableRecord,
        records: [TableRecord],
        faults: FaultList,
        notices: [TableNotice]
    ) {
        self.head = head
        self.records = records
        self.faults = faults
        self.notices = notices
    }
}

/// How much of an archive is read at all. A real workbook stays far below each; a bomb does not.
package struct ArchiveLimits: Sendable {
    /// Parts of the archive.
    package var parts = 10_000
    /// Bytes of all parts together, unpacked.
    package var bytes = 1 << 29
    /// Bytes unpacked for each byte packed, in parts beyond `smallPart`. Deflate itself ends at 1032; sheets of
    /// numbers come to 10 or 20, of repeated rows to 100.
    package var ratio = 400
    package var smallPart = 1 << 20
    /// Cells of a workbook that hold something, and as many merged ranges and texts that cells share.
    package var cells = 5_000_000
    /// Characters of one cell, by the bytes of their UTF-8; a spreadsheet program ends at 32,767 characters.
    package var textBytes = 1 << 17

    package init() {}
}

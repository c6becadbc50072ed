/// A file that a table is read from, whatever kind of file it is.
package struct TableSource: Sendable {
    package enum Content: Sendable {
        case text(TextFile)
        /// Text that is read block by block.
        case blocks(TextBlocks)
        case book(any TableBook)
    }

    /// What the user calls it; for messages.
    package let file: String
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    package let sha256: String
    package let content: Content
    /// How its columns are headed, where somebody says so.
    package let mapping: ColumnMapping?

    package init(_ text: TextFile, mapping: ColumnMapping? = nil) {
        file = text.file
        sha256 = text.sha256
        content = .text(text)
        self.mapping = mapping
    }

    package init(_ blocks: TextBlocks) {
        file = blocks.file
        sha256 = blocks.sha256
        content = .blocks(blocks)
        mapping = nil
    }

    package init(
        _ book: any TableBook,
        file: String,
        sha256: String,
        mapping: ColumnMapping? = nil
    ) {
        self.file = file
        self.sha256 = sha256
        content = .book(book)
        self.mapping = mapping
    }

    /// What was converted on opening.
    package var warnings: [TableWarning] {
        if case .text(let text) = content { text.warnings } else { [] }
    }
}

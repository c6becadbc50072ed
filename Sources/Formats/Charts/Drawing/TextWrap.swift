/// A name broken into lines that fit a width.
struct WrappedText: Equatable {
    var lines: [String]
    /// Whether words are missing, so that the full text must be told otherwise.
    var isCut: Bool

    /// Breaks after spaces; within a word too wide for a line after hyphens, slashes and
    /// underscores, and anywhere only if it must. Cuts with "…" what does not fit.
    init(_ text: String, width: Double, size: Double, maximumLines: Int, isBold: Bool = false) {
        func fits(_ candidate: String) -> Bool {
            TextMetrics.width(of: candidate, size: size, isBold: isBold) <= width
        }
        var lines: [String] = []
        var current = ""
        var isCut = false
        for piece in Self.words(text).flatMap({ fits(Self.trimmed($0)) ? [$0] : Self.pieces($0) }) {
            if fits(Self.trimmed(current + piece)) {
                current += piece
                continue
            }
            if !current.isEmpty { lines.append(Self.trimmed(current)) }
            current = piece
            // A word longer than the line is broken where it must be.
            while !fits(Self.trimmed(current)) && current.count > 1 {
                var head = current
                while !fits(head) && head.count > 1 { head.removeLast() }
                lines.append(head)
                current.removeFirst(head.count)
            }
        }
        if !current.isEmpty || lines.isEmpty { lines.append(Self.trimmed(current)) }
        if lines.count > max(1, maximumLines) {
            isCut = true
            lines = Array(lines.prefix(max(1, maximumLines)))
            var last = lines.removeLast()
            while !fits(last + "…") && !last.isEmpty { last.removeLast() }
            lines.append(last + "…")
        }
        self.lines = lines
        self.isCut = isCut
    }

    func width(size: Double, isBold: Bool = false) -> Double {
        lines.map { TextMetrics.width(of: $0, size: size, isBold: isBold) }.max() ?? 0
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }

    private static func words(_ text: String) -> [String] {
        split(text) { $0 == " " || $0.isNewline }
    }

    private static func pieces(_ word: String) -> [String] {
        split(word) { " -/_".contains($0) }
    }

    /// Pieces that each end with a character after which a line may end.
    private static func split(_ text: String, after mayBreak: (Character) -> Bool) -> [String] {
        var pieces: [String] = []
        var current = ""
        for character in text {
            current.append(character.isNewline ? " " : character)
            if mayBreak(character) {
                pieces.append(current)
                current = ""
            }
        }
        if !current.isEmpty { pieces.append(current) }
        return pieces
    }
}

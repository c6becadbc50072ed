/// What to do with one column of the file.
struct WantedColumn {
    var name = ""
    var numberSlot = -1
    var numberKind = ColumnRequest.Kind.number
    var levelSlot = -1
    /// Whether the number is the weight of the row.
    var isWeight = false
    /// Whether a missing text is the empty level.
    var keepsMissing = false
    /// Whether the number is how many people the row stands for.
    var isCount = false
    var missingCodes: [[UInt8]] = [] {
        didSet {
            missingNumbers = missingCodes.compactMap { code in
                code.withUnsafeBufferPointer { NumberField.parse($0) }
            }
        }
    }
    /// The missing codes that are numbers: `99` is also what a program wrote as `99.0`.
    private(set) var missingNumbers: [Double] = []
    /// Whether a row that lacks it is handed on all the same, NaN in its place.
    var mayBeMissing = false
    /// Whether nobody declared the column and it was taken as words, which no number may stand among.
    var holdsWords = false
    /// How flags in words are told where a number is wanted; nil: they are refused. A binary column has a rule anyway.
    var flagRule: FlagRule?

    /// Whether every plain number is a value: text, dates, flags and codes such as `-99` need a closer look.
    var takesPlainNumbers: Bool {
        levelSlot < 0 && numberSlot >= 0 && (numberKind == .number || numberKind == .weight)
            && flagRule?.declared == nil
            && !missingCodes.contains { $0.first.map { $0 &- 45 <= 12 } ?? false }
    }
}

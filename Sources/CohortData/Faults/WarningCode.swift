/// What kind of oddity was tolerated; the raw value is the stable code printed in reports.
package enum WarningCode: String, Sendable, Hashable, CaseIterable {
    case utf16 = "W_ENCODING_UTF16"
    case carriageReturnOnly = "W_CR_ONLY"
    case mixedLineEnds = "W_MIXED_LINE_ENDS"
    case blankLine = "W_BLANK_LINE"
    case trimmed = "W_TRIMMED"
    case outcomeMissing = "W_OUTCOME_MISSING"
    case idLeadingZero = "W_ID_LEADING_ZERO"
    case levelsAlike = "W_LEVELS_ALIKE"
    case separation = "W_SEPARATION"
    case directIdentifier = "W_DIRECT_IDENTIFIER"
}

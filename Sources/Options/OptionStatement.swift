/// What is said of one option, from which its flag, key, help, completion and documentation follow.
package struct OptionStatement: Sendable {
    package enum Kind: Sendable {
        case text
        case number
        case choice
        /// Several values in one text; a list or map in a file.
        case list
        /// A flag without a value.
        case isOn
        /// A file that is read or written.
        case file
        /// One or more files, without a flag.
        case files
        case folder
        /// Rows written out in a file.
        case table
    }

    /// Where an option may stand.
    package enum Scope: Sendable {
        case everywhere
        case commandLine
        /// On the command line, and printed back with the result.
        case result
        /// The same, but nothing is said of it where it was not stated.
        case statedResult
        /// On the command line without a flag, and in a file where it has a key.
        case argument
        case argumentAndFile
        case file
    }

    /// The key of a file, and what is printed back, such as `agency_by`.
    package let name: String
    /// Without dashes, such as `agency-by`.
    package let flagName: String
    package let kind: Kind
    package let scope: Scope
    /// The words a choice may be.
    package let words: [String]
    /// What a number may be, such as `from 1 to 64`.
    package let limits: String?
    /// In words; nil where nothing is taken in its place.
    package let fallback: String?
    /// One sentence. Where it lacks a full stop, the words of the choice follow.
    package let meaning: String
    package let isRequired: Bool

    /// `--agency-by`, or `FILE` for an argument.
    package var flag: String { isArgument ? flagName.uppercased() : "--" + flagName }

    package var isArgument: Bool { scope == .argument || scope == .argumentAndFile }
    package var isOnCommandLine: Bool { scope != .file }
    package var isInFile: Bool {
        scope == .everywhere || scope == .argumentAndFile || scope == .file
    }

    /// What `--help` says, default included.
    package var help: String {
        var text = meaning
        if !text.hasSuffix(".") { text += ": \(OptionStatement.either(words))." }
        let further = [limits, fallback.map { "default: \($0)" }].compactMap { $0 }
        return text + (further.isEmpty ? "" : " (\(further.joined(separator: "; ")))")
    }

    /// `a, b or c`.
    package static func either(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// A key of a file that is no option of a command.
    package static func key(
        _ name: String,
        words: [String] = [],
        fallback: String? = nil,
        isRequired: Bool = false,
        _ meaning: String
    ) -> Self {
        Self(
            name: name,
            flagName: name,
            kind: words.isEmpty ? .text : .choice,
            scope: .file,
            words: words,
            limits: nil,
            fallback: fallback,
            meaning: meaning,
            isRequired: isRequired
        )
    }
}

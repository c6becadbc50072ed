internal import ArgumentParser
internal import TopsliceOptions

/// The options of a command line, declared to the parser from their table.
///
/// The parser learns of options by looking at the properties of a value, so this shows it one for each entry.
struct Given<Options: StatedOptions>: ParsableArguments, CustomReflectable {
    var options = Options()
    private var faults = RequestFaults()

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OptionKey.self)
        for entry in Options.entries {
            let statement = entry.statement
            let key = OptionKey(stringValue: statement.name)
            let texts: [String?] =
                switch Declaration(statement) {
                case nil: []
                case .isOn:
                    try container.decode(Flag<Bool>.self, forKey: key).wrappedValue ? ["true"] : []
                case .option: [try container.decode(Option<String?>.self, forKey: key).wrappedValue]
                case .required:
                    [try container.decode(Option<String>.self, forKey: key).wrappedValue]
                case .argument:
                    [try container.decode(Argument<String?>.self, forKey: key).wrappedValue]
                case .requiredArgument:
                    [try container.decode(Argument<String>.self, forKey: key).wrappedValue]
                case .arguments:
                    try container.decode(Argument<[String]>.self, forKey: key).wrappedValue
                case .optionalArguments:
                    try container.decode(Argument<[String]>.self, forKey: key).wrappedValue
                }
            for text in texts.compactMap(\.self) {
                let place = statement.isArgument ? text : statement.flag
                entry.take(Stated(text, at: place), &options, &faults)
            }
        }
        options.refuseRivals(&faults)
    }

    func validate() throws { try faults.throwIfAny() }

    /// How a command is called: what it cannot do without, and that there is more.
    static func usage(_ command: String) -> String {
        let named = Self.statements.filter { !$0.isArgument && $0.isRequired }.map {
            "\($0.flag) <\($0.flagName)>"
        }
        let arguments = Self.statements.filter(\.isArgument).map {
            switch ($0.kind, $0.isRequired) {
            case (.files, true): "<\($0.flagName)> ..."
            case (.files, false): "[<\($0.flagName)> ...]"
            case (_, true): "<\($0.flagName)>"
            case (_, false): "[<\($0.flagName)>]"
            }
        }
        return (["topslice", command, "[<options>]"] + named + arguments).joined(separator: " ")
    }

    var customMirror: Mirror {
        Mirror(
            self,
            children: Options.entries.map(\.statement).compactMap { statement in
                Declaration(statement).map { (label: statement.name, value: $0.made(statement)) }
            }
        )
    }
}

extension Given: OptionListing {
    static var statements: [OptionStatement] { Options.entries.map(\.statement) }
}

/// What holds options that can be listed without parsing anything.
protocol OptionListing {
    static var statements: [OptionStatement] { get }
}

extension OptionGroup: OptionListing where Value: OptionListing {
    static var statements: [OptionStatement] { Value.statements }
}

/// How the parser is told of one option.
private enum Declaration {
    case isOn
    case option
    case required
    case argument
    case requiredArgument
    case arguments
    case optionalArguments

    /// Nil for what only a file can hold.
    init?(_ statement: OptionStatement) {
        switch (statement.isArgument, statement.isRequired, statement.kind) {
        case _ where !statement.isOnCommandLine: return nil
        case (true, true, .files): self = .arguments
        case (true, false, .files): self = .optionalArguments
        case (true, true, _): self = .requiredArgument
        case (true, false, _): self = .argument
        case (false, _, .isOn): self = .isOn
        case (false, true, _): self = .required
        case (false, false, _): self = .option
        }
    }

    func made(_ statement: OptionStatement) -> Any {
        let name = NameSpecification.customLong(statement.flagName)
        let help = ArgumentHelp(stringLiteral: statement.help)
        let completion = statement.completion
        return switch self {
        case .isOn: Flag<Bool>(wrappedValue: false, name: name, help: help)
        case .option: Option<String?>(name: name, help: help, completion: completion)
        case .required: Option<String>(name: name, help: help, completion: completion)
        case .argument: Argument<String?>(help: help, completion: completion)
        case .requiredArgument: Argument<String>(help: help, completion: completion)
        case .arguments: Argument<[String]>(help: help, completion: completion)
        case .optionalArguments:
            Argument<[String]>(wrappedValue: [], help: help, completion: completion)
        }
    }
}

extension OptionStatement {
    fileprivate var completion: CompletionKind? {
        switch kind {
        case _ where !words.isEmpty: .list(words)
        case .file, .files: .file()
        case .folder: .directory
        case .text, .number, .choice, .list, .isOn, .table: nil
        }
    }
}

private struct OptionKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

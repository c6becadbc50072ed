internal import TopsliceRecords
internal import Glibc

/// Standard output or standard error, for people: nothing in the text can act on their terminal.
package struct StandardStream {
    package enum Colour: String {
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    package static var output: StandardStream { StandardStream(STDOUT_FILENO, "standard output") }
    package static var errors: StandardStream { StandardStream(STDERR_FILENO, "standard error") }

    let file: OpenFile
    private let descriptor: Int32

    private init(_ descriptor: Int32, _ name: String) {
        file = OpenFile(standard: descriptor, named: name)
        self.descriptor = descriptor
    }

    /// Writes the text, with every control but the line feed made visible.
    ///
    /// - Parameter colour: used besides the words on a screen, unless NO_COLOR is set.
    package func say(_ text: String, in colour: Colour? = nil) throws {
        var shown = visible(text, keeping: ["\n"])
        if let colour, isatty(descriptor) == 1, getenv("NO_COLOR") == nil {
            shown = "\u{1B}[\(colour.rawValue)m\(shown)\u{1B}[0m"
        }
        try write(shown)
    }

    /// Writes the program's own text as it stands.
    func write(_ text: String) throws { try file.write(.text(text)) }
}

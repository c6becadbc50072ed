/// A file to be written into an output folder: its name and what it will hold.
package struct OutputFile: Sendable {
    /// A plain name such as "report.html", never a path.
    package let name: String
    package let content: OutputContent

    package init(name: String, content: OutputContent) {
        self.name = name
        self.content = content
    }

    package init(name: String, bytes: [UInt8]) {
        self.init(name: name, content: .bytes(bytes))
    }

    package init(name: String, text: String) {
        self.init(name: name, content: .text(text))
    }
}

/// What a file will hold.
package enum OutputContent: Sendable {
    package typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    case bytes([UInt8])
    /// Too large to be held in memory: hands its pieces to the sink in order.
    case pieces(@Sendable (Sink) throws -> Void)

    /// What is made only when it is written, and let go then.
    package static func made(_ make: @escaping @Sendable () throws -> OutputContent) -> Self {
        .pieces { try make().write(to: $0) }
    }

    package static func text(_ text: String) -> OutputContent { .bytes(Array(text.utf8)) }

    /// Hands all of it to a sink.
    package func write(to sink: Sink) throws {
        switch self {
        case .bytes(let bytes): try bytes.withUnsafeBytes(sink)
        case .pieces(let produce): try produce(sink)
        }
    }
}

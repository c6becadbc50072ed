/// Where a result came from: enough to make it again, and to see that it was made from other input.
public struct Provenance: Sendable, Equatable {
    /// The version of the software.
    public var version: String
    public var inputs: [Input]
    /// Every option after defaults were filled in, in the order to be shown.
    public var options: [Option]
    /// The kernel family of the linear algebra library, such as "SkylakeX": the last bits of a
    /// result may differ between families. Nil where no linear algebra took part.
    public var blasCore: String?
    public var threads: Int
    /// Wall-clock time of the work.
    public var seconds: Double?
    /// The seed of the random numbers, nil where none were drawn.
    public var seed: UInt64?

    /// A file that was read.
    public struct Input: Sendable, Equatable {
        public var path: String
        /// SHA-256 of the bytes, 64 hexadecimal digits.
        public var sha256: String
        /// Data rows, without the header; nil for a file that is not a table.
        public var rows: Int?

        public init(path: String, sha256: String, rows: Int?) {
            self.path = path
            self.sha256 = sha256
            self.rows = rows
        }
    }

    /// One resolved option, as text.
    public struct Option: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(
        version: String,
        inputs: [Input],
        options: [Option],
        blasCore: String?,
        threads: Int,
        seconds: Double?,
        seed: UInt64? = nil
    ) {
        self.version = version
        self.inputs = inputs
        self.options = options
        self.blasCore = blasCore
        self.threads = threads
        self.seconds = seconds
        self.seed = seed
    }

    /// Keys: `version`, `inputs[].{path,sha256,rows}`, `options{name: value}`, `blas_core`,
    /// `threads`, `seconds`, and `seed` where there is one.
    public var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("version", .string(version)),
            .init(
                "inputs",
                .array(
                    inputs.map {
                        [
                            "path": .string($0.path), "sha256": .string($0.sha256),
                            "rows": .optional($0.rows),
                        ]
                    }
                )
            ),
            .init("options", .object(options.map { .init($0.name, .string($0.value)) })),
            .init("blas_core", .optional(blasCore)),
            .init("threads", .integer(threads)),
            .init("seconds", .optional(seconds)),
        ]
        if let seed { members.append(.init("seed", .unsigned(seed))) }
        return .object(members)
    }
}

internal import TopsliceDoor
package import TopsliceRecords
package import TopsliceFormats

/// Where a result came from: enough to make it again, and to see that it was made from other input.
package struct Provenance: Sendable, Equatable, Codable {
    /// The version of the software.
    package var version: String
    package var inputs: [Input]
    /// Every option after defaults were filled in, in the order to be shown.
    package var options: [Option]
    /// The kernel family of the linear algebra library, such as "SkylakeX": the last bits of a
    /// result may differ between families. Nil where no linear algebra took part.
    package var blasCore: String?
    package var threads: Int
    /// Wall-clock time of the work.
    package var seconds: Double?
    /// The seed of the random numbers, nil where none were drawn.
    package var seed: UInt64?

    /// A file that was read.
    package struct Input: Sendable, Equatable, Codable {
        /// As a report says it, see ``FileNames``.
        package var path: String
        /// SHA-256 of the bytes, 64 hexadecimal digits.
        package var sha256: String
        /// Data rows, without the header; nil for a file that is not a table.
        package var rows: Int?

        package init(
            path: String,
            sha256: String,
            rows: Int?,
            names: FileNames = FileNames()
        ) {
            self.path = names.said(path)
            self.sha256 = sha256
            self.rows = rows
        }
    }

    /// One resolved option, as text.
    package struct Option: Sendable, Equatable, Codable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
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
    package var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("version", .string(version)),
            .init(
                AttributionKeys.Provenance.inputs,
                .array(
                    inputs.map {
                        [
                            AttributionKeys.Provenance.path: .string($0.path),
                            AttributionKeys.Provenance.sha256: .string($0.sha256),
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

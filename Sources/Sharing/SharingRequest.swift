package import TopsliceOptions
package import TopsliceRecords

/// Something to be divided as it was asked for: what flags and a request file say of it.
package struct SharingRequest<Options: SharedOptions>: Sendable {
    package var options: Options
    package var delimiter: Delimiter
    /// The request file, where there is one.
    package var request: RequestFile?

    package init(
        options: Options,
        delimiter: Delimiter = .comma,
        request: RequestFile? = nil
    ) {
        self.options = options
        self.delimiter = delimiter
        self.request = request
    }
}

/// What a division leaves, whatever was divided.
package protocol SharingRun: Sendable {
    var input: [InputRecord] { get }
    var warnings: [SharingWarning] { get }
    /// Every option with its default filled in.
    var options: [(name: String, value: String)] { get }
}

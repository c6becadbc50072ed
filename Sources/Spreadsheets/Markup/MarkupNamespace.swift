/// A namespace of XML that a reader listens to, and the prefix by which it calls its names.
struct MarkupNamespace {
    let uri: [UInt8]
    let prefix: String

    init(_ uri: String, prefix: String) {
        self.uri = Array(uri.utf8)
        self.prefix = prefix
    }
}

/// Namespaces of OpenDocument (ISO/IEC 26300-1:2015) that tell what cells hold.
enum OpenDocumentNames {
    static let content: [MarkupNamespace] = {
        let root = "urn:oasis:names:tc:opendocument:xmlns:"
        return [
            MarkupNamespace(root + "office:1.0", prefix: "office"),
            MarkupNamespace(root + "table:1.0", prefix: "table"),
            MarkupNamespace(root + "text:1.0", prefix: "text"),
            MarkupNamespace(root + "style:1.0", prefix: "style"),
            MarkupNamespace(
                "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
                prefix: "calcext"
            ),
        ]
    }()

    static let manifest = [
        MarkupNamespace("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", prefix: "")
    ]
}

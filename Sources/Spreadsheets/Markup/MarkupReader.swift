internal import CTopsliceExpat
internal import Glibc

/// What listens to a stream of XML.
protocol MarkupListener: AnyObject {
    /// An element of a namespace listened to begins.
    func begin(_ name: String, _ attributes: MarkupAttributes) throws(WorkbookTrouble)
    func end(_ name: String) throws(WorkbookTrouble)
    /// Character data, in pieces; of elements listened to only.
    func text(_ piece: UnsafeBufferPointer<UInt8>)
}

/// Reads a part of an archive as XML, streaming, and refuses whatever declares a document type or an entity.
final class MarkupReader {
    private let listener: any MarkupListener
    private let namespaces: [MarkupNamespace]
    private let parser: XML_Parser
    /// Depth within elements of namespaces that nobody listens to.
    private var foreignDepth = 0
    private var depth = 0
    private var trouble: WorkbookTrouble?

    /// No workbook nests its elements deeper.
    private static let deepest = 256

    private init(
        _ listener: any MarkupListener,
        _ namespaces: [MarkupNamespace],
        _ parser: XML_Parser
    ) {
        self.listener = listener
        self.namespaces = namespaces
        self.parser = parser
    }

    /// - Throws: where the part is damaged or malformed, or the listener refuses what it holds.
    static func read(
        _ part: String,
        of archive: ZipArchive,
        namespaces: [MarkupNamespace],
        _ listener: any MarkupListener
    ) throws(WorkbookTrouble) {
        // A space stands in no URI and no name.
        guard let parser = XML_ParserCreateNS(nil, XML_Char(0x20)) else { throw .damaged }
        defer { XML_ParserFree(parser) }
        let reader = MarkupReader(listener, namespaces, parser)
        reader.install()
        defer { withExtendedLifetime(reader) {} }
        try archive.read(part) { (piece) throws(WorkbookTrouble) in
            let start = piece.bindMemory(to: CChar.self).baseAddress
            let status = XML_Parse(parser, start, Int32(piece.count), 0)
            if let trouble = reader.trouble { throw trouble }
            guard status == XML_STATUS_OK else { throw .malformed(part: part) }
        }
        let status = XML_Parse(parser, nil, 0, 1)
        if let trouble = reader.trouble { throw trouble }
        guard status == XML_STATUS_OK else { throw .malformed(part: part) }
    }

    private func install() {
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let reader = MarkupReader.of(context), let name else { return }
                reader.begin(name, attributes)
            },
            { context, name in
                guard let reader = MarkupReader.of(context), let name else { return }
                reader.end(name)
            }
        )
        XML_SetCharacterDataHandler(parser) { context, text, count in
            guard let reader = MarkupReader.of(context), let text else { return }
            reader.text(text, count: Int(count))
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            MarkupReader.of(context)?.stop(.documentType)
        }
        XML_SetEntityDeclHandler(parser) { context, _, _, _, _, _, _, _, _ in
            MarkupReader.of(context)?.stop(.documentType)
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> MarkupReader? {
        context.map { Unmanaged<MarkupReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop(_ trouble: WorkbookTrouble) {
        if self.trouble == nil { self.trouble = trouble }
        XML_StopParser(parser, XML_Bool(0))
    }

    /// The name as the listener calls it; nil in a namespace it does not listen to.
    private func known(_ name: UnsafePointer<CChar>) -> String? {
        guard let mark = strrchr(name, 0x20) else { return nil }
        let length = UnsafePointer(mark) - name
        for namespace in namespaces
        where namespace.uri.count == length && memcmp(namespace.uri, name, length) == 0 {
            let local = String(cString: mark + 1)
            return namespace.prefix.isEmpty ? local : namespace.prefix + ":" + local
        }
        return nil
    }

    private func begin(
        _ name: UnsafePointer<CChar>,
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard trouble == nil else { return }
        depth += 1
        guard depth <= Self.deepest else { return stop(.tooDeep) }
        guard foreignDepth == 0, let known = known(name) else {
            foreignDepth += 1
            return
        }
        do throws(WorkbookTrouble) {
            try listener.begin(known, MarkupAttributes(attributes, namespaces))
        } catch {
            stop(error)
        }
    }

    private func end(_ name: UnsafePointer<CChar>) {
        guard trouble == nil else { return }
        depth -= 1
        guard foreignDepth == 0 else {
            foreignDepth -= 1
            return
        }
        guard let known = known(name) else { return }
        do throws(WorkbookTrouble) {
            try listener.end(known)
        } catch {
            stop(error)
        }
    }

    private func text(_ text: UnsafePointer<CChar>, count: Int) {
        guard trouble == nil, foreignDepth == 0 else { return }
        text.withMemoryRebound(to: UInt8.self, capacity: count) {
            listener.text(UnsafeBufferPointer(start: $0, count: count))
        }
    }
}

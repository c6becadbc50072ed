internal import Glibc

/// The attributes of an element, by the names that readers call them.
struct MarkupAttributes {
    /// Names and values in turn, nil at the end.
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    fileprivate let namespaces: [MarkupNamespace]

    init(
        _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?,
        _ namespaces: [MarkupNamespace]
    ) {
        self.list = list
        self.namespaces = namespaces
    }

    /// An attribute by its name, `r`, or by prefix and name, `r:id`; nil where it is not there.
    subscript(_ name: String) -> String? {
        guard let list else { return nil }
        if !name.utf8.contains(UInt8(ascii: ":")) { return plain(name) }
        let (wanted, prefix) = Self.parts(name)
        var place = 0
        while let stated = list[place] {
            defer { place += 2 }
            let mark = strrchr(stated, 0x20)
            let local = mark.map { UnsafePointer($0 + 1) } ?? stated
            guard strcmp(local, wanted) == 0 else { continue }
            guard let mark else { continue }
            let length = UnsafePointer(mark) - stated
            if namespaces.contains(where: {
                $0.prefix == prefix && $0.uri.count == length
                    && memcmp($0.uri, stated, length) == 0
            }) {
                return list[place + 1].map { String(cString: $0) }
            }
        }
        return nil
    }

    /// An attribute of no namespace: most of all.
    private func plain(_ name: String) -> String? {
        guard let list else { return nil }
        return name.withCString { wanted in
            var place = 0
            while let stated = list[place] {
                if strcmp(stated, wanted) == 0 {
                    return list[place + 1].map { String(cString: $0) }
                }
                place += 2
            }
            return nil
        }
    }

    private static func parts(_ name: String) -> (local: String, prefix: String) {
        guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return (name, "") }
        return (String(name[name.utf8.index(after: colon)...]), String(name[..<colon]))
    }
}

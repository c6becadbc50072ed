/// A file or anchor name made from words that people typed.
package enum Slug {
    /// Lower-case ASCII letters, digits and single hyphens, at most 60 of them; "untitled" where
    /// nothing is left. Accented letters lose their accent.
    package static func make(from words: String) -> String {
        var slug: [UInt8] = []
        for scalar in words.lowercased().unicodeScalars {
            guard slug.count < 60 else { break }
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A:
                slug.append(UInt8(truncatingIfNeeded: scalar.value))
            case 0x27, 0x2019, 0x300...0x36F:
                continue  // "children's" is one word; combining accents vanish.
            default:
                if let plain = unaccented[scalar] {
                    slug.append(plain)
                } else if let last = slug.last, last != UInt8(ascii: "-") {
                    slug.append(UInt8(ascii: "-"))
                }
            }
        }
        while slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return slug.isEmpty ? "untitled" : String(decoding: slug, as: UTF8.self)
    }

    /// Slugs of several words, told apart by a number where they would be the same.
    package static func distinct(_ words: [String]) -> [String] {
        var used: Set<String> = []
        return words.map { word in
            let slug = make(from: word)
            var candidate = slug
            var number = 2
            while !used.insert(candidate).inserted {
                candidate = "\(slug)-\(number)"
                number += 1
            }
            return candidate
        }
    }

    private static let unaccented: [Unicode.Scalar: UInt8] = {
        let families: [(UInt8, String)] = [
            (UInt8(ascii: "a"), "àáâãäåāăą"), (UInt8(ascii: "c"), "çćĉċč"),
            (UInt8(ascii: "e"), "èéêëēĕėęě"), (UInt8(ascii: "g"), "ĝğġģ"),
            (UInt8(ascii: "i"), "ìíîïĩīĭį"), (UInt8(ascii: "n"), "ñńņň"),
            (UInt8(ascii: "o"), "òóôõöøōŏő"), (UInt8(ascii: "s"), "śŝşš"),
            (UInt8(ascii: "u"), "ùúûüũūŭůűų"), (UInt8(ascii: "w"), "ŵ"),
            (UInt8(ascii: "y"), "ýÿŷ"), (UInt8(ascii: "z"), "źżž"),
        ]
        var table: [Unicode.Scalar: UInt8] = [:]
        for (plain, accented) in families {
            for scalar in accented.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()
}

internal import Glibc

/// How reports say where a file is: without the folders of the machine, which a reader elsewhere can do nothing with
/// and which may say more than they should.
///
/// A path given from the working folder stays as it was given. An absolute one is said from the folder of the
/// agreement where it lies below it, else from the working folder, else by its name alone.
package struct FileNames: Sendable {
    /// In bytes.
    private let folders: [[UInt8]]

    /// - Parameter agreement: the path of the agreement from whose folder other files are said; nil without one.
    package init(beside agreement: String? = nil) {
        var folders: [String] = []
        if let agreement, agreement.hasPrefix("/"), let end = agreement.lastIndex(of: "/") {
            folders.append(String(agreement[...end]))
        }
        if let here = getcwd(nil, 0) {
            folders.append(String(cString: here) + "/")
            free(here)
        }
        self.folders = folders.map { Array($0.utf8) }
    }

    /// - Parameter place: a path, or one with a line after it, "/srv/fund/actuals.csv:12"; or several of them with
    ///   "; " between.
    package func said(_ place: String) -> String {
        // A large fund names hundreds of thousands of places, so they are looked at as bytes, once.
        var place = place
        return place.withUTF8 { bytes in
            guard bytes.contains(UInt8(ascii: "/")) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            return String(unsafeUninitializedCapacity: bytes.count) { output in
                var start = 0
                var written = 0
                while start < bytes.count {
                    let end = Self.endOfPart(bytes, from: start)
                    if start < end {
                        if written > 0 {
                            output[written] = UInt8(ascii: ";")
                            output[written + 1] = UInt8(ascii: " ")
                            written += 2
                        }
                        let said = saidAlone(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                        for byte in said {
                            output[written] = byte
                            written += 1
                        }
                    }
                    start = end + 2
                }
                return written
            }
        }
    }

    /// Where the next "; " begins, or the end.
    private static func endOfPart(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        for place in start..<bytes.count
        where bytes[place] == UInt8(ascii: ";") && place + 1 < bytes.count
            && bytes[place + 1] == UInt8(ascii: " ")
        {
            return place
        }
        return bytes.count
    }

    /// The part of a place that is said.
    private func saidAlone(
        _ place: UnsafeBufferPointer<UInt8>
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        let slash = UInt8(ascii: "/")
        guard place.first == slash else { return place[...] }
        for folder in folders where place.starts(with: folder) {
            return place[folder.count...].drop { $0 == slash }
        }
        let name = place[...].dropLast(place.reversed().prefix { $0 == slash }.count)
        guard let last = name.lastIndex(of: slash) else { return place[...] }
        return name[(last + 1)...]
    }
}

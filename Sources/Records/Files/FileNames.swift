internal import Glibc

/// How reports say where a file is: without the folders of the machine, which a reader elsewhere can do nothing with
/// and which may say more than they should.
///
/// A path given from the working folder stays as it was given. An absolute one is said from the folder of the
/// agreement where it lies below it, else from the working folder, else by its name alone.
package struct FileNames: Sendable {
    private let folders: [String]

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
        self.folders = folders
    }

    /// - Parameter place: a path, or one with a line after it, "/srv/fund/actuals.csv:12"; or several of them with
    ///   "; " between.
    package func said(_ place: String) -> String {
        // A large fund names hundreds of thousands of places, and most as they were given.
        guard place.utf8.contains(UInt8(ascii: "/")) else { return place }
        return Self.parts(of: place).map(saidAlone).joined(separator: "; ")
    }

    /// What stands between "; ".
    private static func parts(of text: String) -> [String] {
        let bytes = text.utf8
        var parts: [String] = []
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex {
            let next = bytes.index(after: index)
            guard bytes[index] == UInt8(ascii: ";"), next < bytes.endIndex,
                bytes[next] == UInt8(ascii: " ")
            else {
                index = next
                continue
            }
            if start < index { parts.append(String(text[start..<index])) }
            index = bytes.index(after: next)
            start = index
        }
        if start < bytes.endIndex { parts.append(String(text[start...])) }
        return parts
    }

    private func saidAlone(_ place: String) -> String {
        guard place.hasPrefix("/") else { return place }
        for folder in folders where place.hasPrefix(folder) {
            return String(place.dropFirst(folder.count).drop { $0 == "/" })
        }
        return place.split(separator: "/").last.map(String.init) ?? place
    }
}

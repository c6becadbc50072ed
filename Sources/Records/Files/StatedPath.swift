internal import Glibc

/// A path that a file states: seen from that file's folder, and never leading out of it.
///
/// A path typed on a command line is the user's own and may lead anywhere; one written in a file may come from
/// somebody else, who must not choose which files of this machine are read.
package struct StatedPath: Sendable, Hashable {
    /// The folder of the file that states it, with a slash at the end; empty for the one where the command runs.
    private let folder: String
    package let stated: String

    /// - Parameter file: the path of the file that states it.
    package init(_ stated: String, in file: String) {
        self.stated = stated
        folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }

    private init(_ stated: String, folder: String) {
        self.stated = stated
        self.folder = folder
    }

    /// The file alone of `book.xlsx#Sheet`.
    package var ofFile: StatedPath { StatedPath(TableAddress(stated).file, folder: folder) }

    /// The table alone of `book.xlsx#Sheet`; nil where none is named.
    package var table: String? { TableAddress(stated).table }

    private var isAbsolute: Bool { stated.hasPrefix("/") }

    /// Seen from where the command runs; for messages and records.
    package var path: String { isAbsolute ? stated : folder + stated }

    /// The real path, without links.
    ///
    /// - Throws: `.outside` where it lies elsewhere, before anything of it is read.
    package func resolved() throws(FileTrouble) -> String {
        guard !stated.isEmpty, !stated.utf8.contains(0) else { throw .outside }
        guard TableAddress(stated).file == stated else { return try ofFile.resolved() }
        // What climbs out is refused whether or not there is such a file.
        var depth = 0
        for part in stated.split(separator: "/") where part != "." && !isAbsolute {
            depth += part == ".." ? -1 : 1
            guard depth >= 0 else { throw .outside }
        }
        guard let home = Self.real(folder.isEmpty ? "." : folder) else { throw .notFound }
        func isInside(_ real: String) -> Bool {
            (real + "/").hasPrefix(home == "/" ? home : home + "/")
        }
        guard let real = Self.real(path) else {
            let reason: FileTrouble = errno == EACCES ? .noPermission : .notFound
            // There is no such file yet; its folder tells where it would be.
            let slash = path.lastIndex(of: "/")
            let parent = slash.map { path[...$0] } ?? "."
            guard let place = Self.real(String(parent)) else {
                throw isAbsolute ? .outside : reason
            }
            throw isInside(place) ? reason : .outside
        }
        guard isInside(real) else { throw .outside }
        return real
    }

    /// Whether it leads out of the folder; false too where nobody can tell because there is no such file.
    package var isOutside: Bool {
        do throws(FileTrouble) {
            _ = try resolved()
            return false
        } catch {
            return error == .outside
        }
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(validatingCString: resolved)
    }
}

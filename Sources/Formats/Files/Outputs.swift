/// Everything one run writes: files, a folder, standard output.
///
/// Places are claimed before anything is read, so that what cannot be written is refused before any work, and two runs
/// never write to one place. All results are made in full and put on the disk before the first is shown; where one
/// cannot be written, none is, and what stood there before stands there again. No file that the run reads is ever
/// written over.
package final class Outputs {
    /// A single result, by the option that asks for it.
    package enum Role: Int, Sendable, Comparable {
        case json, csv, moments, study, plan

        package static func < (one: Role, other: Role) -> Bool { one.rawValue < other.rawValue }
    }

    private enum Destination {
        case standardOutput
        /// A terminal, pipe or device that is there.
        case stream(path: String)
        case place(any OutputPlace, name: String)
    }

    /// Whether a result takes the place of the text for people on standard output.
    private let replacesText: Bool
    private var destinations: [Role: Destination] = [:]
    private let folder: ResultFolder?

    /// - Parameters:
    ///   - folder: where the report goes; made if only it is missing.
    ///   - names: every file of the report.
    ///   - files: paths of single results; `-` is standard output.
    ///   - force: replace what is there.
    ///   - inputs: files that will be read, as far as they are known.
    package init(
        folder: String? = nil,
        holding names: [String] = [],
        files: [Role: String?] = [:],
        force: Bool,
        inputs: [String?]
    ) throws(OutputError) {
        let wanted = files.compactMap { file in file.value.map { (file.key, $0) } }
            .sorted { $0.0 < $1.0 }
        let home = folder.map { FileSystem.resolved($0) }
        var guests: [String] = []
        var ends: [Role: Destination] = [:]
        var known: Set<String> = []
        for (role, path) in wanted {
            if Self.isStandardOutput(path) {
                guard known.insert("-").inserted else { throw .repeatedName("standard output") }
                ends[role] = .standardOutput
                continue
            }
            let parent = FileSystem.resolved(FileSystem.parent(of: path))
            let name = FileSystem.name(of: path)
            guard known.insert(FileSystem.join(parent, name)).inserted else {
                throw .repeatedName(path)
            }
            if parent == home {
                // Becomes a file of the folder, which is shown as one.
                guests.append(name)
            } else if FileSystem.kind(of: path) == .stream {
                ends[role] = .stream(path: path)
            } else {
                ends[role] = .place(try SingleFile(path, force: force), name: name)
            }
        }
        let place: ResultFolder?
        if let folder {
            place = try ResultFolder(folder, names: names + guests, force: force)
        } else {
            place = nil
        }
        for (role, path) in wanted where ends[role] == nil {
            if let place { ends[role] = .place(place, name: FileSystem.name(of: path)) }
        }
        destinations = ends
        self.folder = place
        replacesText = known.contains("-")
        try check(against: inputs)
    }

    /// Writes everything.
    ///
    /// - Parameters:
    ///   - files: makes the files of the folder; asked only where there is one.
    ///   - singles: makes the single results; asked only for those that are wanted.
    ///   - inputs: every file that was read, also those named inside others.
    ///   - text: what people read on standard output, unless a result goes there.
    ///   - warnings: as they stand in the text; said on standard error where there is none.
    package func write(
        folder files: () throws -> [OutputFile] = { [] },
        singles: [Role: () throws -> OutputContent] = [:],
        inputs: [String] = [],
        text: @autoclosure () -> String = "",
        warnings: [String] = []
    ) throws {
        try check(against: inputs)
        var streams: [(OpenFile, OutputContent)] = []
        var shown: [(place: any OutputPlace, files: [OutputFile])] = []
        if let folder { shown.append((folder, try files())) }
        for (role, destination) in destinations.sorted(by: { $0.key < $1.key }) {
            guard let make = singles[role] else {
                preconditionFailure("nothing was made for \(role)")
            }
            let content = try make()
            switch destination {
            case .standardOutput: streams.append((StandardStream.output.file, content))
            case .stream(let path): streams.append((try OpenFile(stream: path), content))
            case .place(let place, let name):
                let file = OutputFile(name: name, content: content)
                if let folder, place === folder {
                    shown[0].files.append(file)
                } else {
                    shown.append((place, [file]))
                }
            }
        }
        let words = replacesText ? "" : text()
        try show(shown, afterWriting: streams, words)
        guard words.isEmpty else { return }
        for warning in warnings { try? StandardStream.errors.say("warning: \(warning)\n") }
    }

    private func show(
        _ made: [(place: any OutputPlace, files: [OutputFile])],
        afterWriting streams: [(OpenFile, OutputContent)],
        _ text: String
    ) throws {
        var committed: [any OutputPlace] = []
        do {
            for (place, files) in made { try place.prepare(files) }
            // What cannot be taken back comes once nothing else can fail.
            for (file, content) in streams { try file.write(content) }
            try StandardStream.output.say(text)
            for (place, _) in made.sorted(by: { $0.place.canBeUndone && !$1.place.canBeUndone }) {
                committed.append(place)
                try place.commit()
            }
        } catch {
            for place in committed.reversed() { place.undo() }
            for (place, _) in made { try? place.finish() }
            throw error
        }
        for (place, _) in made { try place.finish() }
    }

    private func check(against inputs: [String?]) throws(OutputError) {
        let read = Set(inputs.compactMap { $0.flatMap { FileSystem.identity(of: $0) } })
        try folder?.check(against: read)
        for case .place(let place, _) in destinations.values { try place.check(against: read) }
    }

    /// `-`, and the names that systems have for it.
    private static func isStandardOutput(_ path: String) -> Bool {
        path == "-" || ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path)
    }
}

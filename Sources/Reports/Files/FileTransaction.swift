/// Files on their way into a folder, each under a temporary name until all are complete.
struct FileTransaction {
    private let folder: String
    private var steps: [Step] = []

    private struct Step {
        let temporary: String
        let target: String
        let previous: String
        var hasMovedPrevious = false
        var isInPlace = false
    }

    init(folder: String) {
        self.folder = folder
    }

    /// Writes one file in full under a temporary name.
    mutating func prepare(_ file: OutputFile) throws(OutputError) {
        let step = step(for: file.name)
        try FileSystem.create(step.temporary, file.bytes)
        steps.append(step)
    }

    /// Writes one file piece by piece under a temporary name.
    mutating func prepare(_ file: StreamedFile) throws {
        let step = step(for: file.name)
        try FileSystem.create(step.temporary, from: file.produce)
        steps.append(step)
    }

    private func step(for name: String) -> Step {
        let mark = ".\(name).\(FileSystem.processNumber)"
        let step = Step(
            temporary: FileSystem.join(folder, mark + ".part"),
            target: FileSystem.join(folder, name),
            previous: FileSystem.join(folder, mark + ".previous")
        )
        // Left by an earlier process of the same number that was killed.
        FileSystem.remove(step.temporary)
        return step
    }

    /// Gives every file its name; what stood there before is kept until the last one is in place.
    mutating func commit() throws(OutputError) {
        for position in steps.indices {
            let step = steps[position]
            if FileSystem.kind(of: step.target) != .absent {
                try FileSystem.move(step.target, to: step.previous)
                steps[position].hasMovedPrevious = true
            }
            try FileSystem.move(step.temporary, to: step.target)
            steps[position].isInPlace = true
        }
        for step in steps where step.hasMovedPrevious { FileSystem.remove(step.previous) }
    }

    /// Puts the folder back as it was.
    func undo() {
        for step in steps.reversed() {
            FileSystem.remove(step.isInPlace ? step.target : step.temporary)
            if step.hasMovedPrevious {
                // Nothing more can be done if this fails; the old file keeps its ".previous" name.
                try? FileSystem.move(step.previous, to: step.target)
            }
        }
    }
}

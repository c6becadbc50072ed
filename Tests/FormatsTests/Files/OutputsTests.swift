import Glibc
import Testing

@testable import TopsliceFormats

@Suite struct OutputsTests {
    let temporary = TemporaryFolder()

    private func write(
        _ names: [String],
        _ text: String,
        into folder: String? = nil,
        json: String? = nil,
        force: Bool = false,
        inputs: [String] = []
    ) throws {
        let outputs = try Outputs(
            folder: folder,
            holding: names,
            files: [.json: json],
            force: force,
            inputs: inputs
        )
        try outputs.write(
            folder: { names.map { OutputFile(name: $0, text: text) } },
            singles: [.json: { .text(text) }]
        )
    }

    private func read(_ path: String) -> String? {
        temporary.read(String(path.dropFirst(temporary.path.count + 1)))
    }

    @Test func theFolderIsMadeAndHoldsEveryFileAndNothingElse() throws {
        let path = temporary.path + "/new"
        try write(["a.json", "b.csv"], "x\n", into: path)
        defer { FileSystem.removeAll(path) }
        #expect(FileSystem.names(in: path) == ["a.json", "b.csv"])
        #expect(read(path + "/b.csv") == "x\n")
        #expect(temporary.names == ["new"])
    }

    @Test func nothingIsReplacedWithoutForce() throws {
        let path = temporary.path + "/o"
        mkdir(path, 0o750)
        temporary.put("o/b.csv", "precious")
        defer { FileSystem.removeAll(path) }
        #expect(throws: OutputError.alreadyThere(path: path + "/b.csv")) {
            try write(["a.csv", "b.csv"], "new", into: path)
        }
        #expect(FileSystem.names(in: path) == ["b.csv"])
        #expect(read(path + "/b.csv") == "precious")
        try write(["a.csv", "b.csv"], "new", into: path, force: true)
        #expect(FileSystem.names(in: path) == ["a.csv", "b.csv"])
        #expect(read(path + "/b.csv") == "new")
        var status = stat()
        stat(path, &status)
        #expect(status.st_mode & 0o777 == 0o750, "the permissions of the folder stay")
        #expect(temporary.names == ["o"])
    }

    /// Files, links and folders that others put there, and a single result inside the folder.
    @Test func whatOtherPeoplePutThereStays() throws {
        let path = temporary.path + "/o"
        try write(["a.csv"], "old", into: path)
        temporary.put("o/notes.txt", "mine")
        symlink("nowhere", path + "/link")
        mkdir(path + "/sub", 0o755)
        temporary.put("o/sub/deep", "deep")
        defer {
            FileSystem.removeAll(path + "/sub")
            FileSystem.removeAll(path)
        }
        try write(["a.csv"], "new", into: path, json: path + "/all.json", force: true)
        #expect(FileSystem.names(in: path) == ["a.csv", "all.json", "link", "notes.txt", "sub"])
        #expect(read(path + "/a.csv") == "new")
        #expect(read(path + "/notes.txt") == "mine")
        #expect(read(path + "/sub/deep") == "deep")
        #expect(temporary.names == ["o"])
    }

    @Test func aSingleFileIsReplacedOnlyByForce() throws {
        let path = temporary.path + "/a.json"
        try write([], "one", json: path)
        #expect(throws: OutputError.alreadyThere(path: path)) { try write([], "two", json: path) }
        #expect(temporary.read("a.json") == "one")
        try write([], "two", json: path, force: true)
        #expect(temporary.read("a.json") == "two")
        #expect(temporary.names == ["a.json"])
    }

    @Test func whereOneResultFailsNoneIsShown() throws {
        let path = temporary.path + "/o"
        try write(["a.csv"], "old", into: path)
        defer { FileSystem.removeAll(path) }
        temporary.put("s.json", "old")
        let outputs = try Outputs(
            folder: path,
            holding: ["a.csv", "b.csv"],
            files: [.csv: temporary.path + "/s.json", .json: "/dev/full"],
            force: true,
            inputs: []
        )
        #expect(throws: OutputError.self) {
            try outputs.write(
                folder: { ["a.csv", "b.csv"].map { OutputFile(name: $0, text: "new") } },
                singles: [.csv: { .text("new") }, .json: { .text("new") }]
            )
        }
        #expect(FileSystem.names(in: path) == ["a.csv"])
        #expect(read(path + "/a.csv") == "old")
        #expect(temporary.read("s.json") == "old")
    }

    /// What a result takes the place of comes back when a later one cannot be shown.
    @Test func aFailureBetweenTwoPlacesPutsTheFirstBack() throws {
        let path = temporary.path + "/o"
        temporary.put("s.json", "old")
        #expect(throws: OutputError.isAFolder(path: path)) {
            let outputs = try Outputs(
                files: [.csv: path, .json: temporary.path + "/s.json"],
                force: true,
                inputs: []
            )
            try outputs.write(singles: [
                .csv: {
                    // Somebody makes a folder of the name after it was claimed.
                    mkdir(path, 0o755)
                    return .text("new")
                }, .json: { .text("new") },
            ])
        }
        #expect(FileSystem.kind(of: path) == .folder)
        rmdir(path)
        #expect(temporary.read("s.json") == "old")
        #expect(temporary.names == ["s.json"])
    }

    @Test func twoRunsNeverWriteToOnePlace() throws {
        let path = temporary.path + "/o"
        let first = try Outputs(folder: path, holding: ["a.csv"], force: true, inputs: [])
        #expect(throws: OutputError.busy(path: path)) {
            _ = try Outputs(folder: path, holding: ["a.csv"], force: true, inputs: [])
        }
        // The same folder by another name.
        symlink(temporary.path, temporary.path + "/link")
        #expect(throws: OutputError.busy(path: temporary.path + "/link/o")) {
            _ = try Outputs(
                folder: temporary.path + "/link/o",
                holding: ["a.csv"],
                force: true,
                inputs: []
            )
        }
        try first.write(folder: { [OutputFile(name: "a.csv", text: "x")] })
        FileSystem.removeAll(path)
    }

    @Test(arguments: [false, true])
    func whatIsReadIsNeverWritten(isHardLink: Bool) throws {
        temporary.put("in.csv", "input")
        let other = temporary.path + "/other.csv"
        let source = temporary.path + "/in.csv"
        if isHardLink { link(source, other) } else { symlink(source, other) }
        for path in [source, other] {
            #expect(throws: OutputError.isAnInput(path: path)) {
                try write([], "new", json: path, force: true, inputs: [source])
            }
        }
        #expect(throws: OutputError.isAnInput(path: temporary.path + "/other.csv")) {
            try write(
                ["other.csv"],
                "new",
                into: temporary.path,
                force: true,
                inputs: [source]
            )
        }
        #expect(temporary.read("in.csv") == "input")
        #expect(temporary.names == ["in.csv", "other.csv"])
    }

    @Test func twoResultsOfOneNameAreRefused() {
        #expect(throws: OutputError.repeatedName("A.csv")) {
            try write(["a.csv", "A.csv"], "", into: temporary.path)
        }
        #expect(throws: OutputError.repeatedName("a.csv")) {
            try write(["a.csv"], "", into: temporary.path, json: temporary.path + "/a.csv")
        }
        let path = temporary.path + "/x"
        #expect(throws: OutputError.repeatedName(path)) {
            _ = try Outputs(files: [.json: path, .csv: path], force: true, inputs: [])
        }
        #expect(throws: OutputError.repeatedName("standard output")) {
            _ = try Outputs(files: [.json: "-", .csv: "-"], force: true, inputs: [])
        }
        #expect(temporary.names.isEmpty)
    }

    @Test func aMissingParentIsNamedAndNotMade() {
        #expect(throws: OutputError.noFolder(path: temporary.path + "/no")) {
            try write(["a.csv"], "", into: temporary.path + "/no/such")
        }
        #expect(throws: OutputError.noFolder(path: temporary.path + "/no")) {
            try write([], "", json: temporary.path + "/no/such.json")
        }
    }

    @Test func aFileInTheWayIsNamed() {
        temporary.put("taken", "")
        #expect(throws: OutputError.notAFolder(path: temporary.path + "/taken")) {
            try write([], "", into: temporary.path + "/taken")
        }
        #expect(throws: OutputError.isAFolder(path: temporary.path)) {
            try write([], "", json: temporary.path)
        }
    }

    @Test func workThatIsNotOursIsNeverRemoved() {
        temporary.put(".o.topslice-new", "somebody's")
        #expect(throws: OutputError.self) { try write(["a"], "", into: temporary.path + "/o") }
        temporary.put(".p.topslice-lock", "somebody's")
        #expect(throws: OutputError.self) { try write(["a"], "", into: temporary.path + "/p") }
        #expect(temporary.read(".o.topslice-new") == "somebody's")
        #expect(temporary.read(".p.topslice-lock") == "somebody's")
        #expect(temporary.names == [".o.topslice-new", ".p.topslice-lock"])
    }

    @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
    func aFolderWithoutPermissionIsNamed() {
        chmod(temporary.path, 0o555)
        #expect(throws: OutputError.self) { try write(["a.csv"], "", into: temporary.path + "/o") }
    }

    @Test func aLinkThatLeadsNowhereIsNotWrittenThrough() {
        symlink("/tmp/topslice-not-there-\(getpid())", temporary.path + "/a.csv")
        #expect(throws: OutputError.alreadyThere(path: temporary.path + "/a.csv")) {
            try write([], "x", json: temporary.path + "/a.csv")
        }
    }

    @Test func aDeviceIsWrittenToAndNeverReplaced() throws {
        try write([], "gone", json: "/dev/null")
        try write([], "gone", json: "/dev/null")
        #expect(FileSystem.kind(of: "/dev/null") == .stream)
    }

    @Test func aPipeThatNobodyReadsIsRefusedAtOnce() {
        let path = temporary.path + "/pipe"
        mkfifo(path, 0o600)
        #expect(throws: OutputError.self) { try write([], "x", json: path) }
    }

    @Test func errorsTellTheReaderWhatToDo() {
        #expect(
            OutputError.alreadyThere(path: "out/report.html").description
                == "'out/report.html' is already there: pass --force to replace it"
        )
        #expect(
            OutputError.noFolder(path: "out").description
                == "the folder 'out' does not exist: create it first"
        )
    }
}

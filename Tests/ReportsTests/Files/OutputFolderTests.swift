import Glibc
import Testing

@testable import TopsliceReports

@Suite struct OutputFolderTests {
    let temporary = TemporaryFolder()

    @Test func theFolderIsMadeAndHoldsEveryFile() throws {
        let path = temporary.path + "/new"
        try OutputFolder(path).write([
            OutputFile(name: "a.json", text: "{}"), OutputFile(name: "b.csv", text: "x\n"),
        ])
        defer {
            unlink(path + "/a.json")
            unlink(path + "/b.csv")
        }
        #expect(FileSystem.kind(of: path + "/a.json") == .file)
        #expect(FileSystem.kind(of: path + "/b.csv") == .file)
    }

    @Test func nothingIsReplacedWithoutForce() throws {
        temporary.put("b.csv", "precious")
        let folder = OutputFolder(temporary.path)
        let files = ["a.csv", "b.csv"].map { OutputFile(name: $0, text: "new") }
        #expect(throws: OutputError.alreadyThere(path: temporary.path + "/b.csv")) {
            try folder.write(files)
        }
        #expect(temporary.names == ["b.csv"])
        #expect(temporary.read("b.csv") == "precious")
        try folder.write(files, force: true)
        #expect(temporary.names == ["a.csv", "b.csv"])
        #expect(temporary.read("b.csv") == "new")
    }

    @Test func aFailureHalfwayPutsEverythingBack() throws {
        temporary.put("a.csv", "old")
        temporary.put("b.csv", "in the way")
        // What stood at b.csv cannot be kept aside, because a folder has the name for it.
        let kept = temporary.path + "/.b.csv.\(getpid()).previous"
        mkdir(kept, 0o755)
        #expect(throws: OutputError.self) {
            try OutputFolder(temporary.path).write(
                ["a.csv", "b.csv", "c.csv"].map { OutputFile(name: $0, text: "new") },
                force: true
            )
        }
        rmdir(kept)
        #expect(temporary.names == ["a.csv", "b.csv"])
        #expect(temporary.read("a.csv") == "old")
        #expect(temporary.read("b.csv") == "in the way")
    }

    @Test(arguments: ["../x", "a/b", "", ".hidden", "..", "a\0b", "café", "a b"])
    func namesThatCouldLeaveTheFolderAreRefused(name: String) {
        #expect(throws: OutputError.unsafeName(name)) {
            try OutputFolder(temporary.path).write([OutputFile(name: name, text: "")])
        }
        #expect(temporary.names.isEmpty)
    }

    @Test func twoFilesOfOneNameAreRefused() {
        #expect(throws: OutputError.repeatedName("A.csv")) {
            try OutputFolder(temporary.path).write([
                OutputFile(name: "a.csv", text: ""), OutputFile(name: "A.csv", text: ""),
            ])
        }
    }

    @Test func aMissingParentIsNamed() {
        let path = temporary.path + "/no/such"
        #expect(throws: OutputError.noFolder(path: temporary.path + "/no")) {
            try OutputFolder(path).write([OutputFile(name: "a.csv", text: "")])
        }
    }

    @Test func aFileInTheWayIsNamed() {
        temporary.put("taken", "")
        #expect(throws: OutputError.notAFolder(path: temporary.path + "/taken")) {
            try OutputFolder(temporary.path + "/taken").write([])
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
    func aFolderWithoutPermissionIsNamed() {
        chmod(temporary.path, 0o555)
        #expect(throws: OutputError.self) {
            try OutputFolder(temporary.path).write([OutputFile(name: "a.csv", text: "")])
        }
    }

    @Test func aDanglingLinkIsNotWrittenThrough() {
        symlink("/tmp/topslice-not-there-\(getpid())", temporary.path + "/a.csv")
        #expect(throws: OutputError.alreadyThere(path: temporary.path + "/a.csv")) {
            try OutputFolder(temporary.path).write([OutputFile(name: "a.csv", text: "x")])
        }
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

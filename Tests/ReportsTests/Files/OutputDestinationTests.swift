import TopsliceReports
import Testing

@Suite struct OutputDestinationTests {
    let temporary = TemporaryFolder()

    @Test func aHyphenIsStandardOutput() {
        #expect(OutputDestination(argument: "-") == .standardOutput)
        #expect(OutputDestination(argument: "./-") == .file(path: "./-"))
    }

    @Test func aFileIsReplacedOnlyByForce() throws {
        let destination = OutputDestination(argument: temporary.path + "/a.json")
        try destination.write("one")
        #expect(throws: OutputError.alreadyThere(path: temporary.path + "/a.json")) {
            try destination.write("two")
        }
        #expect(temporary.read("a.json") == "one")
        try destination.write("two", force: true)
        #expect(temporary.read("a.json") == "two")
        #expect(temporary.names == ["a.json"])
    }

    @Test func aDeviceIsWrittenToAndNeverReplaced() throws {
        try OutputDestination(argument: "/dev/null").write("gone")
        try OutputDestination(argument: "/dev/null").write("gone")
    }

    @Test func aFolderIsNotAFile() {
        #expect(throws: OutputError.isAFolder(path: temporary.path)) {
            try OutputDestination(argument: temporary.path).write("x")
        }
    }
}

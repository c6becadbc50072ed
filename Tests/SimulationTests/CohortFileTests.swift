import Glibc
import Testing

@testable import TopsliceSimulation

/// The bytes of a cohort: their form, and that they depend on plan and seed alone.
struct CohortFileTests {
    static let plan: SimulationPlan = {
        var plan = SimulationPlan(agencies: [
            SimulatedAgency(name: "Police"), SimulatedAgency(name: "Courts", referredBy: "Police"),
        ])
        plan.people = 5_000
        plan.noise.count = 3
        plan.writesWeights = true
        return plan
    }()

    @Test(arguments: [2, 3, 7])
    func threadsDoNotChangeTheBytes(threads: Int) throws {
        var plan = Self.plan
        // Wide rows make several pieces of 4 MiB, so that threads do share the work.
        plan.noise.count = 150
        plan.people = 9_000
        let alone = try WrittenBytes(SimulatedCohort(plan), threads: 1)
        let together = try WrittenBytes(SimulatedCohort(plan), threads: threads)
        #expect(alone.all == together.all)
        #expect(alone.pieces > 3)
    }

    @Test func theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws {
        var plan = Self.plan
        let first = try WrittenBytes(SimulatedCohort(plan), threads: 1).all
        #expect(try WrittenBytes(SimulatedCohort(plan), threads: 1).all == first)
        plan.seed = 2
        #expect(try WrittenBytes(SimulatedCohort(plan), threads: 1).all != first)
    }

    @Test func aLargerCohortBeginsWithTheSmallerOne() throws {
        var plan = Self.plan
        let large = try WrittenBytes(SimulatedCohort(plan), threads: 1).all
        plan.people = 1_500
        let small = try WrittenBytes(SimulatedCohort(plan), threads: 1).all
        #expect(large.starts(with: small))
    }

    @Test func everyRowHasTheColumnsOfTheHeaderWithinTheirRanges() throws {
        let plan = Self.plan
        let cohort = try SimulatedCohort(plan)
        let text = String(decoding: try WrittenBytes(cohort, threads: 1).all, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(text.hasSuffix("\n"))
        #expect(lines.count == plan.people + 2)
        let header =
            "person_id,need,age_band,area,prior,outcome_before,outcome,got_police,got_courts,x1,x2,x3,weight"
        #expect(lines[0] == header)
        #expect(cohort.columns.joined(separator: ",") == header)
        for (row, line) in lines.dropFirst().dropLast().enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init
            )
            #expect(fields.count == 13)
            #expect(
                fields[0] == "P" + String(repeating: "0", count: 6 - "\(row + 1)".count)
                    + "\(row + 1)"
            )
            #expect(["0", "1", "2", "3", "4"].contains(fields[1]))
            #expect(["18-24", "25-39", "40+"].contains(fields[2]))
            #expect(fields[3].count == 3 && fields[3] >= "A01" && fields[3] <= "A24")
            #expect(["0", "1", "2", "3"].contains(fields[4]))
            #expect(fields[5...8].allSatisfy { $0 == "0" || $0 == "1" })
            #expect(fields[7] == "1" || fields[8] == "0", "courts only through police")
            #expect(fields[9...11].allSatisfy { abs(Double($0) ?? .infinity) < 8.3 })
            #expect((0.5...1.5).contains(Double(fields[12]) ?? 0))
        }
    }

    /// The cohort of the README's first command is the standard plan's, byte for byte.
    @Test func theResettlementCohortCanBeMadeAnew() throws {
        var plan = try SimulationPlan.standard(.targeted)
        plan.people = 3_000
        let cohort = try SimulatedCohort(plan)
        let folder = "datasets/resettlement/"
        #expect(try repositoryFile(folder + "cohort.csv") == WrittenBytes(cohort, threads: 2).all)
        #expect(try repositoryFile(folder + "truth.json") == Array(cohort.truth().json().utf8))
    }

    @Test func progressEndsAtTheNumberOfPeople() throws {
        var seen: [Int] = []
        try SimulatedCohort(Self.plan).write(threads: 2, progress: { seen.append($0) }) { _ in }
        #expect(seen.last == Self.plan.people)
        #expect(seen == seen.sorted())
    }

    @Test func aSinkThatFailsEndsTheWriting() throws {
        struct DiskFull: Error {}
        let cohort = try SimulatedCohort(Self.plan)
        #expect(throws: DiskFull.self) { try cohort.write { _ in throw DiskFull() } }
    }

    @Test func nobodyMakesAHeaderAlone() throws {
        var plan = Self.plan
        plan.people = 0
        let bytes = try WrittenBytes(SimulatedCohort(plan), threads: 2).all
        #expect(bytes.last == UInt8(ascii: "\n"))
        #expect(bytes.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    }

    @Test(arguments: [0, 1, -1, 9_999, 10_000, -10_000, 123_456_789, -99_999, 10_050_001])
    func scaledNumbersAreWrittenWithFourDecimals(number: Int) throws {
        let buffer = RowBuffer(capacity: 64)
        RowBuffer.fourDigits.withUnsafeBufferPointer { digits in
            if let digits = digits.baseAddress { buffer.append(scaled: number, digits: digits) }
        }
        let text = String(decoding: buffer.bytes, as: UTF8.self)
        #expect(text.split(separator: ".").last?.count == 4)
        #expect(((Double(text) ?? .nan) * 10_000).rounded() == Double(number))
    }
}

/// The bytes of a file named from the top of the package, which lies three folders above this one.
private func repositoryFile(_ path: String) throws -> [UInt8] {
    let parts = #filePath.split(separator: "/").dropLast(3)
    let file = try #require(fopen("/" + parts.joined(separator: "/") + "/" + path, "rb"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
}

import TopsliceMoments
import Testing

/// Moments in a file: the same bits after reading, and no other text accepted.
struct MomentsDocumentTests {
    static func document(seed: UInt64) -> MomentsDocument {
        MomentsDocument(
            moments: SampleRows(seed: seed).moments(0..<300),
            model: .init(
                formula: "y ~ a + b + c",
                hasIntercept: true,
                weights: "w",
                cluster: "area, \"old\"",
                exposures: ["one", "two"],
                factors: [.init(column: "c", levels: ["1", "2, 3", "x"])]
            ),
            inputs: [
                .init(
                    path: "folder/part \(seed).csv",
                    sha256: String(repeating: "\(seed % 10)", count: 64),
                    rowsRead: 301,
                    rowsAnalysed: 300
                )
            ]
        )
    }

    @Test(arguments: 0..<10)
    func readingGivesBackTheSameBits(seed: Int) throws {
        let document = Self.document(seed: UInt64(seed))
        let read = try MomentsDocument(reading: Array(document.text().utf8), file: "m")
        #expect(read == document)
        for (found, expected) in zip(read.moments.clusters, document.moments.clusters) {
            #expect(found.products.map(\.bitPattern) == expected.products.map(\.bitPattern))
        }
        #expect(try read.text() == document.text())
    }

    @Test func extremeNumbersSurvive() throws {
        var document = Self.document(seed: 1)
        let extremes = [Double.leastNonzeroMagnitude, -0.0, 1.7976931348623157e308, 0.1, -1e-300]
        for (index, number) in extremes.enumerated() {
            // Row `index` of the first column below its diagonal.
            document.moments.clusters[0].products[index % 4 + 1] = number
            let read = try MomentsDocument(reading: Array(document.text().utf8), file: "m")
            let found = read.moments.clusters[0].products[index % 4 + 1]
            #expect(found.bitPattern == number.bitPattern)
        }
    }

    /// Cutting a line or a field anywhere, or spoiling a number, is noticed, with the line.
    @Test func aDamagedFileIsRefusedWithItsLine() throws {
        let text = try Self.document(seed: 2).text()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func refusal(_ lines: [String]) -> MomentsFileError? {
            do {
                _ = try MomentsDocument(
                    reading: Array(lines.joined(separator: "\n").utf8),
                    file: "m.csv"
                )
                return nil
            } catch { return error }
        }
        #expect(refusal(lines) == nil)
        for number in lines.indices.dropLast() {
            var fewer = lines
            fewer.remove(at: number)
            #expect(refusal(fewer) != nil, "without line \(number + 1)")
            var twice = lines
            twice.insert(lines[number], at: number)
            #expect(refusal(twice) != nil, "line \(number + 1) twice")
            #expect(refusal(Array(lines[..<number])) != nil, "cut before line \(number + 1)")
        }
        for word in ["nan", "inf", "0x1p3", "", "1e999", " 1"] {
            for (number, line) in lines.enumerated() where line.hasPrefix("origin,") {
                var spoilt = lines
                let fields = line.split(separator: ",").map(String.init)
                spoilt[number] = (fields.dropLast() + [word]).joined(separator: ",")
                let error = refusal(spoilt)
                #expect(error?.line == number + 1)
                #expect(error?.description.hasPrefix("m.csv:\(number + 1): ") == true)
            }
        }
        #expect(refusal(lines + ["more"]) != nil)
        #expect(refusal(["y,x", "1,2", ""]) != nil)
        #expect(refusal([]) != nil)
    }

    @Test func documentsOfOneModelAreAdded() throws {
        let first = Self.document(seed: 3)
        let second = Self.document(seed: 4)
        let sum = try first.merged(with: second)
        #expect(sum.inputs == first.inputs + second.inputs)
        #expect(sum.moments == (try first.moments.merged(with: second.moments)))
        #expect(sum.moments.rowCount == first.moments.rowCount + second.moments.rowCount)
    }

    @Test func differentModelsAndRepeatedFilesAreNotAdded() throws {
        let first = Self.document(seed: 3)
        #expect(throws: MomentsMergeError.self) { try first.merged(with: first) }
        let changes: [@Sendable (inout MomentsDocument.Model) -> Void] = [
            { $0.formula = "y ~ a" }, { $0.weights = nil }, { $0.cluster = "la" },
            { $0.exposures = ["one"] }, { $0.factors[0].levels = ["1", "2"] },
            { $0.factors = [] }, { $0.hasIntercept = false },
        ]
        for change in changes {
            var second = Self.document(seed: 4)
            change(&second.model)
            #expect(throws: MomentsMergeError.self) { try first.merged(with: second) }
        }
    }
}

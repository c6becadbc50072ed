internal import TopsliceContracts
package import TopsliceFunds
internal import TopsliceLinearAlgebra
package import TopsliceRecords

extension Provenance {
    /// The version of this software.
    package static let softwareVersion = "0.1.0"

    /// Of a result that took cross-products or regressions of rows.
    package init(
        _ inputs: [InputRecord],
        options: [(name: String, value: String)],
        threads: Int,
        usesLinearAlgebra: Bool = true,
        seed: UInt64? = nil
    ) {
        self.init(
            version: Self.softwareVersion,
            inputs: inputs.map { Input(path: $0.path, sha256: $0.sha256, rows: $0.rows) },
            options: options.map { Option($0.name, $0.value) },
            blasCore: usesLinearAlgebra ? BLASEnvironment.coreName : nil,
            threads: threads,
            seconds: inputs.map(\.seconds).reduce(0, +),
            seed: seed
        )
    }

    /// Of a result in which no linear algebra took part.
    package init(_ input: [InputRecord], options: [(name: String, value: String)]) {
        self.init(
            version: Self.softwareVersion,
            inputs: input.map {
                Input(path: $0.path, sha256: $0.sha256, rows: $0.rows == 0 ? nil : $0.rows)
            },
            options: options.map { Option($0.name, $0.value) },
            blasCore: nil,
            threads: 1,
            seconds: input.last?.seconds
        )
    }

    /// Where a settlement comes from. Without times, so that the same input gives the same bytes.
    package init(settling settled: [FundInput], audience: String?) {
        var inputs: [Input] = []
        var seen: Set<String> = []
        for input in settled {
            let names = FileNames(beside: input.agreement.file)
            for file in input.agreement.files where seen.insert(file.path).inserted {
                inputs.append(
                    Input(path: file.path, sha256: file.sha256, rows: nil, names: names)
                )
            }
        }
        let actuals = settled.first?.actuals
        if let actuals, let sha256 = actuals.sha256 {
            inputs.append(
                Input(
                    path: actuals.file,
                    sha256: sha256,
                    rows: actuals.rows.count,
                    names: FileNames(beside: settled.first?.agreement.file)
                )
            )
        }
        if let mapping = actuals?.mapping {
            let names = FileNames(beside: settled.first?.agreement.file)
            inputs.append(
                Input(path: mapping.path, sha256: mapping.sha256, rows: nil, names: names)
            )
        }
        for table in settled.first?.people?.files ?? [] {
            inputs.append(
                Input(
                    path: table.path,
                    sha256: table.sha256,
                    rows: table.rows,
                    names: FileNames(beside: settled.first?.agreement.file)
                )
            )
        }
        self.init(
            version: Self.softwareVersion,
            inputs: inputs,
            options: [Option("scenario", actuals?.scenario ?? Actuals.actual)]
                + (audience.map { [Option("audience", $0)] } ?? []),
            blasCore: nil,
            threads: 1,
            seconds: nil
        )
    }
}

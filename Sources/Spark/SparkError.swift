package import TopsliceCohortData

/// Why Spark made nothing, and what to do.
package enum SparkError: Error, Equatable, CustomStringConvertible {
    case repeatedColumn(String)
    case countAmongColumns(String)
    case absorbed([String])
    case exposuresOfFit(Family)
    case tooManyExposures
    case noTemporaryFolder(String)
    case notInstalled
    case noJava
    /// The program said what is wrong with the table or the request, a line each.
    case refused(source: String, lines: [String])
    case ended(code: Int32)
    /// It ended well, and its result is not on this machine.
    case resultElsewhere
    case notItsFile(String)

    package var description: String {
        switch self {
        case .repeatedColumn(let name): "column '\(name)' is named twice"
        case .countAmongColumns(let name):
            "column '\(name)' says how many people each row stands for, so cells are not told apart by it; the cells "
                + "have a column '\(name)' of their own"
        case .absorbed(let columns):
            "fixed effects after '|' need the rows ("
                + columns.map { "'\($0)'" }.joined(separator: ", ")
                + "); write factor(…) in the formula, or make cells and give them to topslice regress --counts people"
        case .exposuresOfFit(let family):
            "patterns of exposures go with least squares; a \(family.rawValue) model is attributed from cells: "
                + "topslice spark --cells …, then topslice attribute --counts people"
        case .tooManyExposures: "patterns are kept of at most 62 exposures"
        case .noTemporaryFolder(let reason):
            "no temporary folder can be made in TMPDIR: \(reason)"
        case .notInstalled:
            "spark-submit is not installed: pip install pyspark (and Java 17), or set SPARK_HOME to the folder of a "
                + "Spark; --print writes the program, to be run where there is one"
        case .noJava: "Spark needs Java: apt-get install openjdk-17-jre-headless, or set JAVA_HOME"
        case .refused(let source, let lines):
            lines.map { "\(source): \($0)" }.joined(separator: "\n")
        case .ended(let code):
            "spark-submit ended with code \(code) before the program said anything; --print writes it, to be run by "
                + "hand with spark-submit, whose messages may quote values"
        case .resultElsewhere:
            "Spark ended well, but its result is not on this machine, as with --deploy-mode cluster; use client mode, "
                + "or --print and a path that both see"
        case .notItsFile(let problem): "what Spark wrote is not whole: \(problem)"
        }
    }
}

import Foundation
import Testing

/// A Spark with its `spark-submit`, where the tests may use one: it takes minutes.
enum SparkCluster {
    static let isHere = ProcessInfo.processInfo.environment["TOPSLICE_TEST_SPARK"] == "required"

    static let absence: Comment =
        "set TOPSLICE_TEST_SPARK=required, and SPARK_HOME and PYSPARK_PYTHON to a Spark with numpy and pyarrow"

    /// Two workers in processes of their own, which can die; partitions are computed anew as on any cluster.
    static let twoWorkers = "'local-cluster[2,1,1024]'"
    static let local = "'local[2]'"

    static let environment = ["SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "localhost"]

    static func shell(_ script: String, in folder: URL) throws -> Command.Outcome {
        try Command.shell(script, in: folder, environment: environment)
    }
}

internal import CTopsliceParquet
internal import Glibc

/// What reads Parquet: a library that `./install` makes of libparquet, loaded when the first such file is met.
///
/// The package builds and everything else runs without it.
struct ParquetLibrary: @unchecked Sendable {
    typealias File = OpaquePointer

    typealias Open = @convention(c) (UnsafePointer<CChar>) -> File
    typealias Close = @convention(c) (File) -> Void
    typealias Message = @convention(c) (File) -> UnsafePointer<CChar>?
    typealias Count = @convention(c) (File) -> Int32
    typealias Name = @convention(c) (File, Int32) -> UnsafePointer<CChar>
    typealias Kind = @convention(c) (File, Int32) -> Int32
    typealias Rows = @convention(c) (File, Int32) -> Int64
    typealias Begin = @convention(c) (File, Int32, UnsafePointer<Int32>, Int32) -> Int32
    typealias Next =
        @convention(c) (File, Int32, Int64, UnsafeMutablePointer<topslice_parquet_rows>) -> Int64

    let open: Open
    let close: Close
    let error: Message
    let columnCount: Count
    let columnName: Name
    let columnKind: Kind
    let groupCount: Count
    let groupRows: Rows
    let begin: Begin
    let next: Next

    /// Nil where it is not there, or of another version.
    static let shared: ParquetLibrary? = paths.lazy.compactMap(ParquetLibrary.init).first

    private static let fileName = "libtopslice-parquet.so"

    /// The file that `TOPSLICE_PARQUET` names; where the command is installed; where a checkout keeps it.
    private static var paths: [String] {
        if let named = getenv("TOPSLICE_PARQUET") { return [String(cString: named)] }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard readlink("/proc/self/exe", &buffer, Int(PATH_MAX)) > 0 else { return [] }
        let program = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let folder = program.split(separator: "/").dropLast().map { "/" + $0 }.joined()
        return [
            "\(folder)/../lib/topslice/\(fileName)",
            // .build/x86_64-unknown-linux-gnu/debug/topslice
            "\(folder)/../../parquet/\(fileName)",
        ]
    }

    private init?(path: String) {
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
        func found<Function>(_ name: String, _ type: Function.Type) -> Function? {
            dlsym(library, "topslice_parquet_" + name).map { unsafeBitCast($0, to: type) }
        }
        typealias Version = @convention(c) () -> Int32
        guard let version = found("version", Version.self), version() == TOPSLICE_PARQUET_VERSION,
            let open = found("open", Open.self), let close = found("close", Close.self),
            let error = found("error", Message.self),
            let columnCount = found("column_count", Count.self),
            let columnName = found("column_name", Name.self),
            let columnKind = found("column_kind", Kind.self),
            let groupCount = found("group_count", Count.self),
            let groupRows = found("group_rows", Rows.self),
            let begin = found("begin", Begin.self), let next = found("next", Next.self)
        else { return nil }
        self.open = open
        self.close = close
        self.error = error
        self.columnCount = columnCount
        self.columnName = columnName
        self.columnKind = columnKind
        self.groupCount = groupCount
        self.groupRows = groupRows
        self.begin = begin
        self.next = next
    }
}

internal import Glibc

/// PostgreSQL's own client library, libpq, loaded when the first address of a database is met: its interface has been stable since
/// version 8, and a command that reads files need not load what it stands on (Kerberos, LDAP, TLS).
struct PostgresLibrary: @unchecked Sendable {
    typealias Connection = OpaquePointer
    typealias Outcome = OpaquePointer
    typealias Text = UnsafePointer<CChar>
    typealias Texts = UnsafePointer<UnsafePointer<CChar>?>

    typealias Connect = @convention(c) (Texts, Texts, Int32) -> Connection?
    typealias Parse =
        @convention(c) (Text, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>)
        -> UnsafeMutableRawPointer?
    typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Void
    typealias OfConnection = @convention(c) (Connection) -> Void
    typealias Number = @convention(c) (Connection) -> Int32
    typealias Word = @convention(c) (Connection) -> Text?
    typealias Execute = @convention(c) (Connection, Text) -> Outcome?
    typealias Prepare = @convention(c) (Connection, Text, Text, Int32, OpaquePointer?) -> Outcome?
    typealias Describe = @convention(c) (Connection, Text) -> Outcome?
    typealias Clear = @convention(c) (Outcome?) -> Void
    typealias OutcomeNumber = @convention(c) (Outcome) -> Int32
    typealias OfColumn = @convention(c) (Outcome, Int32) -> Text?
    typealias ColumnType = @convention(c) (Outcome, Int32) -> UInt32
    typealias Value = @convention(c) (Outcome, Int32, Int32) -> Text?
    typealias ErrorField = @convention(c) (Outcome, Int32) -> Text?
    typealias GetResult = @convention(c) (Connection) -> Outcome?
    typealias CopyData =
        @convention(c) (Connection, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, Int32)
        -> Int32
    typealias Notice = @convention(c) (UnsafeMutableRawPointer?, Text?) -> Void
    typealias SetNotice =
        @convention(c) (Connection, Notice, UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?

    let connect: Connect
    let parse: Parse
    let freeOptions: Free
    let freeMemory: Free
    let finish: OfConnection
    let status: Number
    let serverVersion: Number
    let errorMessage: Word
    let host: Word
    let database: Word
    let execute: Execute
    let prepare: Prepare
    let describe: Describe
    let clear: Clear
    let outcomeStatus: OutcomeNumber
    let columnCount: OutcomeNumber
    let rowCount: OutcomeNumber
    let columnName: OfColumn
    let columnType: ColumnType
    let value: Value
    let errorField: ErrorField
    let nextOutcome: GetResult
    let copyData: CopyData
    let setNotice: SetNotice

    /// Nil where it is not installed.
    static let shared = PostgresLibrary()

    private init?() {
        guard let library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL) else { return nil }
        func found<Function>(_ name: String, _ type: Function.Type) -> Function? {
            dlsym(library, "PQ" + name).map { unsafeBitCast($0, to: type) }
        }
        guard let connect = found("connectdbParams", Connect.self),
            let parse = found("conninfoParse", Parse.self),
            let freeOptions = found("conninfoFree", Free.self),
            let freeMemory = found("freemem", Free.self),
            let finish = found("finish", OfConnection.self),
            let status = found("status", Number.self),
            let serverVersion = found("serverVersion", Number.self),
            let errorMessage = found("errorMessage", Word.self),
            let host = found("host", Word.self), let database = found("db", Word.self),
            let execute = found("exec", Execute.self), let prepare = found("prepare", Prepare.self),
            let describe = found("describePrepared", Describe.self),
            let clear = found("clear", Clear.self),
            let outcomeStatus = found("resultStatus", OutcomeNumber.self),
            let columnCount = found("nfields", OutcomeNumber.self),
            let rowCount = found("ntuples", OutcomeNumber.self),
            let columnName = found("fname", OfColumn.self),
            let columnType = found("ftype", ColumnType.self),
            let value = found("getvalue", Value.self),
            let errorField = found("resultErrorField", ErrorField.self),
            let nextOutcome = found("getResult", GetResult.self),
            let copyData = found("getCopyData", CopyData.self),
            let setNotice = found("setNoticeProcessor", SetNotice.self)
        else { return nil }
        self.connect = connect
        self.parse = parse
        self.freeOptions = freeOptions
        self.freeMemory = freeMemory
        self.finish = finish
        self.status = status
        self.serverVersion = serverVersion
        self.errorMessage = errorMessage
        self.host = host
        self.database = database
        self.execute = execute
        self.prepare = prepare
        self.describe = describe
        self.clear = clear
        self.outcomeStatus = outcomeStatus
        self.columnCount = columnCount
        self.rowCount = rowCount
        self.columnName = columnName
        self.columnType = columnType
        self.value = value
        self.errorField = errorField
        self.nextOutcome = nextOutcome
        self.copyData = copyData
        self.setNotice = setNotice
    }

    /// States of a connection and of an outcome.
    enum Status {
        static let connected: Int32 = 0
        static let done: Int32 = 1
        static let rows: Int32 = 2
        static let copying: Int32 = 3
    }

    /// Fields of an error.
    enum Field {
        static let code = Int32(UInt8(ascii: "C"))
        static let message = Int32(UInt8(ascii: "M"))
    }
}

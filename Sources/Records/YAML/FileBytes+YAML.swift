extension FileBytes {
    /// The bytes of a YAML file that the user named.
    ///
    /// - Throws: one fault of the file where it is not there, cannot be read, or is longer than a YAML file may be.
    package init(readingYAML path: String) throws(Faults) {
        do throws(FileTrouble) {
            try self.init(reading: path, limit: YAMLLimits().byteCount)
        } catch {
            throw Faults(Fault(error, file: path))
        }
    }
}

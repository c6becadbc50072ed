package import TopsliceOptions

/// Options of something that is divided: a table, or a request in its place.
package protocol SharedOptions: StatedOptions {
    var file: Stated<String>? { get set }
}

import Foundation

/// The names that `Family` also has, from the C library.
func logarithm(_ number: Double) -> Double { log(number) }
func exponential(_ number: Double) -> Double { exp(number) }

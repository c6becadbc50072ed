internal import Glibc

extension Xoshiro256PlusPlus {
    /// χ² with the given degrees of freedom, 1 or more: twice a Gamma variate by the rejection of Marsaglia and Tsang (2000).
    package mutating func chiSquare(_ degrees: Double) -> Double {
        precondition(degrees >= 1, "χ² of \(degrees) degrees of freedom")
        // Below shape 1 a variate of shape + 1 is shrunk by a power of a uniform.
        let shape = degrees / 2
        let raised = shape < 1 ? shape + 1 : shape
        let offset = raised - 1.0 / 3
        let slope = 1 / (9 * offset).squareRoot()
        while true {
            let normal = normal()
            let root = 1 + slope * normal
            let uniform = 1 - uniform()
            guard root > 0 else { continue }
            let cube = root * root * root
            guard log(uniform) < 0.5 * normal * normal + offset * (1 - cube + log(cube)) else {
                continue
            }
            let gamma = offset * cube
            return 2 * (shape < 1 ? gamma * pow(1 - self.uniform(), 1 / shape) : gamma)
        }
    }
}

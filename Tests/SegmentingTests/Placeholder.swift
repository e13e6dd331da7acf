import Testing

@testable import Segmenting

import Testing

@testable import Tagging

import Testing

@testable import Relating

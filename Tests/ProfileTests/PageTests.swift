import Testing

@testable import Profile

@Suite struct PageTests {}

/// The target that `RUTVERK_ATTACK` names.
private let target = AttackTarget.named(environment: "RUTVERK_ATTACK")

/// What libFuzzer calls.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.attack(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

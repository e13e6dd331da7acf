import ICU
import Markup

/// What the program and the libraries under it are called.
public enum Version {
  public static let program = "0.1.0"
  /// In one line: `zhibiao 0.1.0 (ICU 72.1, libxml2 2.9.14)`.
  public static let line = "zhibiao \(program) (ICU \(icuVersion), libxml2 \(libxml2Version))"
}

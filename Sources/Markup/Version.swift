import CLibXML2

/// The version of the libxml2 that the program was built against, such as `2.9.14`.
public let libxml2Version = LIBXML_DOTTED_VERSION

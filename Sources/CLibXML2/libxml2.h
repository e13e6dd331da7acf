#if defined(__has_include)
#if !__has_include(<libxml/HTMLparser.h>)
#error "libxml2's headers are missing: install libxml2-dev (Debian, Ubuntu: apt-get install libxml2-dev)"
#endif
#endif

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

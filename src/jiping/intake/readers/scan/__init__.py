"""Pictures of pages, scanned or photographed, by optical character recognition (extra `ocr`).

`perspective` lays photographs flat, `straighten` turns the page upright and takes stamps off,
`ruling` finds the lines of tables, `engine` reads characters, `page` joins them to the words of a
page as other readers have them.
Every other module works without the extra; what needs it is loaded when a picture comes.
"""

"""Bounds on what a file may ask of the program. Input is hostile until read; a real report is far below all of these."""

#: Bytes of one input file, and of all the members of a zipped one after unpacking.
MAX_BYTES = 64 * 1024 * 1024
MAX_UNZIPPED = 256 * 1024 * 1024
#: A member larger than RATIO_FLOOR bytes may not be more than MAX_RATIO times its packed size.
MAX_RATIO = 300
RATIO_FLOOR = 1024 * 1024
#: Members of an archive.
MAX_MEMBERS = 10_000
#: Spans and sizes of one grid; what goes beyond is cut and said.
MAX_COLSPAN = 1_000
MAX_ROWSPAN = 65_534
MAX_COLUMNS = 300
MAX_ROWS = 20_000
#: Cells of one document, and depth of its markup.
MAX_CELLS = 400_000
MAX_DEPTH = 2_000
#: What the process that reads PDF files may take: seconds for one file, bytes of memory.
PDF_SECONDS = 60.0
PDF_MEMORY = 2 * 1024 * 1024 * 1024
#: The local page: files in one session, bytes of one posted session (the cells of all its files), characters typed into a
#: cell, seconds for one answer, processes that work at the same time and bytes of memory of each, and requests that may wait.
SERVE_FILES = 300
SERVE_BYTES = 96 * 1024 * 1024
SERVE_TYPED = 64
SERVE_SECONDS = 120.0
SERVE_WORKERS = 2
SERVE_MEMORY = 4 * 1024 * 1024 * 1024
SERVE_WAITING = 8

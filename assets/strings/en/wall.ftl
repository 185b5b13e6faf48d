# The announcement board and the LED strip.

# The frame of a board.
wall-notice = Notice
wall-page = { $page } / { $pages }
wall-scan = Scan to see all
wall-scan-to-read = Scan to read the whole text
wall-dot = { " · " }
wall-comma = {", "}

# The weekly ranking.
wall-period = { $from } – { $to }
wall-cases = { $count } cases
wall-new-entry = new
wall-close-rate = { $rate } closed
wall-correction = Correction: { $text }

# Pledges.
wall-pledges = Pledges of { $year }
wall-status-done = Done
wall-status-on-track = On track
wall-status-late = Late
wall-status-planned = Planned
wall-status-count = { $status }: { $count }
wall-percent = { $percent }%
wall-due = by { $date }

# The red and black lists.
wall-red = Red list
wall-black = Black list
wall-listed = { $count } listed
wall-listed-on = listed { $date }

# Guides.
wall-promised = Promised
wall-legal = By law
wall-fee = Fee
wall-trips = Visits
wall-free = Free
wall-paid = Charged
wall-trips-at-most = { $count } at most
wall-no-trip = None
wall-bring = What to bring
wall-materials = { $count } papers, by your situation
wall-original = { $count } original
wall-photocopy = { $count } copy
wall-more-materials = { $count } more: scan for the list
wall-other-materials = and { $count } more
wall-window = Where
wall-hours = Hours
wall-ask = Ask

# Notices and documents.
wall-published = Published
wall-until = On display until
wall-publisher = Publisher
wall-doc-no = Number

# The catalogue.
wall-matters = { $count } matters
wall-matters-total = Matters to disclose

# The strip.
strip-separator = ◆

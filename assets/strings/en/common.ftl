# Words that all faces share. One key a line; what stands in braces is filled in by the program.

colon = :{" "}
list-bullet = •
list-number = { $number }.

# Dates and times.
date-full = { $day } { $month-name } { $year }
date-short = { $day } { $month-name }
date-unclear = date unclear
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

# The mark of how old the content is.
fresh-current = Updated { $when }
fresh-offline = No network, updated { $when }
fresh-failing = Cannot update at present, updated { $when }
fresh-stale = May be out of date, updated { $when }
fresh-awaiting = Waiting for the first update
fresh-none = No source configured

# For staff alone, beside that mark: the config (C) or the remote playlist (R) is wrong, and at which line.
staff-config = C
staff-config-line = C{ $line }
staff-remote = R
staff-remote-line = R{ $line }

# The seven kinds.
kind-guide = Services
kind-disclosure = Documents
kind-notice = Notices
kind-ranking = Complaints
kind-honour = Red and black list
kind-pledge = Pledges
kind-catalogue = Catalogue

# Tables and pictures.
picture-missing = (Picture: { $alt })
page-up = Page up
page-down = Page down

# Interrupts, on every face.
interrupt-extreme = Emergency
interrupt-severe = Urgent
interrupt-moderate = Important
interrupt-until = until { $when }
interrupt-acknowledge = I have read this

# The touch kiosk.

kiosk-back = Back
kiosk-home = Home
kiosk-go-back = Go back
kiosk-phone = Supervision { $phone }
kiosk-date = { $weekday }, { $date }
kiosk-today = today
kiosk-page-hint = Swipe up
kiosk-page-end = This is the end

# Home.
kiosk-notice = Notice
kiosk-no-columns = This screen has no sections yet
kiosk-no-columns-next = Please ask at the service desk
kiosk-fact-none = Nothing at present
kiosk-fact-items = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
kiosk-fact-guide = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
kiosk-fact-disclosure = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
kiosk-fact-today = { $count } updated today
kiosk-fact-notice = { $count } on display
kiosk-fact-ranking = { $count ->
    [one] { $count } issue
   *[other] { $count } issues
}
kiosk-fact-honour = Red { $red } · Black { $black }
kiosk-fact-ten = Ten pledges, { $done } done
kiosk-fact-pledge = { $count ->
    [one] { $count } pledge, { $done } done
   *[other] { $count } pledges, { $done } done
}
kiosk-fact-catalogue = { $count ->
    [one] { $count } matter
   *[other] { $count } matters
}

# Columns.
kiosk-line = { $what } · updated { $day }
kiosk-empty = Nothing here at present
kiosk-empty-next = Try another section, or ask at the service desk
kiosk-column-gone = There is no such section
kiosk-column-gone-next = It may have been changed; please choose again from the home page
kiosk-period = { $from } to { $to }
kiosk-issue = { $title } · { $issue }
kiosk-first = First: { $name }
kiosk-list-red = Red list, { $count }
kiosk-list-black = Black list, { $count }
kiosk-list-more = All { $count } inside
kiosk-percent = { $percent }%
kiosk-status-planned = Not started
kiosk-status-on-track = On track
kiosk-status-late = Late
kiosk-status-done = Done
kiosk-at-once = Done at once
kiosk-promised = Promised: { $days }
kiosk-legal = By law: { $days }

# The catalogue.
kiosk-matter = Matter
kiosk-matter-content = Content
kiosk-matter-time = When
kiosk-matter-department = By
kiosk-matter-channels = Where
kiosk-matter-withheld = Not disclosed: { $reason }
kiosk-matter-open = Open: { $matter }

# Items.
kiosk-item-gone = This entry has been taken down
kiosk-item-gone-next = It may have expired or been replaced; please go back to the list
kiosk-repealed = Repealed
kiosk-pending = Not yet in force
kiosk-in-force = In force
kiosk-effective-from = In force from { $date }
kiosk-task-code = Code { $code }
kiosk-modified = Updated { $date }
kiosk-published = Published { $date }
kiosk-repealed-on = Repealed on { $date }; for reference only
kiosk-pending-until = Takes effect on { $date }; not yet in force
kiosk-term = On display from { $from } to { $to }
kiosk-term-to = On display until { $to }
kiosk-term-today = today is the last day
kiosk-term-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
kiosk-term-both = { $term } ({ $left })
kiosk-attachments = Attachments
kiosk-attachments-how = Scan the code to download
kiosk-attachment = { $number }. { $title }
kiosk-about = About this document
kiosk-about-index = Index no.
kiosk-about-publisher = Publisher
kiosk-about-number = Document no.
kiosk-about-topic = Topic
kiosk-about-genre = Genre
kiosk-about-formed = Signed
kiosk-about-published = Published
kiosk-about-effective = In force from
kiosk-about-repealed = Repealed
kiosk-about-basis = Basis
kiosk-about-scope = Scope
kiosk-about-department = Department
kiosk-take = Take it with you
kiosk-take-how = Read on by phone
kiosk-code = QR code: { $host }
kiosk-previous = Prev
kiosk-next = Next
kiosk-place = { $place } of { $count }

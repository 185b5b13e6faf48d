# The pages of items: guide, ranking, honour roll, pledge and their slides.

item-text = Notes
item-department = Department
list-comma = ,{" "}
quoted = "{ $text }"
quoted-join = ,{" "}
fold-open = Open: { $title }
fold-close = Close: { $title }
fold-word-open = Open
fold-word-close = Close

# 办事指南.
guide-promised = Promised within
guide-legal = By law within
guide-fee = Fee
guide-trips = Visits
guide-trips-count = { $count ->
    [0] No visit needed
    [one] At most { $count } visit
   *[other] At most { $count } visits
 }
guide-fee-yes = Fee required
guide-fee-no = Free
guide-at-once = On the spot
guide-step-at-once = On the spot
guide-days-work = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
 }
guide-days-calendar = { $count ->
    [one] { $count } calendar day
   *[other] { $count } calendar days
 }
guide-days-plain = { $count ->
    [one] { $count } day
   *[other] { $count } days
 }
guide-days-other = { $count } { $kind }
guide-can-i = Can I apply
guide-whom = For: { $whom }
guide-covers = This covers: { $list }
guide-all-conditions = { $count ->
    [one] You can apply if this is met:
   *[other] You can apply if all { $count } are met:
 }
guide-from = Available from { $date }
guide-ends = No longer offered after { $date }
guide-ended = Ended on { $date }
guide-bring = What to bring
guide-kinds = { $count ->
    [one] { $count } document
   *[other] { $count } documents
 }
guide-originals = { $count ->
    [one] { $count } original
   *[other] { $count } originals
 }
guide-copies = { $count ->
    [one] { $count } photocopy
   *[other] { $count } photocopies
 }
guide-optional = Optional
guide-only-in = Only for { $list }
guide-read-situations = Where it says "Only for …", bring it if that is you; everyone brings the others.
guide-read-optional = Bring what is marked "Optional" if you have it; the others are required.
guide-read-both = Where it says "Only for …", bring it if that is you; bring what is marked "Optional" if you have it; everyone brings the others.
guide-blank = blank form online
guide-sample = sample online
guide-blank-and-sample = blank form and sample online
guide-how = How it works
guide-steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
 }
guide-ways = Ways to apply: { $ways }
guide-step-by = By { $by }
guide-result = You receive: { $result }
guide-time = How long
guide-time-legal = Longest by law
guide-time-promised = We promise
guide-money = How much
guide-fee-standard = Rate
guide-fee-basis = Basis
guide-where = Where to go
guide-window = Counter
guide-address = Address
guide-hours = Hours
guide-ask = Who to ask
guide-phone = Phone
guide-contact = Contact
guide-complain = Not satisfied? Contact:
guide-questions = Common questions
guide-basis = Legal basis
guide-laws = { $count ->
    [one] { $count } provision
   *[other] { $count } provisions
 }

# 一周消费投诉排行.
ranking-issue = Issue
ranking-issue-no = No. { $issue }
ranking-period = Period
ranking-from-to = { $from } – { $to }
ranking-scope = Scope
ranking-title = Most complained-about businesses
ranking-count = { $count ->
    [one] { $count } business
   *[other] { $count } businesses
 }
ranking-none = No business of this issue is published at present. See another issue, or ask at the desk.
ranking-legend = Beside the rank: ↑ moved up since the issue before, ↓ moved down, — unchanged, "New" was not listed before.
ranking-up = ↑ { $by }
ranking-down = ↓ { $by }
ranking-same = —
ranking-new = New
ranking-no-rank = —
ranking-received = { $count } cases
ranking-closed = { $value } closed
ranking-closed-words = { $value } closed
ranking-close-rate = closed { $value }
ranking-mediation-rate = mediated { $value }
ranking-presettle-rate = settled early { $value }
ranking-correction = Correction: { $value }
ranking-remarks = Where these figures come from
ranking-note = Method

# 红黑榜.
honour-list = Published now
honour-period = Issue
honour-list-count = { $list }: { $count ->
    [one] { $count } business
   *[other] { $count } businesses
 }
honour-red = Red list
honour-red-banner = Red list: commended businesses
honour-red-meaning = These businesses were commended or certified by the authorities.
honour-red-reason = For: { $reason }
honour-red-decision = Document
honour-red-authority = Authority
honour-red-listed = Listed on
honour-black = Black list
honour-black-banner = Black list: discredited businesses
honour-black-meaning = These businesses broke the law and were listed for it by the authorities.
honour-black-reason = For: { $reason }
honour-black-decision = Decision
honour-black-authority = Authority
honour-black-listed = Listed on
honour-uscc = Unified credit code { $code }
honour-until = Published until
honour-repair = Credit repair
honour-no-authority = Not stated by the publisher; please ask at the desk
honour-no-date = Not stated by the publisher
honour-no-repair = None on record
honour-none = No business is on this list at present. For earlier lists, please ask at the desk.

# 服务承诺.
pledge-status = Status
pledge-due = Due
pledge-owner = Responsible
pledge-number = Number
pledge-year-no = No. { $no } of { $year }
pledge-year = { $year }
pledge-no = No. { $no }
pledge-planned = Not started
pledge-planned-meaning = Planned, not formally begun yet.
pledge-on-track = On track
pledge-on-track-meaning = Work is going to plan.
pledge-late = Behind schedule
pledge-late-meaning = Slower than planned.
pledge-done = Completed
pledge-done-meaning = What was promised is done.
pledge-overdue = Was due on { $date }; the date has passed and it is not finished.
pledge-progress = How far it is
pledge-percent = { $percent }%
pledge-promise = What was promised
pledge-matter = Matter
pledge-target = Target
pledge-phone = Phone
pledge-basis = Basis
pledge-steps = Step by step
pledge-steps-done = { $done } of { $count } steps done
pledge-step-done = Done
pledge-step-open = To come
pledge-step-missed = Not done in time
pledge-evidence = Evidence
pledge-evidence-code = QR code: evidence, { $host }
pledge-evidence-how = Scan this code with a phone for photos, figures and other evidence.

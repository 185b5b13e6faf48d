# The announcement board and the LED strip.

# The frame of a board.
wall-notice = 通告
wall-page = { $page } / { $pages }
wall-scan = 扫码看全部
wall-scan-to-read = 全文请扫码阅读
wall-dot = { " · " }
wall-comma = 、

# The weekly ranking.
wall-period = { $from } – { $to }
wall-cases = { $count } 件
wall-new-entry = 新
wall-close-rate = 办结率 { $rate }
wall-correction = 更正：{ $text }

# Pledges.
wall-pledges = { $year }年服务承诺
wall-status-done = 已办结
wall-status-on-track = 按计划
wall-status-late = 进度滞后
wall-status-planned = 未启动
wall-status-count = { $status } { $count } 件
wall-percent = { $percent }%
wall-due = { $date }前

# The red and black lists.
wall-red = 红榜
wall-black = 黑榜
wall-listed = { $count } 家
wall-listed-on = { $date }列入

# Guides.
wall-promised = 承诺办结
wall-legal = 法定办结
wall-fee = 收费
wall-trips = 跑动次数
wall-free = 不收费
wall-paid = 收费
wall-trips-at-most = 最多 { $count } 次
wall-no-trip = 不用跑
wall-bring = 带什么
wall-materials = 共 { $count } 项，按您的情况选带
wall-original = 原件 { $count } 份
wall-photocopy = 复印件 { $count } 份
wall-more-materials = 另有 { $count } 项，扫码看清单
wall-other-materials = 另有 { $count } 项
wall-window = 去哪里
wall-hours = 办理时间
wall-ask = 问谁

# Notices and documents.
wall-published = 发布日期
wall-until = 公示期至
wall-publisher = 发布机构
wall-doc-no = 文号

# The catalogue.
wall-matters = { $count } 项
wall-matters-total = 公开事项

# The strip.
strip-separator = ◆

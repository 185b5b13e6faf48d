# Words that all faces share. One key a line; what stands in braces is filled in by the program.

colon = ：
list-bullet = ·
list-number = { $number }.

# Dates and times. The month's name is for languages that write it out.
date-full = { $year }年{ $month }月{ $day }日
date-short = { $month }月{ $day }日
date-unclear = 日期不明
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日

# The mark of how old the content is.
fresh-current = 内容更新于 { $when }
fresh-offline = 网络中断，内容更新于 { $when }
fresh-failing = 暂时不能更新，内容更新于 { $when }
fresh-stale = 内容可能已过时，更新于 { $when }
fresh-awaiting = 正在等待第一次更新
fresh-none = 没有配置内容来源

# For staff alone, beside that mark: the config (C) or the remote playlist (R) is wrong, and at which line.
staff-config = C
staff-config-line = C{ $line }
staff-remote = R
staff-remote-line = R{ $line }

# The seven kinds.
kind-guide = 办事指南
kind-disclosure = 政务公开
kind-notice = 行政公告
kind-ranking = 投诉排行
kind-honour = 红黑榜
kind-pledge = 服务承诺
kind-catalogue = 公开目录

# Tables and pictures.
picture-missing = （图片：{ $alt }）
page-up = 上一页
page-down = 下一页

# Interrupts (插播), on every face.
interrupt-extreme = 特别紧急
interrupt-severe = 紧急
interrupt-moderate = 重要提醒
interrupt-until = 持续至 { $when }
interrupt-acknowledge = 我知道了，返回

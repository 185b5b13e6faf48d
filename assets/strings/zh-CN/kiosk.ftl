# The touch kiosk.

kiosk-back = 返回
kiosk-home = 首页
kiosk-go-back = 返回上一页
kiosk-phone = 监督电话 { $phone }
kiosk-date = { $date } { $weekday }
kiosk-today = 今天
kiosk-page-hint = 上滑继续看
kiosk-page-end = 已经到底了

# Home.
kiosk-notice = 公告
kiosk-no-columns = 这台屏幕还没有设置栏目
kiosk-no-columns-next = 请到服务台询问工作人员
kiosk-fact-none = 暂无内容
kiosk-fact-items = 共 { $count } 条
kiosk-fact-guide = { $count } 个事项
kiosk-fact-disclosure = 共 { $count } 份文件
kiosk-fact-today = 今日更新 { $count } 条
kiosk-fact-notice = { $count } 条公示中
kiosk-fact-ranking = 共 { $count } 期
kiosk-fact-honour = 红榜 { $red } · 黑榜 { $black }
kiosk-fact-ten = 十件实事 已办 { $done } 件
kiosk-fact-pledge = { $count } 件承诺 已办 { $done } 件
kiosk-fact-catalogue = { $count } 类事项

# Columns.
kiosk-line = { $what } · 最近更新 { $day }
kiosk-empty = 这个栏目暂时没有内容
kiosk-empty-next = 请看看其他栏目，或到服务台询问工作人员
kiosk-column-gone = 没有这个栏目
kiosk-column-gone-next = 可能已经调整，请从首页重新选择
kiosk-period = { $from }至{ $to }
kiosk-issue = { $title } · { $issue }
kiosk-first = 首位：{ $name }
kiosk-list-red = 红榜 { $count } 家
kiosk-list-black = 黑榜 { $count } 家
kiosk-list-more = 共 { $count } 家，点开看全部
kiosk-percent = { $percent }%
kiosk-status-planned = 未启动
kiosk-status-on-track = 推进中
kiosk-status-late = 进度滞后
kiosk-status-done = 已办结
kiosk-at-once = 当场办结
kiosk-promised = 承诺 { $days }
kiosk-legal = 法定 { $days }

# The catalogue.
kiosk-matter = 事项
kiosk-matter-content = 内容
kiosk-matter-time = 时限
kiosk-matter-department = 部门
kiosk-matter-channels = 渠道
kiosk-matter-withheld = 不予公开：{ $reason }
kiosk-matter-open = 查看：{ $matter }

# Items.
kiosk-item-gone = 这条内容已经撤下
kiosk-item-gone-next = 可能已过公示期或有了新的版本，请返回列表查看
kiosk-repealed = 已废止
kiosk-pending = 尚未施行
kiosk-in-force = 现行有效
kiosk-effective-from = { $date }起施行
kiosk-task-code = 编码 { $code }
kiosk-modified = 更新于 { $date }
kiosk-published = 发布于 { $date }
kiosk-repealed-on = 本文件已于{ $date }废止，仅供查阅
kiosk-pending-until = 本文件自{ $date }起施行，目前尚未施行
kiosk-term = 公示期：{ $from }至{ $to }
kiosk-term-to = 公示至 { $to }
kiosk-term-today = 今天是最后一天
kiosk-term-left = 还剩 { $days } 天
kiosk-term-both = { $term }（{ $left }）
kiosk-attachments = 附件
kiosk-attachments-how = 扫二维码下载
kiosk-attachment = { $number }. { $title }
kiosk-about = 文件信息
kiosk-about-index = 索引号
kiosk-about-publisher = 发布机构
kiosk-about-number = 文号
kiosk-about-topic = 主题
kiosk-about-genre = 体裁
kiosk-about-formed = 成文日期
kiosk-about-published = 发布日期
kiosk-about-effective = 施行日期
kiosk-about-repealed = 废止日期
kiosk-about-basis = 依据
kiosk-about-scope = 范围
kiosk-about-department = 责任部门
kiosk-take = 扫码带走
kiosk-take-how = 在手机上继续看
kiosk-code = 二维码：{ $host }
kiosk-previous = 上一条
kiosk-next = 下一条
kiosk-place = 第 { $place } 条，共 { $count } 条

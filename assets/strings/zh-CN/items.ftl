# The pages of items: guide, ranking, honour roll, pledge and their slides.

item-text = 说明
item-department = 负责科室
list-comma = 、
quoted = “{ $text }”
quoted-join = {""}
fold-open = 展开：{ $title }
fold-close = 收起：{ $title }
fold-word-open = 展开看
fold-word-close = 收起

# 办事指南.
guide-promised = 承诺办结
guide-legal = 法定办结
guide-fee = 收费
guide-trips = 跑动次数
guide-trips-count = { $count ->
    [0] 一次不用跑
   *[other] 最多 { $count } 次
 }
guide-fee-yes = 要收费
guide-fee-no = 不收费
guide-at-once = 当场办结
guide-step-at-once = 当场
guide-days-work = { $count } 个工作日
guide-days-calendar = { $count } 个自然日
guide-days-plain = { $count } 天
guide-days-other = { $count } 个{ $kind }
guide-can-i = 能不能办
guide-whom = 谁来办：{ $whom }
guide-covers = 这件事包括：{ $list }
guide-all-conditions = { $count ->
    [1] 符合下面这一条，就可以办：
   *[other] 下面 { $count } 条都符合，就可以办：
 }
guide-from = 从{ $date }起可以办
guide-ends = { $date }以后不再办理
guide-ended = 已于{ $date }停止办理
guide-bring = 带什么
guide-kinds = 共 { $count } 种
guide-originals = 原件 { $count } 份
guide-copies = 复印件 { $count } 份
guide-optional = 可以不带
guide-only-in = 只有{ $list }要带
guide-read-situations = 写明“只有……要带”的，按您的情况带；其余人人都要带。
guide-read-optional = 标着“可以不带”的，有就带上；其余都要带。
guide-read-both = 写明“只有……要带”的，按您的情况带；标着“可以不带”的，有就带上；其余人人都要带。
guide-blank = 网上有空白表
guide-sample = 网上有填写样表
guide-blank-and-sample = 网上有空白表和填写样表
guide-how = 怎么办
guide-steps = 共 { $count } 步
guide-ways = 办理方式：{ $ways }
guide-step-by = 由{ $by }办
guide-result = 办完拿到：{ $result }
guide-time = 多久办好
guide-time-legal = 法律规定最长
guide-time-promised = 我们承诺
guide-money = 多少钱
guide-fee-standard = 收费标准
guide-fee-basis = 依据
guide-where = 去哪里
guide-window = 窗口
guide-address = 地址
guide-hours = 办理时间
guide-ask = 问谁
guide-phone = 电话
guide-contact = 联系方式
guide-complain = 对服务不满意，可以找：
guide-questions = 常见问题
guide-basis = 办理依据
guide-laws = 共 { $count } 条

# 一周消费投诉排行.
ranking-issue = 期号
ranking-issue-no = 第 { $issue } 期
ranking-period = 统计时间
ranking-from-to = { $from }至{ $to }
ranking-scope = 统计范围
ranking-title = 被投诉最多的商家
ranking-count = 公示 { $count } 家
ranking-none = 这一期没有正在公示的商家。可以看看别的期次，或者问服务台。
ranking-legend = 和上一期比：↑ 靠前了，↓ 靠后了，— 没有变，新 上一期没有
ranking-up = ↑ { $by }
ranking-down = ↓ { $by }
ranking-same = —
ranking-new = 新
ranking-no-rank = —
ranking-received = { $count } 件
ranking-closed = 已办结 { $value } 件
ranking-closed-words = 已办结 { $value }
ranking-close-rate = 办结率 { $value }
ranking-mediation-rate = 调解成功率 { $value }
ranking-presettle-rate = 先行和解率 { $value }
ranking-correction = 更正：{ $value }
ranking-remarks = 这些数字怎么来的
ranking-note = 统计口径

# 红黑榜.
honour-list = 正在公示
honour-period = 期次
honour-list-count = { $list } { $count } 家
honour-red = 红榜
honour-red-banner = 红榜：受到表扬的单位
honour-red-meaning = 下面这些单位受到有关机关表扬或者认定。
honour-red-reason = 因为：{ $reason }
honour-red-decision = 文号
honour-red-authority = 认定机关
honour-red-listed = 认定日期
honour-black = 黑榜
honour-black-banner = 黑榜：违法失信的单位
honour-black-meaning = 下面这些单位因为违法失信，被有关机关依法列入名单。
honour-black-reason = 因为：{ $reason }
honour-black-decision = 决定文号
honour-black-authority = 决定机关
honour-black-listed = 列入日期
honour-uscc = 统一社会信用代码 { $code }
honour-until = 公示至
honour-repair = 信用修复
honour-no-authority = 发布时没有写明，请向服务台询问
honour-no-date = 发布时没有写明
honour-no-repair = 没有修复记录
honour-none = 这份名单上现在没有正在公示的单位。要查以前的名单，请问服务台。

# 服务承诺.
pledge-status = 进展
pledge-due = 完成时限
pledge-owner = 责任单位
pledge-number = 编号
pledge-year-no = { $year }年第 { $no } 件
pledge-year = { $year }年
pledge-no = 第 { $no } 件
pledge-planned = 未启动
pledge-planned-meaning = 已经列入计划，还没有全面启动。
pledge-on-track = 按计划推进
pledge-on-track-meaning = 正在按计划办。
pledge-late = 进度滞后
pledge-late-meaning = 比计划慢了。
pledge-done = 已办结
pledge-done-meaning = 承诺的事已经办完。
pledge-overdue = 原定{ $date }办完，现在已经过期，还没有办完。
pledge-progress = 办到哪里了
pledge-percent = { $percent }%
pledge-promise = 承诺了什么
pledge-matter = 事项
pledge-target = 目标
pledge-phone = 咨询电话
pledge-basis = 依据
pledge-steps = 一步一步的进展
pledge-steps-done = { $count } 步已完成 { $done } 步
pledge-step-done = 已完成
pledge-step-open = 还没到
pledge-step-missed = 到期未完成
pledge-evidence = 办理情况的证明
pledge-evidence-code = 二维码：办理情况的证明，{ $host }
pledge-evidence-how = 用手机扫这个码，看照片、数据等证明材料。

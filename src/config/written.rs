//! The config as JSON Schema: editors complete and explain the keys while staff write.
//!
//! The types here are never filled: [`super::parse`] reads the text itself, to report every mistake with its place. A
//! test keeps the two equal. Descriptions are Chinese because staff read them.
#![expect(dead_code, reason = "only their shape is used")]

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde_json::{Value, json};

use super::{
    duration::PATTERN,
    limits::{
        BRIGHTNESS, COUNT, DIAGONAL, DISTANCE, KEEP, MAX_COLUMNS, MAX_NAME_CHARS, PITCH, PRIORITY,
        READING_SPEED, SHARE, SPEED, STRIP_SIDE, TEXT_HEIGHT, WEIGHT,
    },
    words::{
        CERTAINTIES, Choice, DAYS, FACES, HALL_TIMES, KINDS, LIGHTS, ORDERS, PAGES, SEVERITIES, SWEEPS,
        THEMES, TRANSITIONS, URGENCIES, WEEKDAYS, ZONES,
    },
};

/// A duration or `auto`.
const DWELL_PATTERN: &str = r"^(auto|\s*([0-9]{1,9}\s*(s|min|h)\s*)+)$";

/// 大厅配置：数据源和屏幕。
#[derive(JsonSchema)]
#[schemars(title = "gongshi hall.toml", deny_unknown_fields)]
struct Written {
    /// 大厅。
    hall: HallTable,
    /// 数据源，可以有多个。
    #[schemars(length(min = 1))]
    source: Vec<SourceTable>,
    /// 预警源，可以有多个。
    alert: Option<Vec<AlertTable>>,
    /// 屏幕，可以有多块。
    #[schemars(length(min = 1))]
    screen: Vec<ScreenTable>,
    /// 屏幕分组：几块屏幕共用的设置，可以有多个。
    group: Option<Vec<GroupTable>>,
    /// 变量：文字里的 {名称} 换成这里写的内容，各块屏幕都用。
    variables: Option<VariablesTable>,
    /// 播放单，可以有多个。
    playlist: Option<Vec<PlaylistTable>>,
    /// 时间占比，可以有多个。
    share: Option<Vec<ShareTable>>,
    /// 排期：大屏和滚动屏什么时候播哪个播放单，可以有多个。
    schedule: Option<Vec<ScheduleTable>>,
    /// 工作日历和办公时间。
    calendar: Option<CalendarTable>,
    /// 播放记录。
    play_log: Option<PlayLogTable>,
    /// 远程播放单：代替本文件里的播放单和排期。
    remote: Option<RemoteTable>,
}

/// 播放记录：哪块屏幕从几点到几点放了什么，存在数据文件夹的 playlog.db 里。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PlayLogTable {
    /// 保留多少天，7 到 3660，默认 400；更早的自动清除。
    #[schemars(range(min = KEEP.least, max = KEEP.most))]
    keep_days: Option<u32>,
}

/// 远程播放单：一份只有播放单、排期、占比、日历的 TOML 文件。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct RemoteTable {
    /// 地址：https:// 或 http:// 的网址，或者 file: 加本机的文件。
    #[schemars(length(min = 1))]
    url: String,
    /// 多久查询一次，5s 到 1h，默认 60s。
    #[schemars(regex(pattern = PATTERN))]
    poll: Option<String>,
}

/// 播放单。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PlaylistTable {
    /// 名称，不能重复。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    name: String,
    /// 条目，按顺序播放。
    #[schemars(length(min = 1))]
    entry: Vec<EntryTable>,
}

/// 变量：名称和内容。
#[derive(JsonSchema)]
#[schemars(transparent)]
struct VariablesTable(std::collections::BTreeMap<String, VariableText>);

/// 变量的内容。
#[derive(JsonSchema)]
#[schemars(untagged)]
enum VariableText {
    Text(String),
    Number(i64),
}

/// 时间占比：写了这个名称的条目，在任何一小时里合计占多少时间。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ShareTable {
    /// 名称，条目用 share 写它；不能重复。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    name: String,
    /// 最多占百分之几，1 到 99。
    #[schemars(range(min = SHARE.least, max = SHARE.most))]
    at_most: Option<u32>,
    /// 最少占百分之几，1 到 99；各组合计不能超过 100。
    #[schemars(range(min = SHARE.least, max = SHARE.most))]
    at_least: Option<u32>,
}

/// 条目：一次只写一样内容——查询（kinds、topic、tag、department、weight），或 item，或 title 和 text，或 image，或 pdf，或 playlist，或 page。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct EntryTable {
    /// 查询：这些种类的内容；不写则各种都要。
    #[schemars(length(min = 1))]
    kinds: Option<Vec<KindWord>>,
    /// 查询：主题分类。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    topic: Option<String>,
    /// 查询：标签。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    tag: Option<String>,
    /// 查询：责任部门或发布机构。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    department: Option<String>,
    /// 查询：热点权重不低于多少，1 到 10。
    #[schemars(range(min = WEIGHT.least, max = WEIGHT.most))]
    weight: Option<u32>,
    /// 查询：只要最新的几条。
    #[schemars(range(min = COUNT.least, max = COUNT.most))]
    newest: Option<u32>,
    /// 查询：顺序，fixed 按重要程度（默认），newest 新的在前，shuffle 每天打乱，weighted 热点多播。
    #[schemars(extend("enum" = words(&ORDERS)))]
    order: Option<String>,
    /// 查询：每一轮播几条，下一轮接着播；不写则全部播完。
    #[schemars(range(min = COUNT.least, max = COUNT.most))]
    count: Option<u32>,
    /// 一条内容的编号（信息源里的 id）。
    #[schemars(length(min = 1))]
    item: Option<String>,
    /// 文字卡片的标题。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    title: Option<String>,
    /// 文字卡片的正文，和 title 一起写。
    #[schemars(length(min = 1))]
    text: Option<String>,
    /// 一张图片：本机的文件（相对路径从本配置文件所在的文件夹算起），或 https:// 的网址。
    #[schemars(length(min = 1))]
    image: Option<String>,
    /// 一份 PDF，逐页播放；写法和 image 相同。
    #[schemars(length(min = 1))]
    pdf: Option<String>,
    /// 另一个播放单的名称：在这里完整播一轮。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    playlist: Option<String>,
    /// 固定页面：clock 时钟页。
    #[schemars(extend("enum" = words(&PAGES)))]
    page: Option<String>,
    /// 每条停留多久，3s 到 10min；写 auto（默认）则按字数和阅读速度计算。
    #[schemars(regex(pattern = DWELL_PATTERN))]
    dwell: Option<String>,
    /// 怎样出现：fade 淡入淡出（默认），push 推入，none 直接切换。
    #[schemars(extend("enum" = words(&TRANSITIONS)))]
    transition: Option<String>,
    /// 属于哪个时间占比（[[share]] 的名称）。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    share: Option<String>,
}

/// 排期：写了的条件都满足时，播放这个播放单。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ScheduleTable {
    /// 名称，查看节目单时显示；不写则用播放单的名称。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    name: Option<String>,
    /// 播放哪个播放单。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    playlist: String,
    /// 在哪些屏幕或分组上；不写则所有大屏和滚动屏。
    #[schemars(length(min = 1))]
    screens: Option<Vec<String>>,
    /// 屏幕的哪个区：main 主区（默认），side 侧区，ticker 底部滚动条；侧区和滚动条只有大屏才有。
    #[schemars(extend("enum" = words(&ZONES)))]
    zone: Option<String>,
    #[schemars(flatten)]
    rule: RuleKeys,
    /// 优先级，默认 0；同时满足的，数字大的播，一样大的轮流播。
    #[schemars(range(max = PRIORITY.most))]
    priority: Option<u32>,
}

/// 开关屏时间：写了的条件都满足时，屏幕这样亮；几段都满足的，以写在前面的为准。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct HoursTable {
    /// off 关屏，dim 调暗，on 开屏。
    #[schemars(extend("enum" = words(&LIGHTS)))]
    power: String,
    /// 调暗到百分之几，5 到 95；写 dim 时必须写。
    #[schemars(range(min = BRIGHTNESS.least, max = BRIGHTNESS.most))]
    brightness: Option<u32>,
    #[schemars(flatten)]
    rule: RuleKeys,
}

/// 什么时候：写了的条件都要满足。
#[derive(JsonSchema)]
struct RuleKeys {
    /// 哪些日子（满足一个即可）：工作日、休息日、星期几、月末、每月第一个或最后一个星期几。
    #[schemars(length(min = 1))]
    days: Option<Vec<DayWordText>>,
    /// 哪些日期：2026-10-01、2026-10-01..2026-10-07，每年都有的写 10-01..10-07。
    dates: Option<OneOrMore>,
    /// 哪些时段：09:00-17:30；过零点的写 22:00-02:00。
    #[schemars(length(min = 1))]
    times: Option<Vec<String>>,
    /// 大厅的状态：open 办公时间，closed 非办公时间。
    #[schemars(extend("enum" = words(&HALL_TIMES)))]
    hall: Option<String>,
    /// 当天第一次开门前多久以内，例如 30min。
    #[schemars(regex(pattern = PATTERN))]
    before_open: Option<String>,
}

/// 一个，或方括号里的几个。
#[derive(JsonSchema)]
#[schemars(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// 日子。
#[derive(JsonSchema)]
#[schemars(transparent, extend("enum" = words(&DAYS)))]
struct DayWordText(String);

/// 星期几。
#[derive(JsonSchema)]
#[schemars(transparent, extend("enum" = words(&WEEKDAYS)))]
struct WeekdayText(String);

/// 工作日历和办公时间。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CalendarTable {
    /// 平常哪几天上班，默认周一到周五。
    #[schemars(length(min = 1))]
    workdays: Option<Vec<WeekdayText>>,
    /// 上班那天的办公时间，默认 09:00-17:00；中午休息的写两段。
    #[schemars(length(min = 1))]
    hours: Option<Vec<String>>,
    /// 放假调休的文件，例如 holidays.toml；相对路径从本配置文件所在的文件夹算起。
    #[schemars(length(min = 1))]
    holidays: Option<String>,
    /// 另外放假的日子。
    off: Option<OneOrMore>,
    /// 另外上班的日子。
    work: Option<OneOrMore>,
}

/// 大厅。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct HallTable {
    /// 大厅名称，显示在各块屏幕的页眉。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    name: String,
    /// 所在位置，例如“政务服务大厅 · 一层 A 区”。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    place: Option<String>,
    /// 监督电话。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    phone: Option<String>,
    /// 时区（IANA 名称），默认 Asia/Shanghai。公示期按这个时区起止。
    #[schemars(length(min = 1))]
    time_zone: Option<String>,
}

/// 预警源：公共预警（CAP 1.2 协议），在各块屏幕上插播。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AlertTable {
    /// 名称，出现在日志里；不能和别的数据源重名。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    name: String,
    /// 地址：https://、http:// 或 file:，一份 CAP 文件，或者列出 CAP 文件的 RSS、Atom。
    #[schemars(length(min = 1))]
    url: String,
    /// 多久查询一次，5s 到 10min，默认 15s。
    #[schemars(regex(pattern = PATTERN))]
    poll: Option<String>,
    /// 只信这些发布者（消息里的 sender，一字不差）。
    #[schemars(length(min = 1))]
    senders: Vec<String>,
    /// 严重程度不低于：unknown 不明、minor 轻微、moderate 一般（默认）、severe 严重、extreme 特别严重。
    #[schemars(extend("enum" = words(&SEVERITIES)))]
    severity: Option<String>,
    /// 紧急程度不低于：unknown 不明、past 已过去、future 不久以后（默认）、expected 一小时内、immediate 立即。
    #[schemars(extend("enum" = words(&URGENCIES)))]
    urgency: Option<String>,
    /// 可能性不低于：unknown 不明、unlikely 不大可能、possible 有可能（默认）、likely 很可能、observed 已经发生。
    #[schemars(extend("enum" = words(&CERTAINTIES)))]
    certainty: Option<String>,
    /// 只要这些地区的：地区名里的字，或者地区代码开头的几位；不写则所有地区。
    #[schemars(length(min = 1))]
    areas: Option<Vec<String>>,
}

/// 数据源：一个公示信息源。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SourceTable {
    /// 名称，出现在日志里；不能重复。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    name: String,
    /// 地址：https://、http:// 或 file:（文件，或含 feed.json 的文件夹；相对路径从本配置文件所在的文件夹算起）。
    #[schemars(regex(pattern = r"^([Hh][Tt][Tt][Pp][Ss]?://|[Ff][Ii][Ll][Ee]:)"))]
    url: String,
    /// 多久查询一次，5s 到 1h，默认 30s。
    #[schemars(regex(pattern = PATTERN))]
    poll: Option<String>,
    /// 多久没有查询成功，屏幕就提示数据可能不是最新；1min 到 720h，默认 30min。
    #[schemars(regex(pattern = PATTERN))]
    stale_after: Option<String>,
    /// 写 proactive 表示：没有标明公开属性的条目（普通 RSS、Atom、JSON Feed）都按主动公开对待。不写则一律不显示。
    #[schemars(extend("enum" = ["proactive"]))]
    plain_items: Option<String>,
    /// 写 true 表示：只显示有审核人并经过保密审查的条目。默认 false。
    require_approval: Option<bool>,
}

/// 屏幕。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ScreenTable {
    /// 名称，启动时用 --screen 选择；不能重复。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    name: String,
    /// 属于哪个分组（[[group]] 的名称）：屏幕自己没有写的，按分组的。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    group: Option<String>,
    #[schemars(flatten)]
    keys: ScreenKeys,
}

/// 屏幕分组：几块屏幕共用的设置；屏幕自己写的优先。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct GroupTable {
    /// 名称，屏幕用 group 写它，排期的 screens 也可以写它；不能和屏幕重名。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    name: String,
    #[schemars(flatten)]
    keys: ScreenKeys,
}

/// 屏幕和分组都可以写的。
#[derive(JsonSchema)]
struct ScreenKeys {
    /// 屏幕种类：kiosk 触摸屏，board 公告栏/大屏，strip 滚动屏。屏幕或它的分组必须写。
    #[schemars(extend("enum" = words(&FACES)))]
    face: Option<String>,
    /// 输出的像素，宽x高，例如 1080x1920；不写则用显示器的。
    #[schemars(regex(pattern = r"^\s*[0-9]+\s*[xX×*]\s*[0-9]+\s*$"))]
    size: Option<String>,
    /// 屏幕对角线，英寸。触摸屏和大屏必须写，滚动屏不写。
    #[schemars(range(min = DIAGONAL.least, max = DIAGONAL.most))]
    diagonal_inch: Option<f64>,
    /// 最远的读者离屏幕多少米，字的大小由它决定。大屏必须写；触摸屏默认 0.6。
    #[schemars(range(min = DISTANCE.least, max = DISTANCE.most))]
    viewing_distance_m: Option<f64>,
    /// 配色：day 浅色，night 深色，contrast 高对比。触摸屏默认 day，其他默认 night。
    #[schemars(extend("enum" = words(&THEMES)))]
    theme: Option<String>,
    /// 写 true 表示：这块屏幕只有工作人员看得到，可以显示内部条目。默认 false。
    internal: Option<bool>,
    /// 触摸屏首页的栏目，按顺序；不写则七个栏目都有。
    #[schemars(length(min = 1, max = MAX_COLUMNS))]
    columns: Option<Vec<ColumnEntry>>,
    /// 大屏或滚动屏播放哪些种类的内容，按顺序。
    #[schemars(length(min = 1))]
    kinds: Option<Vec<KindWord>>,
    /// 大屏每页停留多久，3s 到 10min，默认 12s。
    #[schemars(regex(pattern = PATTERN))]
    dwell: Option<String>,
    /// 大屏和滚动屏：没有排期的时候播放哪个播放单；写了它，kinds 可以不写。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    playlist: Option<String>,
    /// 大屏的侧区：没有排期的时候播放哪个播放单。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    side_playlist: Option<String>,
    /// 大屏的底部滚动条：没有排期的时候播放哪个播放单。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    ticker_playlist: Option<String>,
    /// 大屏和滚动屏：每分钟读多少字，60 到 600，默认 240；老年人多的大厅写 200。
    #[schemars(range(min = READING_SPEED.least, max = READING_SPEED.most))]
    reading_speed: Option<u32>,
    /// 触摸屏多久没有人碰就回到首页，15s 到 10min，默认 90s。
    #[schemars(regex(pattern = PATTERN))]
    idle_reset: Option<String>,
    /// 写 true 表示：不用动画（滚动屏的滚动除外）。默认 false。
    reduced_motion: Option<bool>,
    /// 滚动屏的区域和速度。
    strip: Option<StripTable>,
    /// 开关屏时间，可以有多段。
    hours: Option<Vec<HoursTable>>,
    /// 这块屏幕的变量，例如 { "窗口" = "3" }。
    variables: Option<VariablesTable>,
}

/// 栏目：写种类，或写 { id, title, kinds }。
#[derive(JsonSchema)]
#[schemars(untagged)]
enum ColumnEntry {
    Kind(KindWord),
    Own(ColumnTable),
}

/// 内容种类：guide 办事指南，disclosure 政务公开，notice 行政公告，ranking 一周消费投诉排行，honour 红黑榜，pledge 服务承诺，catalogue 公开目录。
#[derive(JsonSchema)]
#[schemars(transparent, extend("enum" = words(&KINDS)))]
struct KindWord(String);

/// 自定的栏目。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ColumnTable {
    /// 栏目的代号：小写字母、数字、-；不能重复。不写则用第一个种类的名字。
    #[schemars(regex(pattern = "^[a-z0-9-]+$"), length(max = MAX_NAME_CHARS))]
    id: Option<String>,
    /// 首页上的名称；不写则用种类的名称。
    #[schemars(length(min = 1, max = MAX_NAME_CHARS))]
    title: Option<String>,
    /// 栏目里有哪些种类。
    #[schemars(length(min = 1))]
    kinds: Vec<KindWord>,
}

/// 滚动屏：输出画面里的一个区域，一个像素对应一个灯珠。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct StripTable {
    /// 区域左边的位置，像素，默认 0。
    #[schemars(range(max = STRIP_SIDE.most))]
    x: Option<u32>,
    /// 区域上边的位置，像素，默认 0。
    #[schemars(range(max = STRIP_SIDE.most))]
    y: Option<u32>,
    /// 区域的宽，像素；不写则到画面右边。
    #[schemars(range(min = STRIP_SIDE.least, max = STRIP_SIDE.most))]
    width: Option<u32>,
    /// 区域的高，像素；不写则到画面下边。
    #[schemars(range(min = STRIP_SIDE.least, max = STRIP_SIDE.most))]
    height: Option<u32>,
    /// 字高，像素；不写则为区域高度的四分之三。
    #[schemars(range(min = TEXT_HEIGHT.least, max = TEXT_HEIGHT.most))]
    text_height: Option<u32>,
    /// 速度，每秒多少像素，默认 120。
    #[schemars(range(min = SPEED.least, max = SPEED.most))]
    speed: Option<u32>,
    /// 方向：left 左移（默认），up 上移。
    #[schemars(extend("enum" = words(&SWEEPS)))]
    direction: Option<String>,
    /// 写 true 表示：字的边缘不做平滑，单色模组用。默认 false。
    crisp: Option<bool>,
    /// 灯珠的间距，毫米：P10 模组写 10。写了，检查时就能算出字在远处看不看得清。
    #[schemars(range(min = PITCH.least, max = PITCH.most))]
    pixel_pitch_mm: Option<f64>,
}

fn words<T>(choices: &[Choice<T>]) -> Vec<&'static str> {
    choices.iter().map(|choice| choice.word).collect()
}

/// The JSON Schema (2020-12) of a config.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_null));
    settings.into_generator().into_root_schema_for::<Written>().to_value()
}

/// TOML has no null: a key that may be missing is left out.
fn without_null(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|each| each != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(any)) = object.get_mut("anyOf") {
        any.retain(|each| *each != json!({ "type": "null" }));
        if let [Value::Object(only)] = any.as_slice() {
            let only = only.clone();
            object.remove("anyOf");
            object.extend(only);
        }
    }
    if let Some(Value::Array(words)) = object.get_mut("enum") {
        words.retain(|each| !each.is_null());
    }
}

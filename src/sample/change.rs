//! What the small bureau changes, minute by minute: it comes back to where it began, so nothing grows.

use serde_json::{Value, json};

/// The length of the cycle, in steps.
pub(super) const CYCLE: u64 = 12;

/// A notice that comes and goes, by its place: what was said, and in one sentence.
const NOTICES: [(&str, &str); 4] = [
    (
        "A 区 3 号窗口现在等候人数较少",
        "办理营业执照补发、变更的群众可以直接到 A 区 3 号窗口，预计等候 5 分钟。",
    ),
    ("自助打照机恢复使用", "大厅一层 2 号自助打照机已经修好，凭身份证或者电子营业执照打印，30 秒出照。"),
    ("今日消费维权咨询开始", "律师志愿者在 C 区 1 号窗口提供预付卡、网购纠纷免费咨询，取号即可，不用预约。"),
    ("请领取遗失物品", "有群众在 A 区填单台遗失黑色文件袋一个，请失主持有效证件到总服务台领取。"),
];

/// The notice that is withdrawn for a while and then published again.
const WITHDRAWN: &str = "notice-recruit";

/// Changes the items for a step.
pub(super) fn apply(items: &mut Vec<Value>, step: u64) {
    // Each notice stands for two steps of its three: what is new, what is there, what is withdrawn are all seen.
    let turn = (step % CYCLE / 3) as usize;
    if step % 3 != 2
        && let Some((title, text)) = NOTICES.get(turn)
    {
        items.push(notice(turn, title, text));
    }
    if step % 4 == 3 {
        items.retain(|item| item["id"] != WITHDRAWN);
    }
    for item in items.iter_mut().filter(|item| item["_gongshi"]["status"] == "on_track") {
        let progress = &mut item["_gongshi"]["progress_pct"];
        if let Some(percent) = progress.as_u64() {
            *progress = (percent + step % CYCLE).min(99).into();
        }
    }
}

fn notice(turn: usize, title: &str, text: &str) -> Value {
    json!({
        "id": format!("notice-live-{turn}"),
        "url": format!("https://scjg.example.gov.cn/xwzx/gsgg/live-{turn}.html"),
        "title": title,
        "summary": text,
        "content_html": format!("<p>{text}</p><p>咨询电话：027-12315000。</p>"),
        "date_published": "{{T+0 00:10}}",
        "tags": ["大厅动态"],
        "_gongshi": {
            "kind": "notice",
            "disclosure": "proactive",
            "approved_by": "示例区市场监督管理局 分管局领导 张卫东",
            "secrecy_reviewed": true,
            "publisher": "示例区市场监督管理局",
            "department": { "name": "政务服务大厅", "phone": "027-12315000", "updater": "政务服务大厅 林小梅" },
            "index_no": format!("SLSJ-DT-{{{{YEAR+0}}}}-{turn:04}"),
            "topic": "政务服务",
            "genre": "公告",
            "valid_from": "{{D+0}}",
            "valid_to": "{{D+0}}",
            "basis": "《中华人民共和国政府信息公开条例》第二十条",
            "scope": "来大厅办事的群众",
            "time_limit": "当日",
            "cadence": "adhoc",
            "weight": 6,
        },
    })
}

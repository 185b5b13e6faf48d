//! What is particular to each kind of item. Field names follow feed.md, which follows the national guide schema.
//!
//! Entries that expire by themselves are private to this room: [`crate::domain::validity`] hands them out.

use super::{Moment, block::Block};

/// The part of an item that differs by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// 政务公开: the common fields say everything.
    Disclosure,
    /// 办事指南.
    Guide(Box<Guide>),
    /// 行政公告: the common fields say everything.
    Notice,
    /// 一周消费投诉排行.
    Ranking(Box<Ranking>),
    /// 红黑榜.
    Honour(Box<HonourRoll>),
    /// 服务承诺 / 十件实事.
    Pledge(Box<Pledge>),
    /// 公开目录.
    Catalogue(Box<Catalogue>),
}

/// 办事指南: how to get one service done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guide {
    /// 事项编码.
    pub task_code: Option<String>,
    /// 事项名称.
    pub task_name: Option<String>,
    /// 事项类型, such as 行政许可.
    pub task_type: Option<String>,
    /// 事项版本.
    pub task_version: Option<String>,
    /// 实施主体.
    pub dept_name: Option<String>,
    /// 办件类型, such as 承诺件.
    pub project_type: Option<String>,
    /// 服务对象, such as 自然人.
    pub server_type: Option<String>,
    /// 受理条件.
    pub accept_condition: Vec<String>,
    /// 申请材料.
    pub materials: Vec<Material>,
    /// 办理流程.
    pub handle_flow: Vec<FlowStep>,
    /// 法定办结时限, in days of `day_type`.
    pub anticipate_day: Option<u32>,
    /// 承诺办结时限, in days of `day_type`.
    pub promise_day: Option<u32>,
    /// 工作日 or 自然日.
    pub day_type: Option<String>,
    /// 是否收费.
    pub is_fee: Option<bool>,
    /// 收费标准.
    pub fee_stand: Vec<String>,
    /// 收费依据.
    pub fee_basis: Option<String>,
    /// 结果名称.
    pub result_name: Option<String>,
    /// 办理地点.
    pub transact_addr: Option<String>,
    /// 办理时间.
    pub transact_time: Option<String>,
    /// 窗口.
    pub window: Option<String>,
    /// 咨询方式.
    pub link_way: Option<String>,
    /// 监督投诉方式.
    pub supervise_way: Option<String>,
    /// 设定依据.
    pub by_law: Vec<String>,
    /// 到办事现场次数.
    pub limit_scene_num: Option<u32>,
    /// 办理形式, such as 窗口办理、网上办理.
    pub handle_type: Option<String>,
    /// The matter in the bureau's mobile service; http or https.
    pub mobile_terminal_url: Option<String>,
    /// 计划生效日期.
    pub plan_effective_date: Option<Moment>,
    /// 计划取消日期.
    pub plan_cancel_date: Option<Moment>,
    /// 常见问题.
    pub questions: Vec<Question>,
    /// 情形: what applies to the visitor.
    pub situations: Vec<Situation>,
}

/// One paper to bring.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Material {
    /// 材料名称.
    pub name: String,
    /// Needed by everyone in its situations; unset counts as needed.
    pub required: Option<bool>,
    /// 原件份数.
    pub original_copies: Option<u32>,
    /// 复印件份数.
    pub photocopies: Option<u32>,
    /// 纸质 or 电子.
    pub format: Option<String>,
    /// 来源渠道.
    pub source: Option<String>,
    /// A filled sample; http or https.
    pub sample_url: Option<String>,
    /// A blank form; http or https.
    pub blank_url: Option<String>,
    /// 填报须知.
    pub note: Option<String>,
    /// Ids of the situations it is needed in; empty means all.
    pub situations: Vec<String>,
}

/// One step of the way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlowStep {
    /// 环节.
    pub name: String,
    /// Who does it.
    pub by: Option<String>,
    /// How long, in the publisher's words.
    pub days: Option<String>,
    /// What happens.
    pub detail: Option<String>,
}

/// A question that visitors ask.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// 问.
    pub question: String,
    /// 答.
    pub answer: String,
}

/// A situation a visitor may be in.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// What materials refer to.
    pub id: String,
    /// What the visitor reads.
    pub label: String,
}

/// 一周消费投诉排行. Ranks and rates are the publisher's words: shown as they came, never recomputed, never reordered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// 统计范围.
    pub scope: Option<String>,
    /// First day counted.
    pub period_start: Option<Moment>,
    /// Last day counted.
    pub period_end: Option<Moment>,
    /// 期号.
    pub issue_no: Option<String>,
    /// 统计口径 and other remarks.
    pub note: Option<String>,
    pub(super) entries: Vec<RankingEntry>,
}

/// One business of a ranking. There is no field for a complainant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RankingEntry {
    /// 名次, as published.
    pub rank: Option<String>,
    /// 上期名次, as published.
    pub previous_rank: Option<String>,
    /// 企业名称.
    pub ent_name: String,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    /// 行业 or 商品类别.
    pub category: Option<String>,
    /// 受理件数, as published.
    pub received: Option<String>,
    /// 办结件数, as published.
    pub closed: Option<String>,
    /// 办结率, as published.
    pub close_rate: Option<String>,
    /// 调解成功率, as published.
    pub mediation_rate: Option<String>,
    /// 先行和解率, as published.
    pub presettle_rate: Option<String>,
    /// 承办单位.
    pub department: Option<String>,
    /// 公示截止.
    pub publish_to: Option<Moment>,
    /// What this entry corrects, in the publisher's words.
    pub correction_of: Option<String>,
    /// Why it was withdrawn; an entry with a reason is never shown.
    pub withdrawn_reason: Option<String>,
}

/// Which list of the 红黑榜.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// 红榜: commended.
    Red,
    /// 黑榜: discredited.
    Black,
}

/// 红榜 or 黑榜.
#[derive(Debug, Clone, PartialEq)]
pub struct HonourRoll {
    /// Red or black.
    pub list: List,
    /// 期次, in the publisher's words.
    pub period: Option<String>,
    pub(super) entries: Vec<HonourEntry>,
}

/// One business on a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HonourEntry {
    /// 企业名称.
    pub ent_name: String,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    /// 列入事由.
    pub reason: Option<String>,
    /// 决定文号.
    pub decision_no: Option<String>,
    /// 作出决定机关.
    pub authority: Option<String>,
    /// 列入日期.
    pub listed_on: Option<Moment>,
    /// 公示截止.
    pub publish_to: Option<Moment>,
    /// 信用修复状态.
    pub repair_status: Option<String>,
    /// 移出日期; an entry that has one is gone.
    pub removed_on: Option<Moment>,
}

/// How a pledge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PledgeStatus {
    /// 未启动.
    Planned,
    /// 按计划推进.
    OnTrack,
    /// 进度滞后.
    Late,
    /// 已办结.
    Done,
}

/// 服务承诺: a public promise with its progress.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pledge {
    /// 年度.
    pub year: Option<u32>,
    /// 序号 within the year.
    pub no: Option<u32>,
    /// 承诺事项.
    pub title: Option<String>,
    /// 责任单位.
    pub owner: Option<String>,
    /// 目标.
    pub target: Option<String>,
    /// 完成时限.
    pub due: Option<Moment>,
    /// Progress in percent, 0 to 100, as published.
    pub progress_pct: Option<u32>,
    /// Where it stands.
    pub status: Option<PledgeStatus>,
    /// 进展.
    pub milestones: Vec<Milestone>,
    /// Where the proof is; http or https.
    pub evidence_url: Option<String>,
}

/// One step of a pledge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Milestone {
    /// What was or will be done.
    pub text: String,
    /// When.
    pub date: Option<Moment>,
    /// Whether it is done; unset when the publisher does not say.
    pub done: Option<bool>,
}

/// 公开目录.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Catalogue {
    pub(super) entries: Vec<CatalogueEntry>,
}

/// One matter of the catalogue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CatalogueEntry {
    /// 公开事项.
    pub matter: String,
    /// 公开内容.
    pub content: Option<String>,
    /// 公开依据.
    pub basis: Option<String>,
    /// 公开时限.
    pub time_limit: Option<String>,
    /// 公开主体.
    pub department: Option<String>,
    /// 公开渠道, in words.
    pub channels: Option<String>,
    /// 公开对象, in words; `internal` hides it from public screens.
    pub audience: Option<String>,
    /// The item of this feed that holds it.
    pub item_id: Option<String>,
    /// Why it is not disclosed; the title and this reason are all that is shown then.
    pub withheld_reason: Option<String>,
}

impl Ranking {
    /// Adds the entries, in the publisher's order.
    pub fn with_entries(self, entries: Vec<RankingEntry>) -> Self {
        Self { entries, ..self }
    }

    /// How many entries it has, shown or not.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether the publisher compares with the issue before, in any entry, shown or not. Without that nobody is new:
    /// a rank that is missing everywhere was not published, and says nothing of a single business.
    pub fn compares(&self) -> bool {
        self.entries.iter().any(|entry| entry.previous_rank.is_some())
    }
}

impl HonourRoll {
    /// A list with its entries, in the publisher's order.
    pub fn new(list: List, period: Option<String>, entries: Vec<HonourEntry>) -> Self {
        Self { list, period, entries }
    }

    /// How many entries it has, shown or not.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Catalogue {
    /// A catalogue with its entries, in the publisher's order.
    pub fn new(entries: Vec<CatalogueEntry>) -> Self {
        Self { entries }
    }

    /// How many entries it has, shown or not.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Whether any block holds something to read.
pub fn has_words(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| !block.plain_text().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ranking_compares_when_any_entry_does() {
        let entry = |previous: Option<&str>| RankingEntry {
            previous_rank: previous.map(Into::into),
            ..RankingEntry::default()
        };
        assert!(!Ranking::default().compares());
        assert!(!Ranking::default().with_entries(vec![entry(None), entry(None)]).compares());
        assert!(Ranking::default().with_entries(vec![entry(None), entry(Some("3"))]).compares());
    }
}

//! What is particular to each kind of item, as it is written.

use std::{borrow::Cow, fmt};

use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

use super::super::words::{Count, Object, Text, Texts, Word};

/// 办事指南; field names follow the national guide schema.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Guide<'a> {
    /// 事项编码.
    #[serde(borrow)]
    pub task_code: Option<Word<'a>>,
    /// 事项名称.
    #[serde(borrow)]
    pub task_name: Option<Text<'a>>,
    /// 事项类型.
    #[serde(borrow)]
    pub task_type: Option<Text<'a>>,
    /// 事项版本.
    #[serde(borrow)]
    pub task_version: Option<Word<'a>>,
    /// 实施主体.
    #[serde(borrow)]
    pub dept_name: Option<Text<'a>>,
    /// 办件类型.
    #[serde(borrow)]
    pub project_type: Option<Text<'a>>,
    /// 服务对象.
    #[serde(borrow)]
    pub server_type: Option<Text<'a>>,
    /// 受理条件.
    #[serde(borrow)]
    pub accept_condition: Option<Vec<Text<'a>>>,
    /// 申请材料.
    #[serde(borrow)]
    pub materials: Option<Vec<Object<Material<'a>>>>,
    /// 办理流程.
    #[serde(borrow)]
    pub handle_flow: Option<Vec<Object<FlowStep<'a>>>>,
    /// 法定办结时限, in days.
    pub anticipate_day: Option<Count>,
    /// 承诺办结时限, in days.
    pub promise_day: Option<Count>,
    /// 工作日 or 自然日.
    #[serde(borrow)]
    pub day_type: Option<Text<'a>>,
    /// 是否收费.
    pub is_fee: Option<bool>,
    /// 收费标准.
    #[serde(borrow)]
    pub fee_stand: Option<Vec<Text<'a>>>,
    /// 收费依据.
    #[serde(borrow)]
    pub fee_basis: Option<Text<'a>>,
    /// 结果名称.
    #[serde(borrow)]
    pub result_name: Option<Text<'a>>,
    /// 办理地点.
    #[serde(borrow)]
    pub transact_addr: Option<Text<'a>>,
    /// 办理时间.
    #[serde(borrow)]
    pub transact_time: Option<Text<'a>>,
    /// 窗口.
    #[serde(borrow)]
    pub window: Option<Text<'a>>,
    /// 咨询方式.
    #[serde(borrow)]
    pub link_way: Option<Text<'a>>,
    /// 监督投诉方式.
    #[serde(borrow)]
    pub supervise_way: Option<Text<'a>>,
    /// 设定依据.
    #[serde(borrow)]
    pub by_law: Option<Vec<Text<'a>>>,
    /// 到办事现场次数.
    pub limit_scene_num: Option<Count>,
    /// 办理形式.
    #[serde(borrow)]
    pub handle_type: Option<Text<'a>>,
    /// 移动端办理地址, http or https.
    #[serde(borrow)]
    pub mobile_terminal_url: Option<Text<'a>>,
    /// 计划生效日期.
    #[serde(borrow)]
    pub plan_effective_date: Option<Text<'a>>,
    /// 计划取消日期.
    #[serde(borrow)]
    pub plan_cancel_date: Option<Text<'a>>,
    /// 常见问题.
    #[serde(borrow)]
    pub questions: Option<Vec<Object<Question<'a>>>>,
    /// 情形.
    #[serde(borrow)]
    pub situations: Option<Vec<Object<Situation<'a>>>>,
}

/// 申请材料.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Material<'a> {
    /// 材料名称; required.
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    /// 必要性.
    pub required: Option<bool>,
    /// 原件份数.
    pub original_copies: Option<Count>,
    /// 复印件份数.
    pub photocopies: Option<Count>,
    /// 纸质 or 电子.
    #[serde(borrow)]
    pub format: Option<Text<'a>>,
    /// 来源渠道.
    #[serde(borrow)]
    pub source: Option<Text<'a>>,
    /// 样表, http or https.
    #[serde(borrow)]
    pub sample_url: Option<Text<'a>>,
    /// 空表, http or https.
    #[serde(borrow)]
    pub blank_url: Option<Text<'a>>,
    /// 填报须知.
    #[serde(borrow)]
    pub note: Option<Text<'a>>,
    /// Ids of the situations it is needed in; none means all.
    #[serde(borrow)]
    pub situations: Option<Vec<Text<'a>>>,
}

/// 办理环节.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FlowStep<'a> {
    /// 环节名称; required.
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    /// 办理人.
    #[serde(borrow)]
    pub by: Option<Text<'a>>,
    /// 时限.
    #[serde(borrow)]
    pub days: Option<Word<'a>>,
    /// 内容.
    #[serde(borrow)]
    pub detail: Option<Text<'a>>,
}

/// 常见问题.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Question<'a> {
    /// 问; required.
    #[serde(borrow)]
    pub question: Option<Text<'a>>,
    /// 答; required.
    #[serde(borrow)]
    pub answer: Option<Text<'a>>,
}

/// 情形.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Situation<'a> {
    /// What materials refer to; required.
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    /// What visitors read; required.
    #[serde(borrow)]
    pub label: Option<Text<'a>>,
}

/// 一周消费投诉排行. Ranks and rates are the publisher's words, shown as they came.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Ranking<'a> {
    /// First day counted.
    #[serde(borrow)]
    pub period_start: Option<Text<'a>>,
    /// Last day counted.
    #[serde(borrow)]
    pub period_end: Option<Text<'a>>,
    /// 期号.
    #[serde(borrow)]
    pub issue_no: Option<Word<'a>>,
    /// 统计口径.
    #[serde(borrow)]
    pub note: Option<Text<'a>>,
    /// At most 2,000.
    #[serde(borrow)]
    pub entries: Option<Vec<Object<RankingEntry<'a>>>>,
}

/// One business of a ranking.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RankingEntry<'a> {
    /// 名次.
    #[serde(borrow)]
    pub rank: Option<Word<'a>>,
    /// 上期名次.
    #[serde(borrow)]
    pub previous_rank: Option<Word<'a>>,
    /// 企业名称; required.
    #[serde(borrow)]
    pub ent_name: Option<Text<'a>>,
    /// 统一社会信用代码.
    #[serde(borrow)]
    pub uscc: Option<Text<'a>>,
    /// 行业或商品类别.
    #[serde(borrow)]
    pub category: Option<Text<'a>>,
    /// 受理件数.
    #[serde(borrow)]
    pub received: Option<Word<'a>>,
    /// 办结件数.
    #[serde(borrow)]
    pub closed: Option<Word<'a>>,
    /// 办结率.
    #[serde(borrow)]
    pub close_rate: Option<Word<'a>>,
    /// 调解成功率.
    #[serde(borrow)]
    pub mediation_rate: Option<Word<'a>>,
    /// 先行和解率.
    #[serde(borrow)]
    pub presettle_rate: Option<Word<'a>>,
    /// 承办单位.
    #[serde(borrow)]
    pub department: Option<Text<'a>>,
    /// 公示截止: the entry is gone that second.
    #[serde(borrow)]
    pub publish_to: Option<Text<'a>>,
    /// 更正说明.
    #[serde(borrow)]
    pub correction_of: Option<Text<'a>>,
    /// 撤回原因: the entry is not shown.
    #[serde(borrow)]
    pub withdrawn_reason: Option<Text<'a>>,
}

/// 红黑榜.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Honour<'a> {
    /// `red` or `black`; required.
    #[serde(borrow)]
    pub list: Option<Text<'a>>,
    /// 期次.
    #[serde(borrow)]
    pub period: Option<Word<'a>>,
    /// At most 2,000.
    #[serde(borrow)]
    pub entries: Option<Vec<Object<HonourEntry<'a>>>>,
}

/// One business on a list.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HonourEntry<'a> {
    /// 企业名称; required.
    #[serde(borrow)]
    pub ent_name: Option<Text<'a>>,
    /// 统一社会信用代码.
    #[serde(borrow)]
    pub uscc: Option<Text<'a>>,
    /// 列入事由.
    #[serde(borrow)]
    pub reason: Option<Text<'a>>,
    /// 决定文号.
    #[serde(borrow)]
    pub decision_no: Option<Text<'a>>,
    /// 作出决定机关.
    #[serde(borrow)]
    pub authority: Option<Text<'a>>,
    /// 列入日期.
    #[serde(borrow)]
    pub listed_on: Option<Text<'a>>,
    /// 公示截止: the entry is gone that second.
    #[serde(borrow)]
    pub publish_to: Option<Text<'a>>,
    /// 信用修复状态.
    #[serde(borrow)]
    pub repair_status: Option<Text<'a>>,
    /// 移出日期: the entry is gone.
    #[serde(borrow)]
    pub removed_on: Option<Text<'a>>,
}

/// 服务承诺.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Pledge<'a> {
    /// 年度.
    pub year: Option<Count>,
    /// 序号.
    pub no: Option<Count>,
    /// 承诺事项.
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    /// 责任单位.
    #[serde(borrow)]
    pub owner: Option<Text<'a>>,
    /// 目标.
    #[serde(borrow)]
    pub target: Option<Text<'a>>,
    /// 完成时限.
    #[serde(borrow)]
    pub due: Option<Text<'a>>,
    /// Progress in percent.
    pub progress_pct: Option<Count>,
    /// planned, on_track, late or done.
    #[serde(borrow)]
    pub status: Option<Text<'a>>,
    /// 进展.
    #[serde(borrow)]
    pub milestones: Option<Vec<Milestone<'a>>>,
    /// 佐证, http or https.
    #[serde(borrow)]
    pub evidence_url: Option<Text<'a>>,
}

/// 进展: a text alone, or with its date.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Milestone<'a> {
    /// A text alone.
    Text(Text<'a>),
    /// A text with its date.
    Dated(DatedMilestone<'a>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Milestone<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Milestone<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text or an object")
            }
            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Milestone<'de>, E> {
                Ok(Milestone::Text(Text(Cow::Borrowed(text))))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Milestone<'de>, E> {
                Ok(Milestone::Text(Text(Cow::Owned(text.to_owned()))))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Milestone<'de>, A::Error> {
                DatedMilestone::deserialize(de::value::MapAccessDeserializer::new(map)).map(Milestone::Dated)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// 进展.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DatedMilestone<'a> {
    /// What was or will be done; required.
    #[serde(borrow)]
    pub text: Option<Text<'a>>,
    /// When.
    #[serde(borrow)]
    pub date: Option<Text<'a>>,
    /// Whether it is done.
    pub done: Option<bool>,
}

/// 公开目录.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Catalogue<'a> {
    /// At most 2,000.
    #[serde(borrow)]
    pub entries: Option<Vec<Object<CatalogueEntry<'a>>>>,
}

/// One matter of the catalogue.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CatalogueEntry<'a> {
    /// 公开事项; required.
    #[serde(borrow)]
    pub matter: Option<Text<'a>>,
    /// 公开内容.
    #[serde(borrow)]
    pub content: Option<Text<'a>>,
    /// 公开依据.
    #[serde(borrow)]
    pub basis: Option<Text<'a>>,
    /// 公开时限.
    #[serde(borrow)]
    pub time_limit: Option<Text<'a>>,
    /// 公开主体.
    #[serde(borrow)]
    pub department: Option<Text<'a>>,
    /// 公开渠道.
    #[serde(borrow)]
    pub channels: Option<Texts<'a>>,
    /// 公开对象; `internal` hides it from public screens.
    #[serde(borrow)]
    pub audience: Option<Texts<'a>>,
    /// The item of this feed that holds it.
    #[serde(borrow)]
    pub item_id: Option<Word<'a>>,
    /// 不予公开的理由.
    #[serde(borrow)]
    pub withheld_reason: Option<Text<'a>>,
}

//! The feed's JSON as it is written: serde types that borrow from the document, and the source of its JSON Schema.
//!
//! Every field is optional here; what is required, and what a value means, is decided in [`super::convert`].
//! Unknown fields are ignored. The first line of each field's description is what `gongshi schema feed` prints.

mod kinds;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::value::RawValue;

pub use kinds::*;

use super::words::{Count, Object, Text, Word};

/// What the feed says of itself beyond JSON Feed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FeedExtension<'a> {
    /// Grows with every publication. A lower one than the last accepted is a rollback and is refused.
    pub sequence: Option<u64>,
    /// When the document was made (RFC 3339).
    #[serde(borrow)]
    pub generated_at: Option<Text<'a>>,
    /// After this, with nothing newer, the data count as stale.
    #[serde(borrow)]
    pub valid_until: Option<Text<'a>>,
    /// 发布机构.
    #[serde(borrow)]
    pub publisher: Option<Text<'a>>,
    /// The name of the hall.
    #[serde(borrow)]
    pub hall: Option<Text<'a>>,
    /// Renames or reorders the columns of the kiosk's home.
    #[serde(borrow)]
    pub columns: Option<Vec<Object<Column<'a>>>>,
}

/// A column of the kiosk's home.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Column<'a> {
    /// Its id.
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    /// Its name.
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    /// The kinds of items it holds.
    #[serde(borrow)]
    pub kinds: Option<Vec<Text<'a>>>,
    /// Lower comes first.
    pub order: Option<i64>,
}

/// One item, with the fields of JSON Feed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Item<'a> {
    /// Unique in the feed; required.
    #[serde(borrow)]
    pub id: Option<Word<'a>>,
    /// The online version, http or https: where the QR code leads.
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
    /// At most 500 characters.
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    /// One sentence.
    #[serde(borrow)]
    pub summary: Option<Text<'a>>,
    /// The text as HTML.
    #[serde(borrow)]
    pub content_html: Option<Text<'a>>,
    /// The text without markup; a line is a paragraph.
    #[serde(borrow)]
    pub content_text: Option<Text<'a>>,
    /// A picture, http or https.
    #[serde(borrow)]
    pub image: Option<Text<'a>>,
    /// 发布时间 (RFC 3339).
    #[serde(borrow)]
    pub date_published: Option<Text<'a>>,
    /// 更新时间 (RFC 3339).
    #[serde(borrow)]
    pub date_modified: Option<Text<'a>>,
    /// Words to find it by.
    #[serde(borrow)]
    pub tags: Option<Vec<Text<'a>>>,
    /// Files that go with it.
    #[serde(borrow)]
    pub attachments: Option<Vec<Object<Attachment<'a>>>>,
    /// What is particular to gongshi.
    #[serde(borrow, rename = "_gongshi")]
    #[schemars(with = "Option<Extension<'static>>")]
    pub extension: Option<&'a RawValue>,
}

/// A file that goes with an item.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Attachment<'a> {
    /// http or https.
    #[serde(borrow)]
    pub url: Option<Text<'a>>,
    /// Such as application/pdf.
    #[serde(borrow)]
    pub mime_type: Option<Text<'a>>,
    /// Its name.
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    /// In bytes.
    pub size_in_bytes: Option<u64>,
}

/// What all kinds share.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Extension<'a> {
    /// Required: disclosure, guide, notice, ranking, honour, pledge or catalogue.
    #[serde(borrow)]
    pub kind: Option<Text<'a>>,
    /// 公开方式: `proactive` shows; on_request, withheld, any other word or none never shows.
    #[serde(borrow)]
    pub disclosure: Option<Text<'a>>,
    /// 审定: who approved it.
    #[serde(borrow)]
    pub approved_by: Option<Text<'a>>,
    /// 保密审查: whether it was reviewed.
    pub secrecy_reviewed: Option<bool>,
    /// `public` (default) or `internal`.
    #[serde(borrow)]
    pub audience: Option<Text<'a>>,
    /// 渠道和载体: any of kiosk, board, strip, print; missing means all.
    #[serde(borrow)]
    pub channels: Option<Vec<Text<'a>>>,
    /// 索引号.
    #[serde(borrow)]
    pub index_no: Option<Text<'a>>,
    /// 文号.
    #[serde(borrow)]
    pub doc_no: Option<Text<'a>>,
    /// 发布机构.
    #[serde(borrow)]
    pub publisher: Option<Text<'a>>,
    /// 主题.
    #[serde(borrow)]
    pub topic: Option<Text<'a>>,
    /// 体裁.
    #[serde(borrow)]
    pub genre: Option<Text<'a>>,
    /// 成文日期.
    #[serde(borrow)]
    pub formed_on: Option<Text<'a>>,
    /// 施行日期.
    #[serde(borrow)]
    pub effective_on: Option<Text<'a>>,
    /// 废止日期: from then on marked 已废止, and gone from boards and strips.
    #[serde(borrow)]
    pub repealed_on: Option<Text<'a>>,
    /// 公示期 from: a day begins at 00:00 in the hall's time zone.
    #[serde(borrow)]
    pub valid_from: Option<Text<'a>>,
    /// 公示期 to: a day counts whole, a time is exclusive.
    #[serde(borrow)]
    pub valid_to: Option<Text<'a>>,
    /// 替代: ids of items that leave once this one has taken effect.
    #[serde(borrow)]
    pub supersedes: Option<Vec<Word<'a>>>,
    /// 责任部门.
    #[serde(borrow)]
    pub department: Option<Object<Department<'a>>>,
    /// 依据.
    #[serde(borrow)]
    pub basis: Option<Text<'a>>,
    /// 范围; of a ranking: 统计范围.
    #[serde(borrow)]
    pub scope: Option<Text<'a>>,
    /// 时限.
    #[serde(borrow)]
    pub time_limit: Option<Text<'a>>,
    /// 经常性 `routine`, 阶段性 `phased` or 临时性 `adhoc`.
    #[serde(borrow)]
    pub cadence: Option<Text<'a>>,
    /// When a routine item must be renewed.
    #[serde(borrow)]
    pub next_due: Option<Text<'a>>,
    /// 定期梳理.
    #[serde(borrow)]
    pub review_due: Option<Text<'a>>,
    /// 热点, 1 to 10: how often it plays.
    pub weight: Option<Count>,
    /// 插播: takes over at once.
    #[serde(borrow)]
    pub interrupt: Option<Object<Interrupt<'a>>>,
}

/// 责任部门.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Department<'a> {
    /// Its name.
    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    /// Its phone.
    #[serde(borrow)]
    pub phone: Option<Text<'a>>,
    /// 更新人; never shown to visitors.
    #[serde(borrow)]
    pub updater: Option<Text<'a>>,
}

/// 插播.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Interrupt<'a> {
    /// extreme, severe or moderate.
    #[serde(borrow)]
    pub severity: Option<Text<'a>>,
    /// When it ends by itself.
    #[serde(borrow)]
    pub until: Option<Text<'a>>,
}

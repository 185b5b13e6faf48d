//! An item of the feed, with the fields that all kinds share, and the edition it came in.

use super::{Block, Detail, Moment, Verdict, validity::Channel};

/// The seven kinds of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 办事指南.
    Guide,
    /// 政务公开.
    Disclosure,
    /// 行政公告.
    Notice,
    /// 一周消费投诉排行.
    Ranking,
    /// 红黑榜.
    Honour,
    /// 服务承诺.
    Pledge,
    /// 公开目录.
    Catalogue,
}

impl Kind {
    /// All kinds, in the order of the kiosk's home.
    pub const ALL: [Self; 7] = [
        Self::Guide,
        Self::Disclosure,
        Self::Notice,
        Self::Ranking,
        Self::Honour,
        Self::Pledge,
        Self::Catalogue,
    ];

    /// The word of the feed; also the default id of the kind's column and part of its string keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Disclosure => "disclosure",
            Self::Notice => "notice",
            Self::Ranking => "ranking",
            Self::Honour => "honour",
            Self::Pledge => "pledge",
            Self::Catalogue => "catalogue",
        }
    }

    /// The kind of a feed's word; `None` for another word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Everything the gate reads of an item, and nothing else.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Release {
    /// `disclosure` is `proactive` (主动公开). Any other word, or none, never shows.
    pub proactive: bool,
    /// `approved_by` is given and `secrecy_reviewed` is true.
    pub approved: bool,
    /// The source's config says `require_approval`.
    pub approval_required: bool,
    /// `audience` is something other than `public`.
    pub internal: bool,
    /// Where it may show; `None` means everywhere.
    pub channels: Option<Vec<Channel>>,
    /// 公示期 from.
    pub valid_from: Option<Moment>,
    /// 公示期 to.
    pub valid_to: Option<Moment>,
    /// 施行.
    pub effective_on: Option<Moment>,
    /// 废止.
    pub repealed_on: Option<Moment>,
    /// Ids that leave once this item has taken effect.
    pub supersedes: Vec<String>,
    /// By which items, and from when, this one is superseded; filled when the edition is made.
    pub(super) superseded: Vec<Superseded>,
}

/// Another item that takes this one's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Superseded {
    /// From when; `None` means at once.
    pub from: Option<Moment>,
    /// Id of the item that replaces it.
    pub by: String,
}

/// How urgent an interrupt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// 一般.
    Moderate,
    /// 严重.
    Severe,
    /// 特别严重.
    Extreme,
}

impl Severity {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Moderate, Self::Severe, Self::Extreme];

    /// The word of the feed.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Moderate => "moderate",
            Self::Severe => "severe",
            Self::Extreme => "extreme",
        }
    }

    /// The severity of a feed's word; `None` for another word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.word() == word)
    }
}

/// 插播.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interrupt {
    /// How urgent.
    pub severity: Severity,
    /// When it ends by itself.
    pub until: Option<Moment>,
}

/// 经常性 / 阶段性 / 临时性.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// 经常性.
    Routine,
    /// 阶段性.
    Phased,
    /// 临时性.
    Adhoc,
}

/// 责任部门.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Department {
    /// Its name.
    pub name: Option<String>,
    /// Its phone, in the publisher's writing.
    pub phone: Option<String>,
    /// 更新人: for the staff panel, never for visitors.
    pub updater: Option<String>,
}

/// A file that goes with an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// http or https.
    pub url: String,
    /// Its title, or the last part of its URL.
    pub title: String,
    /// As the feed says it, such as `application/pdf`.
    pub mime: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
}

/// What all kinds share for reading: metadata that no rule depends on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// 索引号.
    pub index_no: Option<String>,
    /// 文号.
    pub doc_no: Option<String>,
    /// 发布机构.
    pub publisher: Option<String>,
    /// 主题.
    pub topic: Option<String>,
    /// 体裁.
    pub genre: Option<String>,
    /// 成文日期.
    pub formed_on: Option<Moment>,
    /// 责任部门.
    pub department: Department,
    /// 依据.
    pub basis: Option<String>,
    /// 范围.
    pub scope: Option<String>,
    /// 时限.
    pub time_limit: Option<String>,
    /// How often it is renewed.
    pub cadence: Option<Cadence>,
    /// When a routine item must be renewed.
    pub next_due: Option<Moment>,
    /// 定期梳理.
    pub review_due: Option<Moment>,
    /// 热点, 1 to 10.
    pub weight: u8,
    /// 插播.
    pub interrupt: Option<Interrupt>,
}

/// One published item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Unique in its source.
    pub id: String,
    /// The online version: http or https, where the QR leads.
    pub url: Option<String>,
    /// Never empty.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// The text.
    pub body: Vec<Block>,
    /// A picture's URL, http or https.
    pub image: Option<String>,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
    /// The publisher's tags.
    pub tags: Vec<String>,
    /// 发布时间.
    pub published: Option<Moment>,
    /// 更新时间.
    pub modified: Option<Moment>,
    /// What the gate reads.
    pub release: Release,
    /// What visitors read besides.
    pub about: About,
    /// By kind.
    pub detail: Detail,
}

impl Item {
    /// Which kind it is.
    pub const fn kind(&self) -> Kind {
        match self.detail {
            Detail::Disclosure => Kind::Disclosure,
            Detail::Guide(_) => Kind::Guide,
            Detail::Notice => Kind::Notice,
            Detail::Ranking(_) => Kind::Ranking,
            Detail::Honour(_) => Kind::Honour,
            Detail::Pledge(_) => Kind::Pledge,
            Detail::Catalogue(_) => Kind::Catalogue,
        }
    }

    /// The URLs of all pictures it needs, its own first.
    pub fn picture_urls(&self) -> Vec<&str> {
        fn walk<'a>(blocks: &'a [Block], urls: &mut Vec<&'a str>) {
            for block in blocks {
                match block {
                    Block::Image { url, .. } => urls.push(url),
                    Block::Quote(inner) => walk(inner, urls),
                    Block::List { items, .. } => items.iter().for_each(|item| walk(item, urls)),
                    _ => {}
                }
            }
        }
        let mut urls: Vec<&str> = self.image.as_deref().into_iter().collect();
        walk(&self.body, &mut urls);
        urls
    }
}

/// An item that could not be taken, kept for the staff's explanation only: no face ever receives one.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected {
    /// Its id, where one could be read.
    pub id: Option<String>,
    /// Its title, where one could be read; cut to 100 characters.
    pub title: Option<String>,
    /// Its kind, where one could be read.
    pub kind: Option<Kind>,
    /// Its place among the items of the feed, from 0.
    pub position: usize,
    /// `malformed`, `duplicate_id` or `over_limit`.
    pub verdict: Verdict,
    /// What is wrong and where.
    pub detail: String,
}

/// A column as the publisher names and orders it.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnHint {
    /// Its id.
    pub id: String,
    /// Its name on the home.
    pub title: String,
    /// What it holds.
    pub kinds: Vec<Kind>,
    /// Its place; lower comes first.
    pub order: i64,
}

/// What a feed says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// The feed's title.
    pub title: Option<String>,
    /// Grows with every publication; `None` in feeds without the extension.
    pub sequence: Option<u64>,
    /// When it was made.
    pub generated_at: Option<Moment>,
    /// Stale after this by the publisher's own word.
    pub valid_until: Option<Moment>,
    /// 发布机构.
    pub publisher: Option<String>,
    /// The hall's name.
    pub hall: Option<String>,
    /// Columns, where the publisher renames or reorders them.
    pub columns: Vec<ColumnHint>,
    /// The next page of a long feed, as written.
    pub next_url: Option<String>,
    /// Carries the `_gongshi` extension.
    pub extended: bool,
}

/// One publication of one source, read whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edition {
    /// What the feed says of itself.
    pub head: Head,
    pub(super) items: Vec<Item>,
    /// The place of each item among all items of the feed.
    pub(super) positions: Vec<usize>,
    /// Items that could not be taken, with the reason.
    pub rejected: Vec<Rejected>,
}

impl Edition {
    /// An edition of items in feed order, each with its position. Links `supersedes` among them.
    pub fn new(head: Head, numbered: Vec<(usize, Item)>, rejected: Vec<Rejected>) -> Self {
        let (positions, mut items): (Vec<_>, Vec<_>) = numbered.into_iter().unzip();
        super::validity::link(&mut items);
        Self { head, items, positions, rejected }
    }

    /// How many items were read, shown or not.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether no item was read.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

//! The HTML elements that mean something on a screen.

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Ends a paragraph before and after itself.
    Block,
    /// As [`Tag::Block`], and its line breaks count.
    Pre,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A line break, which on a screen begins a paragraph.
    Break,
    /// A line between parts.
    Rule,
    /// A bullet list.
    Bullets,
    /// A numbered list.
    Numbers,
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// A table.
    Table,
    /// Its head.
    TableHead,
    /// A row.
    Row,
    /// A cell that names a row or column.
    HeadCell,
    /// A cell.
    Cell,
    /// Bold.
    Strong,
    /// Stressed.
    Emphasis,
    /// A picture.
    Image,
    /// Neither it nor what it holds is for reading: scripts, struck-out words, players.
    Skip,
    /// Everything else: its words alone count.
    Inline,
}

impl Tag {
    /// The tag of an element's lower-case name.
    pub fn of(name: &[u8]) -> Self {
        match name {
            b"p" | b"div" | b"section" | b"article" | b"header" | b"footer" | b"main" | b"aside" | b"nav"
            | b"center" | b"address" | b"figure" | b"figcaption" | b"dl" | b"dt" | b"dd" | b"form"
            | b"fieldset" | b"legend" | b"details" | b"summary" | b"body" | b"html" | b"caption"
            | b"hgroup" | b"menu" | b"dir" => Self::Block,
            b"pre" | b"listing" | b"xmp" => Self::Pre,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"br" => Self::Break,
            b"hr" => Self::Rule,
            b"ul" => Self::Bullets,
            b"ol" => Self::Numbers,
            b"li" => Self::Item,
            b"blockquote" => Self::Quote,
            b"table" => Self::Table,
            b"thead" => Self::TableHead,
            b"tr" => Self::Row,
            b"th" => Self::HeadCell,
            b"td" => Self::Cell,
            b"b" | b"strong" => Self::Strong,
            b"i" | b"em" => Self::Emphasis,
            b"img" | b"image" => Self::Image,
            b"script" | b"style" | b"title" | b"textarea" | b"noscript" | b"iframe" | b"noembed"
            | b"noframe" | b"template" | b"svg" | b"math" | b"object" | b"audio" | b"video" | b"canvas"
            | b"select" | b"del" | b"s" | b"strike" => Self::Skip,
            _ => Self::Inline,
        }
    }

    /// Whether a name is one that markup of real texts uses; decides if a text is markup at all.
    pub fn is_known(name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        Self::of(lower.as_bytes()) != Self::Inline
            || matches!(
                lower.as_str(),
                "a" | "span" | "font" | "u" | "sup" | "sub" | "tbody" | "small" | "big" | "label"
            )
    }

    /// Whether an element has no end.
    pub const fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Image)
    }
}

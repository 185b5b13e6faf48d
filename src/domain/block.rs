//! The body of an item as blocks that the faces draw themselves.

/// A run of text in one style. Links keep their text alone: a screen has no way out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The words, cleaned, without line breaks.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Stressed; Chinese type has no italics, so a face marks it otherwise.
    pub emphasis: bool,
}

/// The text of a paragraph, heading or cell.
pub type Inlines = Vec<Span>;

/// One block of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 6.
    Heading {
        /// 1 is the largest.
        level: u8,
        /// Its words.
        text: Inlines,
    },
    /// A paragraph.
    Paragraph(Inlines),
    /// A list; an item may hold further blocks.
    List {
        /// Numbered or not.
        ordered: bool,
        /// The number of the first item.
        start: u32,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A table; rows may differ in length.
    Table {
        /// Whether the first row is a header.
        header: bool,
        /// Rows of cells.
        rows: Vec<Vec<Inlines>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A picture by its URL, drawn once its media are whole; until then its `alt` stands in.
    Image {
        /// http or https.
        url: String,
        /// What it shows, in words.
        alt: String,
    },
    /// A line between parts.
    Rule,
}

impl Block {
    /// The words of the block, without style; parts are separated by a line break.
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        self.write_plain(&mut out);
        out.truncate(out.trim_end().len());
        out
    }

    fn write_plain(&self, out: &mut String) {
        let line = |inlines: &Inlines, out: &mut String| {
            out.extend(inlines.iter().map(|span| span.text.as_str()));
            out.push('\n');
        };
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) => line(text, out),
            Self::List { items, .. } => items.iter().flatten().for_each(|block| block.write_plain(out)),
            Self::Table { rows, .. } => rows.iter().flatten().for_each(|cell| line(cell, out)),
            Self::Quote(blocks) => blocks.iter().for_each(|block| block.write_plain(out)),
            Self::Image { alt, .. } => {
                out.push_str(alt);
                out.push('\n');
            }
            Self::Rule => {}
        }
    }
}

//! Puts starts, ends and words together to blocks. Knows nothing of HTML's syntax or Markdown's.

use super::{
    table::{Cell, TableBuilder},
    tag::Tag,
};
use crate::{
    domain::{Block, Inlines, Span, text::Cleaner},
    feed::{draft::Fault, limits, link::Base},
};

/// The attributes of an element that mean something.
#[derive(Debug, Default)]
pub struct Attributes {
    pub src: Option<String>,
    /// Where scripts that load pictures late keep the true one.
    pub lazy_src: Option<String>,
    pub alt: String,
    pub start: Option<u32>,
    pub colspan: Option<usize>,
    pub rowspan: Option<usize>,
    pub hidden: bool,
}

/// A block that is still open.
enum Frame {
    Quote(Vec<Block>),
    List { ordered: bool, start: u32, items: Vec<Vec<Block>> },
    Table(TableBuilder),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Quote,
    List,
    Table,
}

impl Frame {
    const fn shape(&self) -> Shape {
        match self {
            Self::Quote(_) => Shape::Quote,
            Self::List { .. } => Shape::List,
            Self::Table(_) => Shape::Table,
        }
    }
}

/// Blocks under construction.
pub struct Builder<'b> {
    base: &'b Base,
    root: Vec<Block>,
    frames: Vec<Frame>,
    /// Elements that would nest too deep, by shape: they are read, but open no block of their own.
    flattened: [usize; 3],
    spans: Inlines,
    cleaner: Cleaner,
    heading: Option<u8>,
    strong: usize,
    emphasis: usize,
    pre: usize,
    chars: usize,
    blocks: usize,
    fault: Option<Fault>,
}

impl<'b> Builder<'b> {
    /// Nothing yet.
    pub fn new(base: &'b Base) -> Self {
        Self {
            base,
            root: Vec::new(),
            frames: Vec::new(),
            flattened: [0; 3],
            spans: Vec::new(),
            cleaner: Cleaner::joining_lines(),
            heading: None,
            strong: 0,
            emphasis: 0,
            pre: 0,
            chars: 0,
            blocks: 0,
            fault: None,
        }
    }

    /// Closes what is open and hands out the blocks.
    pub fn finish(mut self) -> Result<Vec<Block>, Fault> {
        self.close_to(0);
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(self.root),
        }
    }

    /// Words of the open paragraph, or the start of one.
    pub fn text(&mut self, text: &str) {
        if self.pre > 0 && text.contains('\n') {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.end_paragraph();
                }
                self.words(line);
            }
        } else {
            self.words(text);
        }
    }

    fn words(&mut self, text: &str) {
        if self.fault.is_some() {
            return;
        }
        let (strong, emphasis) = (self.strong > 0, self.emphasis > 0);
        let same = self.spans.last().is_some_and(|span| span.strong == strong && span.emphasis == emphasis);
        if !same {
            self.spans.push(Span { text: String::new(), strong, emphasis });
        }
        let Some(span) = self.spans.last_mut() else { return };
        let before = span.text.len();
        if before == 0 {
            span.text.reserve(text.len());
        }
        self.cleaner.push(&mut span.text, text);
        // A character of Chinese has three bytes; counting characters exactly would read the text once more.
        self.chars += (span.text.len() - before).div_ceil(3);
        if span.text.is_empty() {
            self.spans.pop();
        }
        if self.chars > limits::BODY_CHARS {
            self.fault =
                Some(Fault::over_limit(format!("the body has more than {} characters", limits::BODY_CHARS)));
        }
    }

    /// Ends the open paragraph, if there is one.
    pub fn end_paragraph(&mut self) {
        self.cleaner = Cleaner::joining_lines();
        if self.spans.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.spans);
        self.push(match self.heading {
            Some(level) => Block::Heading { level, text },
            None => Block::Paragraph(text),
        });
    }

    fn push(&mut self, block: Block) {
        self.count(1);
        if self.fault.is_none() {
            self.sink().push(block);
        }
    }

    fn count(&mut self, blocks: usize) {
        self.blocks += blocks;
        if self.blocks > limits::BODY_BLOCKS && self.fault.is_none() {
            self.fault =
                Some(Fault::over_limit(format!("the body has more than {} parts", limits::BODY_BLOCKS)));
        }
    }

    /// Where the next block goes.
    fn sink(&mut self) -> &mut Vec<Block> {
        match self.frames.last_mut() {
            None => &mut self.root,
            Some(Frame::Quote(blocks)) => blocks,
            Some(Frame::Table(table)) => table.sink(),
            Some(Frame::List { items, .. }) => {
                if items.is_empty() {
                    items.push(Vec::new());
                }
                // Not empty: filled the line before.
                let last = items.len() - 1;
                &mut items[last]
            }
        }
    }

    /// An element begins.
    pub fn start(&mut self, tag: Tag, attributes: Attributes) {
        match tag {
            Tag::Inline | Tag::Skip => {}
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Break if self.heading.is_some() => self.words(" "),
            Tag::Break | Tag::Block | Tag::TableHead => self.end_paragraph(),
            Tag::Pre => {
                self.end_paragraph();
                self.pre += 1;
            }
            Tag::Heading(level) => {
                self.end_paragraph();
                self.heading = Some(level);
            }
            Tag::Rule => {
                self.end_paragraph();
                self.push(Block::Rule);
            }
            Tag::Image => self.picture(attributes),
            Tag::Quote => self.open(Frame::Quote(Vec::new())),
            Tag::Bullets => self.open(Frame::List { ordered: false, start: 1, items: Vec::new() }),
            Tag::Numbers => {
                let start = attributes.start.unwrap_or(1);
                self.open(Frame::List { ordered: true, start, items: Vec::new() });
            }
            Tag::Table => self.open(Frame::Table(TableBuilder::default())),
            Tag::Item => self.item(),
            Tag::Row => {
                if let Some(table) = self.table() {
                    table.row();
                }
            }
            Tag::HeadCell | Tag::Cell => {
                self.count(1);
                if let Some(table) = self.table() {
                    let span = |wish: Option<usize>| wish.unwrap_or(1).max(1);
                    table.cell(Cell {
                        blocks: Vec::new(),
                        header: tag == Tag::HeadCell,
                        colspan: span(attributes.colspan),
                        rowspan: span(attributes.rowspan),
                    });
                }
            }
        }
    }

    /// An element ends.
    pub fn end(&mut self, tag: Tag) {
        match tag {
            Tag::Inline | Tag::Skip | Tag::Break | Tag::Rule | Tag::Image => {}
            Tag::Strong => self.strong = self.strong.saturating_sub(1),
            Tag::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            Tag::Block | Tag::Item => self.end_paragraph(),
            Tag::Pre => {
                self.end_paragraph();
                self.pre = self.pre.saturating_sub(1);
            }
            Tag::Heading(_) => {
                self.end_paragraph();
                self.heading = None;
            }
            Tag::Quote => self.close(Shape::Quote),
            Tag::Bullets | Tag::Numbers => self.close(Shape::List),
            Tag::Table => self.close(Shape::Table),
            Tag::Row | Tag::HeadCell | Tag::Cell | Tag::TableHead => {
                if let Some(table) = self.table() {
                    table.end_cell(tag == Tag::TableHead);
                }
            }
        }
    }

    fn picture(&mut self, attributes: Attributes) {
        let Attributes { src, lazy_src, alt, .. } = attributes;
        let url = lazy_src.and_then(|src| self.base.web(&src)).or_else(|| self.base.web(&src?));
        let mut words = String::new();
        Cleaner::default().push(&mut words, &alt);
        let words = crate::domain::text::clean_capped(&words, limits::LINE_CHARS);
        match url {
            Some(url) => {
                self.end_paragraph();
                self.push(Block::Image { url, alt: words });
            }
            // A picture that cannot be fetched leaves its words.
            None => self.words(&words),
        }
    }

    fn open(&mut self, frame: Frame) {
        self.end_paragraph();
        self.heading = None;
        if self.frames.len() >= limits::BODY_NESTING {
            self.flattened[frame.shape() as usize] += 1;
        } else {
            self.frames.push(frame);
        }
    }

    fn close(&mut self, shape: Shape) {
        self.end_paragraph();
        let flattened = &mut self.flattened[shape as usize];
        if *flattened > 0 {
            *flattened -= 1;
        } else if let Some(at) = self.frames.iter().rposition(|frame| frame.shape() == shape) {
            // A list's end inside of a cell does not end the table around it.
            let crosses =
                shape != Shape::Table && self.frames[at..].iter().any(|frame| frame.shape() == Shape::Table);
            if !crosses {
                self.close_to(at);
            }
        }
    }

    fn close_to(&mut self, depth: usize) {
        self.end_paragraph();
        self.heading = None;
        while self.frames.len() > depth {
            let Some(frame) = self.frames.pop() else { break };
            match frame {
                Frame::Quote(blocks) if blocks.is_empty() => {}
                Frame::Quote(blocks) => self.push(Block::Quote(blocks)),
                Frame::List { ordered, start, mut items } => {
                    items.retain(|item| !item.is_empty());
                    if !items.is_empty() {
                        self.push(Block::List { ordered, start, items });
                    }
                }
                Frame::Table(table) => match table.finish() {
                    Ok(blocks) => blocks.into_iter().for_each(|block| self.push(block)),
                    Err(fault) => self.fault = self.fault.take().or(Some(fault)),
                },
            }
        }
    }

    /// A new item of the innermost list, unless a table lies between.
    fn item(&mut self) {
        self.end_paragraph();
        let inside = self.frames.iter().rposition(|frame| frame.shape() != Shape::Quote);
        if let Some(at) = inside
            && self.frames[at].shape() == Shape::List
        {
            self.close_to(at + 1);
            self.count(1);
            if let Some(Frame::List { items, .. }) = self.frames.last_mut()
                && items.last().is_none_or(|item| !item.is_empty())
            {
                items.push(Vec::new());
            }
        }
    }

    /// The innermost table, with all that is open inside of it closed; not one that was flattened.
    fn table(&mut self) -> Option<&mut TableBuilder> {
        self.end_paragraph();
        if self.flattened[Shape::Table as usize] > 0 {
            return None;
        }
        let at = self.frames.iter().rposition(|frame| frame.shape() == Shape::Table)?;
        self.close_to(at + 1);
        match self.frames.last_mut() {
            Some(Frame::Table(table)) => Some(table),
            _ => None,
        }
    }
}

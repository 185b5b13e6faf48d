//! Markdown to blocks, for texts that are Markdown by their own word, such as the laws of the sample hall.

use comrak::{
    Arena, Options,
    arena_tree::NodeEdge,
    nodes::{ListType, NodeValue},
    parse_document,
};

use super::{
    build::{Attributes, Builder},
    html,
    tag::Tag,
};
use crate::{
    domain::Block,
    feed::{draft::Fault, link::Base},
};

/// The blocks of a Markdown text. Comments go, tables and HTML inside are read, and emphasis beside Chinese
/// quotation marks is emphasis (`**“重要”**是`, which plain CommonMark leaves as asterisks). A text over the limits
/// has no blocks; relative pictures need a base and are left out.
pub fn markdown_blocks(text: &str) -> Vec<Block> {
    read(text, &Base::new("")).unwrap_or_default()
}

fn read(text: &str, base: &Base) -> Result<Vec<Block>, Fault> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.cjk_friendly_emphasis = true;
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let mut builder = Builder::new(base);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => start(&mut builder, &node.data.borrow().value),
            NodeEdge::End(node) => {
                if let Some(tag) = tag(&node.data.borrow().value) {
                    builder.end(tag);
                }
            }
        }
    }
    builder.finish()
}

fn start(builder: &mut Builder<'_>, value: &NodeValue) {
    match value {
        NodeValue::Text(text) => builder.text(text),
        NodeValue::Code(code) => builder.text(&code.literal),
        NodeValue::SoftBreak => builder.text("\n"),
        NodeValue::LineBreak => builder.start(Tag::Break, Attributes::default()),
        NodeValue::ThematicBreak => builder.start(Tag::Rule, Attributes::default()),
        NodeValue::CodeBlock(code) => {
            builder.start(Tag::Pre, Attributes::default());
            builder.text(&code.literal);
            builder.end(Tag::Pre);
        }
        NodeValue::HtmlBlock(block) => html::feed(builder, &block.literal),
        NodeValue::HtmlInline(text) => html::feed(builder, text),
        NodeValue::Image(link) => {
            let src = Some(link.url.clone());
            builder.start(Tag::Image, Attributes { src, ..Attributes::default() });
        }
        NodeValue::TableRow(_) => builder.start(Tag::Row, Attributes::default()),
        NodeValue::List(list) => {
            let start = u32::try_from(list.start).ok();
            builder.start(list_tag(list.list_type), Attributes { start, ..Attributes::default() });
        }
        other => {
            if let Some(tag) = tag(other) {
                builder.start(tag, Attributes::default());
            }
        }
    }
}

fn list_tag(kind: ListType) -> Tag {
    if kind == ListType::Ordered { Tag::Numbers } else { Tag::Bullets }
}

/// The element that a node is, when it has a start and an end.
fn tag(value: &NodeValue) -> Option<Tag> {
    Some(match value {
        NodeValue::Paragraph => Tag::Block,
        NodeValue::Heading(heading) => Tag::Heading(heading.level),
        NodeValue::BlockQuote => Tag::Quote,
        NodeValue::List(list) => list_tag(list.list_type),
        NodeValue::Item(_) => Tag::Item,
        NodeValue::Table(_) => Tag::Table,
        NodeValue::TableRow(true) => Tag::TableHead,
        NodeValue::TableCell => Tag::Cell,
        NodeValue::Strong => Tag::Strong,
        NodeValue::Emph => Tag::Emphasis,
        _ => return None,
    })
}

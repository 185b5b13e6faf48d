//! HTML's tokens to the builder.

use std::{borrow::Cow, convert::Infallible};

use html5gum::{
    Span, Tokenizer,
    emitters::callback::{Callback, CallbackEmitter, CallbackEvent},
};

use super::{
    build::{Attributes, Builder},
    entities, ordinary,
    tag::Tag,
};

/// Feeds a text to the builder: the ordinary beginning directly, from the first thing that is not on through the
/// tokeniser.
pub fn feed(builder: &mut Builder<'_>, text: &str) {
    let rest = ordinary::feed(builder, text);
    if !rest.is_empty() {
        tokenise(builder, rest);
    }
}

/// Feeds a text to the builder by the rules of HTML for every case.
pub fn tokenise(builder: &mut Builder<'_>, text: &str) {
    let mut emitter = CallbackEmitter::new(Events {
        builder,
        tag: Tag::Inline,
        attributes: Attributes::default(),
        attribute: Attribute::Other,
        name: Vec::new(),
        skipped: Vec::new(),
        skip_depth: 0,
    });
    emitter.naively_switch_states(true);
    // Neither reading from memory nor the callback can fail.
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
}

#[derive(Clone, Copy)]
enum Attribute {
    Src,
    LazySrc,
    Alt,
    Start,
    Colspan,
    Rowspan,
    Style,
    Other,
}

struct Events<'b, 'base> {
    builder: &'b mut Builder<'base>,
    tag: Tag,
    attributes: Attributes,
    attribute: Attribute,
    /// The name of the element whose start tag is being read.
    name: Vec<u8>,
    /// The name of the element that is being left out with all it holds.
    skipped: Vec<u8>,
    skip_depth: usize,
}

impl Callback<Infallible, ()> for Events<'_, '_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Infallible> {
        match event {
            CallbackEvent::String { value } if self.skip_depth == 0 => {
                self.builder.text(&entities(&utf8(value)));
            }
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::of(name);
                self.name.clear();
                self.name.extend_from_slice(name);
                self.attributes = Attributes::default();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = match name {
                    b"src" => Attribute::Src,
                    b"data-src" | b"data-original" => Attribute::LazySrc,
                    b"alt" => Attribute::Alt,
                    b"start" => Attribute::Start,
                    b"colspan" => Attribute::Colspan,
                    b"rowspan" => Attribute::Rowspan,
                    b"style" => Attribute::Style,
                    b"hidden" => {
                        self.attributes.hidden = true;
                        Attribute::Other
                    }
                    _ => Attribute::Other,
                };
            }
            CallbackEvent::AttributeValue { value } => self.attribute_value(&utf8(value)),
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            _ => {}
        }
        None
    }
}

/// The tokeniser hands out bytes of a text that was a `str`; looking at them once more is all that this costs.
fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

impl Events<'_, '_> {
    fn attribute_value(&mut self, value: &str) {
        let attributes = &mut self.attributes;
        let number = || value.trim().parse().ok();
        let span = || value.trim().parse().ok();
        match self.attribute {
            Attribute::Src => attributes.src.get_or_insert_default().push_str(value),
            Attribute::LazySrc => attributes.lazy_src = Some(value.to_owned()),
            Attribute::Alt => attributes.alt = value.to_owned(),
            Attribute::Start => attributes.start = number(),
            Attribute::Colspan => attributes.colspan = span(),
            Attribute::Rowspan => attributes.rowspan = span(),
            Attribute::Style => {
                let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
                let style = style.to_ascii_lowercase();
                attributes.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            Attribute::Other => {}
        }
    }

    fn start(&mut self, self_closing: bool) {
        if self.skip_depth > 0 {
            if self.name == self.skipped && !self_closing {
                self.skip_depth += 1;
            }
            return;
        }
        let left_out = self.tag == Tag::Skip || self.attributes.hidden;
        // Only foreign elements may close themselves, and void ones hold nothing.
        let holds = !self.tag.is_void()
            && !matches!((self.name.as_slice(), self_closing), (b"svg" | b"math", true))
            && !matches!(
                self.name.as_slice(),
                b"input"
                    | b"meta"
                    | b"link"
                    | b"wbr"
                    | b"area"
                    | b"base"
                    | b"col"
                    | b"embed"
                    | b"source"
                    | b"track"
                    | b"param"
            );
        if !left_out {
            self.builder.start(self.tag, std::mem::take(&mut self.attributes));
        } else if holds {
            self.skipped.clone_from(&self.name);
            self.skip_depth = 1;
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.skip_depth > 0 {
            if name == self.skipped {
                self.skip_depth -= 1;
            }
            return;
        }
        let tag = Tag::of(name);
        // Browsers read `</br>` and `</p>` alone as a break.
        if tag == Tag::Break {
            self.builder.start(tag, Attributes::default());
        } else if !tag.is_void() {
            self.builder.end(tag);
        }
    }
}

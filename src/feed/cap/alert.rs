//! One document of CAP to its messages.

use jiff::Timestamp;
use roxmltree::{Document as Xml, Node, ParsingOptions};

use super::rules::{Certainty, Severity, Urgency};
use crate::{
    domain::Moment,
    feed::{Document, Refusal, decode, limits, link::Base},
};

/// The namespace of 1.2, and those of its forerunners, which differ in nothing that is read here.
const NAMESPACES: [&str; 3] = [
    "urn:oasis:names:tc:emergency:cap:1.2",
    "urn:oasis:names:tc:emergency:cap:1.1",
    "http://www.incident.com/cap/1.0",
];

/// Elements and attributes of a document: a message with a hundred areas in ten languages has a tenth.
const NODES: u32 = 200_000;

/// Messages of a document, parts of a message, areas of a part.
const PARTS: usize = 200;

/// A message as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Unique for its sender.
    pub identifier: String,
    /// Who sends.
    pub sender: String,
    /// When.
    pub sent: Timestamp,
    pub(super) status: Status,
    pub(super) message: MessageType,
    pub(super) scope: Scope,
    pub(super) references: Vec<Reference>,
    pub(super) infos: Vec<Info>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Actual,
    /// An exercise, a test, a draft, or between machines.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MessageType {
    Alert,
    Update,
    /// Also an acknowledgement or an error: nothing to show.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Public,
    Other,
}

/// The message that another speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub sender: String,
    pub identifier: String,
    pub sent: Timestamp,
}

/// What a message says in one language for some areas.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Info {
    pub language: Option<String>,
    pub event: String,
    pub urgency: Urgency,
    pub severity: Severity,
    pub certainty: Certainty,
    pub effective: Option<Timestamp>,
    pub expires: Option<Timestamp>,
    pub sender_name: Option<String>,
    pub headline: Option<String>,
    pub description: Option<String>,
    pub instruction: Option<String>,
    pub web: Option<String>,
    pub areas: Vec<Area>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Area {
    pub description: String,
    pub codes: Vec<String>,
}

impl Info {
    /// 0 for the Chinese of the mainland, 1 for other Chinese, 2 for what is not Chinese.
    pub fn foreignness(&self) -> u8 {
        let language = self.language.as_deref().unwrap_or_default().to_ascii_lowercase();
        match language.as_str() {
            "zh" | "zh-cn" | "zh-hans" | "zh-hans-cn" => 0,
            other if other.starts_with("zh") => 1,
            _ => 2,
        }
    }
}

/// The messages of a document; `None` when it is XML of another kind, such as the index of a warning centre.
///
/// # Errors
/// Text that cannot be read, broken XML, a DTD, or a message without what CAP requires of it.
pub fn read(document: &Document<'_>) -> Result<Option<Vec<Alert>>, Refusal> {
    let text = decode(document)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let xml = Xml::parse_with_options(&text, options).map_err(|error| broken(&error))?;
    let alerts = xml.descendants().filter(|node| node.is_element() && is(*node, "alert"));
    let alerts = alerts.take(PARTS).map(|node| alert(&xml, node)).collect::<Result<Vec<_>, _>>()?;
    Ok((!alerts.is_empty()).then_some(alerts))
}

fn broken(error: &roxmltree::Error) -> Refusal {
    let place = error.pos();
    let (line, column) = (place.row as usize, place.col as usize);
    Refusal::Syntax { reason: error.to_string(), line, column, at: None }
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    let tag = node.tag_name();
    tag.name() == name && tag.namespace().is_some_and(|space| NAMESPACES.contains(&space))
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && is(*child, name))
}

/// The words of the first child of a name, all text in it, trimmed and short; `None` where there are none.
fn words(node: Node<'_, '_>, name: &str) -> Option<String> {
    let child = children(node, name).next()?;
    let text: String =
        child.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect();
    let text: String = text.trim().chars().take(limits::TEXT_CHARS).collect();
    (!text.is_empty()).then_some(text)
}

fn alert(xml: &Xml<'_>, node: Node<'_, '_>) -> Result<Alert, Refusal> {
    let need = |name: &str| words(node, name).ok_or_else(|| missing(xml, node, name));
    let sent = need("sent")?;
    let alert = Alert {
        identifier: need("identifier")?,
        sender: need("sender")?,
        sent: time(&sent)
            .ok_or_else(|| wrong(xml, node, format!("<sent> `{sent}` is no time with a zone")))?,
        status: if need("status")? == "Actual" { Status::Actual } else { Status::Other },
        message: match need("msgType")?.as_str() {
            "Alert" => MessageType::Alert,
            "Update" => MessageType::Update,
            _ => MessageType::Other,
        },
        scope: if need("scope")? == "Public" { Scope::Public } else { Scope::Other },
        references: words(node, "references").map(|text| references(&text)).unwrap_or_default(),
        infos: children(node, "info").take(PARTS).map(|node| info(xml, node)).collect::<Result<_, _>>()?,
    };
    Ok(alert)
}

fn info(xml: &Xml<'_>, node: Node<'_, '_>) -> Result<Info, Refusal> {
    let need = |name: &str| words(node, name).ok_or_else(|| missing(xml, node, name));
    let moment = |name: &str| match words(node, name) {
        None => Ok(None),
        // One that nobody can place must not let a warning stand for ever, or never.
        Some(text) => match time(&text) {
            Some(time) => Ok(Some(time)),
            None => Err(wrong(xml, node, format!("<{name}> `{text}` is no time with a zone"))),
        },
    };
    let areas = children(node, "area").take(PARTS).map(|area| Area {
        description: words(area, "areaDesc").unwrap_or_default(),
        codes: children(area, "geocode").take(PARTS).filter_map(|code| words(code, "value")).collect(),
    });
    Ok(Info {
        language: words(node, "language"),
        event: need("event")?,
        urgency: Urgency::from_word(&need("urgency")?).unwrap_or(Urgency::Unknown),
        severity: Severity::from_word(&need("severity")?).unwrap_or(Severity::Unknown),
        certainty: Certainty::from_word(&need("certainty")?).unwrap_or(Certainty::Unknown),
        effective: moment("effective")?,
        expires: moment("expires")?,
        sender_name: words(node, "senderName"),
        headline: words(node, "headline"),
        description: words(node, "description"),
        instruction: words(node, "instruction"),
        web: words(node, "web").and_then(|link| Base::new("").web(&link)),
        areas: areas.collect(),
    })
}

/// `sender,identifier,sent` three by three, with blanks between them. What is no such triple names no message.
fn references(text: &str) -> Vec<Reference> {
    let triples = text.split_whitespace().take(PARTS * 5).filter_map(|triple| {
        let mut parts = triple.splitn(3, ',');
        let (sender, identifier, sent) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Reference { sender: sender.into(), identifier: identifier.into(), sent: time(sent)? })
    });
    triples.collect()
}

fn time(text: &str) -> Option<Timestamp> {
    match Moment::parse(text) {
        Moment::At(time) => Some(time),
        Moment::Day(_) | Moment::Unclear => None,
    }
}

fn missing(xml: &Xml<'_>, node: Node<'_, '_>, name: &str) -> Refusal {
    wrong(xml, node, format!("<{}> has no <{name}>, which CAP requires", node.tag_name().name()))
}

fn wrong(xml: &Xml<'_>, node: Node<'_, '_>, reason: String) -> Refusal {
    let place = xml.text_pos_at(node.range().start);
    Refusal::Syntax {
        reason,
        line: place.row as usize,
        column: place.col as usize,
        at: Some(node.range().start..node.range().start + 1),
    }
}

//! What a value of the feed's JSON means: wire types to domain types, every string cleaned and capped.

use crate::{
    domain::{
        Detail, Item, Kind, Moment,
        item::{About, Attachment, Cadence, ColumnHint, Department, Head, Interrupt, Release, Severity},
        kinds::{
            Catalogue, CatalogueEntry, FlowStep, Guide, HonourEntry, HonourRoll, List, Material, Milestone,
            Pledge, PledgeStatus, Question, Ranking, RankingEntry, Situation,
        },
        text::clean_capped,
        validity::Channel,
    },
    feed::{limits, link::Base},
};

use super::{
    wire,
    words::{Count, Object, Text, Texts, Word},
};

/// What an item lacks to be one; the field as a path, and what is wrong with it.
#[derive(Debug)]
pub struct Lack {
    /// Such as `_gongshi.entries[3].ent_name`.
    pub path: String,
    /// What is wrong, in words.
    pub reason: &'static str,
}

type Converted<T> = Result<T, Lack>;

fn capped(text: Option<&str>, limit: usize) -> Option<String> {
    text.map(|text| clean_capped(text, limit)).filter(|text| !text.is_empty())
}

fn line(text: &Option<Text<'_>>) -> Option<String> {
    capped(text.as_ref().map(|text| &*text.0), limits::LINE_CHARS)
}

fn long(text: &Option<Text<'_>>) -> Option<String> {
    capped(text.as_ref().map(|text| &*text.0), limits::TEXT_CHARS)
}

/// `at` tells the way to a field of the same object.
fn word(word: &Option<Word<'_>>, at: &dyn Fn(&str) -> String, field: &str) -> Converted<Option<String>> {
    let Some(word) = word else { return Ok(None) };
    let words = word.read().ok_or_else(|| Lack { path: at(field), reason: "expected a text or a number" })?;
    Ok(capped(Some(&words), limits::LINE_CHARS))
}

/// The way to a field that belongs to the item's kind.
fn own(field: &str) -> String {
    format!("_gongshi.{field}")
}

fn count(count: Option<Count>) -> Option<u32> {
    count.map(|count| count.0)
}

/// An empty text is no time at all, as forms export it; any other text that cannot be read is an unclear one.
fn moment(text: &Option<Text<'_>>) -> Option<Moment> {
    text.as_ref().map(|text| text.0.trim()).filter(|text| !text.is_empty()).map(Moment::parse)
}

/// As [`moment`]; ordinary feeds also write these two as mail does, `Fri, 31 May 2019 12:17:58 -0700`.
fn published(text: &Option<Text<'_>>) -> Option<Moment> {
    moment(text).map(|read| match (read, text) {
        (Moment::Unclear, Some(text)) => jiff::fmt::rfc2822::parse(text.0.trim())
            .map_or(Moment::Unclear, |time| Moment::At(time.timestamp())),
        _ => read,
    })
}

fn texts(list: &Option<Vec<Text<'_>>>) -> Vec<String> {
    list.iter().flatten().filter_map(|text| capped(Some(&text.0), limits::TEXT_CHARS)).collect()
}

/// Ids are cleaned as the ids of items are, so that they meet.
fn ids(list: &Option<Vec<Text<'_>>>) -> Vec<String> {
    list.iter()
        .flatten()
        .map(|text| crate::domain::text::clean(&text.0))
        .filter(|id| !id.is_empty())
        .collect()
}

fn joined(list: &Option<Texts<'_>>) -> Option<String> {
    let parts: Vec<_> = list.iter().flat_map(|list| &list.0).map(|text| &*text.0).collect();
    capped(Some(&parts.join("、")), limits::LINE_CHARS)
}

fn needed(text: Option<String>, list: &str, index: usize, field: &str) -> Converted<String> {
    text.ok_or_else(|| Lack { path: format!("_gongshi.{list}[{index}].{field}"), reason: "missing or empty" })
}

fn each<W, T>(list: &Option<Vec<W>>, convert: impl Fn(usize, &W) -> Converted<T>) -> Converted<Vec<T>> {
    list.iter().flatten().enumerate().map(|(index, part)| convert(index, part)).collect()
}

/// The feed's own words.
pub fn head(
    title: &Option<Text<'_>>,
    next_url: &Option<Text<'_>>,
    extension: Option<wire::FeedExtension<'_>>,
) -> Head {
    let extended = extension.is_some();
    let extension = extension.unwrap_or_default();
    let column = |column: &Object<wire::Column<'_>>| {
        let kinds = column.kinds.iter().flatten().filter_map(|kind| Kind::from_word(kind.0.trim())).collect();
        let id = line(&column.id)?;
        Some(ColumnHint {
            title: line(&column.title).unwrap_or_else(|| id.clone()),
            id,
            kinds,
            order: column.order.unwrap_or(0),
        })
    };
    Head {
        title: title
            .as_ref()
            .map(|title| crate::feed::markup::line(&title.0))
            .and_then(|title| capped(Some(&title), limits::LINE_CHARS)),
        sequence: extension.sequence,
        generated_at: moment(&extension.generated_at),
        valid_until: moment(&extension.valid_until),
        publisher: line(&extension.publisher),
        hall: line(&extension.hall),
        columns: extension.columns.iter().flatten().take(limits::LABELS).filter_map(column).collect(),
        next_url: next_url.as_ref().map(|url| url.0.trim().to_owned()).filter(|url| !url.is_empty()),
        extended,
    }
}

/// The fields of JSON Feed, the body apart. `None` for the title when the item has none.
pub fn common(item: &wire::Item<'_>, base: &Base, detail: Detail) -> Item {
    let web = |url: &Option<Text<'_>>| url.as_ref().and_then(|url| base.web(&url.0));
    let attachment = |file: &Object<wire::Attachment<'_>>| {
        let url = web(&file.url)?;
        let title = line(&file.title).or_else(|| file_name(&url)).unwrap_or_else(|| url.clone());
        Some(Attachment { title, mime: line(&file.mime_type), size: file.size_in_bytes, url })
    };
    Item {
        id: String::new(),
        url: web(&item.url),
        title: item.title.as_ref().map(|title| crate::feed::markup::line(&title.0)).unwrap_or_default(),
        summary: item
            .summary
            .as_ref()
            .and_then(|text| capped(Some(&crate::feed::markup::line(&text.0)), limits::TEXT_CHARS)),
        body: Vec::new(),
        image: web(&item.image),
        attachments: item.attachments.iter().flatten().take(limits::LABELS).filter_map(attachment).collect(),
        tags: item
            .tags
            .iter()
            .flatten()
            .take(limits::LABELS)
            .filter_map(|tag| line(&Some(tag.clone())))
            .collect(),
        published: published(&item.date_published),
        modified: published(&item.date_modified),
        release: Release::default(),
        about: About { weight: 1, ..About::default() },
        detail,
    }
}

/// The last part of a URL's path, as people would name the file.
pub fn file_name(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    let decoded = url::form_urlencoded::parse(name.replace('+', "%2B").as_bytes()).next()?.0.into_owned();
    capped(Some(&decoded), limits::LINE_CHARS)
}

/// What the gate reads.
pub fn release(item: &wire::Extension<'_>, approval_required: bool) -> Converted<Release> {
    let is = |text: &Option<Text<'_>>, word: &str| text.as_ref().is_some_and(|text| text.0.trim() == word);
    let mut release = Release::default();
    release.proactive = is(&item.disclosure, "proactive");
    release.approved = line(&item.approved_by).is_some() && item.secrecy_reviewed == Some(true);
    release.approval_required = approval_required;
    release.internal = item.audience.is_some() && !is(&item.audience, "public");
    release.valid_from = moment(&item.valid_from);
    release.valid_to = moment(&item.valid_to);
    release.effective_on = moment(&item.effective_on);
    release.repealed_on = moment(&item.repealed_on);
    // As the ids of items, these may be numbers.
    release.supersedes = each(&item.supersedes, |index, id| {
        let words = id.read().ok_or_else(|| Lack {
            path: format!("_gongshi.supersedes[{index}]"),
            reason: "expected a text or a number",
        })?;
        Ok(crate::domain::text::clean(&words))
    })?;
    release.supersedes.retain(|id| !id.is_empty());
    // A word that is no channel names no place, so a list of such words shows nowhere.
    release.channels = item
        .channels
        .as_ref()
        .map(|list| list.iter().filter_map(|text| Channel::from_word(text.0.trim())).collect());
    Ok(release)
}

/// What visitors read besides.
pub fn about(item: &wire::Extension<'_>) -> About {
    let department = item.department.as_ref().map_or_else(Department::default, |department| Department {
        name: line(&department.name),
        phone: line(&department.phone),
        updater: line(&department.updater),
    });
    let interrupt = item.interrupt.as_ref().and_then(|interrupt| {
        let severity = Severity::from_word(interrupt.severity.as_ref()?.0.trim())?;
        Some(Interrupt { severity, until: moment(&interrupt.until) })
    });
    let cadence = item.cadence.as_ref().and_then(|word| match word.0.trim() {
        "routine" => Some(Cadence::Routine),
        "phased" => Some(Cadence::Phased),
        "adhoc" => Some(Cadence::Adhoc),
        _ => None,
    });
    About {
        index_no: line(&item.index_no),
        doc_no: line(&item.doc_no),
        publisher: line(&item.publisher),
        topic: line(&item.topic),
        genre: line(&item.genre),
        formed_on: moment(&item.formed_on),
        department,
        basis: long(&item.basis),
        scope: long(&item.scope),
        time_limit: long(&item.time_limit),
        cadence,
        next_due: moment(&item.next_due),
        review_due: moment(&item.review_due),
        weight: count(item.weight).unwrap_or(1).clamp(1, 10) as u8,
        interrupt,
    }
}

/// 办事指南.
pub fn guide(guide: &wire::Guide<'_>, base: &Base) -> Converted<Guide> {
    let web = |url: &Option<Text<'_>>| url.as_ref().and_then(|url| base.web(&url.0));
    Ok(Guide {
        task_code: word(&guide.task_code, &own, "task_code")?,
        task_name: line(&guide.task_name),
        task_type: line(&guide.task_type),
        task_version: word(&guide.task_version, &own, "task_version")?,
        dept_name: line(&guide.dept_name),
        project_type: line(&guide.project_type),
        server_type: line(&guide.server_type),
        accept_condition: texts(&guide.accept_condition),
        materials: each(&guide.materials, |index, material| {
            Ok(Material {
                name: needed(line(&material.name), "materials", index, "name")?,
                required: material.required,
                original_copies: count(material.original_copies),
                photocopies: count(material.photocopies),
                format: line(&material.format),
                source: line(&material.source),
                sample_url: web(&material.sample_url),
                blank_url: web(&material.blank_url),
                note: long(&material.note),
                situations: ids(&material.situations),
            })
        })?,
        handle_flow: each(&guide.handle_flow, |index, step| {
            let at = |field: &str| format!("_gongshi.handle_flow[{index}].{field}");
            Ok(FlowStep {
                name: needed(line(&step.name), "handle_flow", index, "name")?,
                by: line(&step.by),
                days: word(&step.days, &at, "days")?,
                detail: long(&step.detail),
            })
        })?,
        anticipate_day: count(guide.anticipate_day),
        promise_day: count(guide.promise_day),
        day_type: line(&guide.day_type),
        is_fee: guide.is_fee,
        fee_stand: texts(&guide.fee_stand),
        fee_basis: long(&guide.fee_basis),
        result_name: line(&guide.result_name),
        transact_addr: line(&guide.transact_addr),
        transact_time: line(&guide.transact_time),
        window: line(&guide.window),
        link_way: line(&guide.link_way),
        supervise_way: line(&guide.supervise_way),
        by_law: texts(&guide.by_law),
        limit_scene_num: count(guide.limit_scene_num),
        handle_type: line(&guide.handle_type),
        mobile_terminal_url: web(&guide.mobile_terminal_url),
        plan_effective_date: moment(&guide.plan_effective_date),
        plan_cancel_date: moment(&guide.plan_cancel_date),
        questions: each(&guide.questions, |index, question| {
            Ok(Question {
                question: needed(long(&question.question), "questions", index, "question")?,
                answer: needed(long(&question.answer), "questions", index, "answer")?,
            })
        })?,
        situations: each(&guide.situations, |index, situation| {
            Ok(Situation {
                id: needed(line(&situation.id), "situations", index, "id")?,
                label: needed(line(&situation.label), "situations", index, "label")?,
            })
        })?,
    })
}

/// 一周消费投诉排行; its `scope` is the common one.
pub fn ranking(ranking: &wire::Ranking<'_>, scope: Option<String>) -> Converted<Ranking> {
    let entries = each(&ranking.entries, |index, entry| {
        let at = |field: &str| format!("_gongshi.entries[{index}].{field}");
        Ok(RankingEntry {
            rank: word(&entry.rank, &at, "rank")?,
            previous_rank: word(&entry.previous_rank, &at, "previous_rank")?,
            ent_name: needed(line(&entry.ent_name), "entries", index, "ent_name")?,
            uscc: line(&entry.uscc),
            category: line(&entry.category),
            received: word(&entry.received, &at, "received")?,
            closed: word(&entry.closed, &at, "closed")?,
            close_rate: word(&entry.close_rate, &at, "close_rate")?,
            mediation_rate: word(&entry.mediation_rate, &at, "mediation_rate")?,
            presettle_rate: word(&entry.presettle_rate, &at, "presettle_rate")?,
            department: line(&entry.department),
            publish_to: moment(&entry.publish_to),
            correction_of: long(&entry.correction_of),
            withdrawn_reason: long(&entry.withdrawn_reason),
        })
    })?;
    let mut read = Ranking::default();
    read.scope = scope;
    read.period_start = moment(&ranking.period_start);
    read.period_end = moment(&ranking.period_end);
    read.issue_no = word(&ranking.issue_no, &own, "issue_no")?;
    read.note = long(&ranking.note);
    Ok(read.with_entries(entries))
}

/// 红黑榜. Which list it is cannot be guessed: a commended business must never stand on the black one.
pub fn honour(roll: &wire::Honour<'_>) -> Converted<HonourRoll> {
    let list = match roll.list.as_ref().map(|list| list.0.trim()) {
        Some("red") => List::Red,
        Some("black") => List::Black,
        _ => return Err(Lack { path: "_gongshi.list".into(), reason: "must be `red` or `black`" }),
    };
    let entries = each(&roll.entries, |index, entry| {
        Ok(HonourEntry {
            ent_name: needed(line(&entry.ent_name), "entries", index, "ent_name")?,
            uscc: line(&entry.uscc),
            reason: long(&entry.reason),
            decision_no: line(&entry.decision_no),
            authority: line(&entry.authority),
            listed_on: moment(&entry.listed_on),
            publish_to: moment(&entry.publish_to),
            repair_status: line(&entry.repair_status),
            removed_on: moment(&entry.removed_on),
        })
    })?;
    Ok(HonourRoll::new(list, word(&roll.period, &own, "period")?, entries))
}

/// 服务承诺.
pub fn pledge(pledge: &wire::Pledge<'_>, base: &Base) -> Converted<Pledge> {
    let status = pledge.status.as_ref().and_then(|word| match word.0.trim() {
        "planned" => Some(PledgeStatus::Planned),
        "on_track" => Some(PledgeStatus::OnTrack),
        "late" => Some(PledgeStatus::Late),
        "done" => Some(PledgeStatus::Done),
        _ => None,
    });
    let milestones = each(&pledge.milestones, |index, milestone| match milestone {
        wire::Milestone::Text(text) => {
            let text = capped(Some(&text.0), limits::TEXT_CHARS);
            Ok(Milestone { text: needed(text, "milestones", index, "text")?, date: None, done: None })
        }
        wire::Milestone::Dated(dated) => Ok(Milestone {
            text: needed(long(&dated.text), "milestones", index, "text")?,
            date: moment(&dated.date),
            done: dated.done,
        }),
    })?;
    Ok(Pledge {
        year: count(pledge.year),
        no: count(pledge.no),
        title: line(&pledge.title),
        owner: line(&pledge.owner),
        target: long(&pledge.target),
        due: moment(&pledge.due),
        progress_pct: count(pledge.progress_pct).map(|percent| percent.min(100)),
        status,
        milestones,
        evidence_url: pledge.evidence_url.as_ref().and_then(|url| base.web(&url.0)),
    })
}

/// 公开目录.
pub fn catalogue(catalogue: &wire::Catalogue<'_>) -> Converted<Catalogue> {
    let entries = each(&catalogue.entries, |index, entry| {
        let at = |field: &str| format!("_gongshi.entries[{index}].{field}");
        // A matter for staff stays for staff however many other words stand beside.
        let internal = entry.audience.iter().flat_map(|list| &list.0).any(|text| text.0.trim() == "internal");
        Ok(CatalogueEntry {
            matter: needed(line(&entry.matter), "entries", index, "matter")?,
            content: long(&entry.content),
            basis: long(&entry.basis),
            time_limit: long(&entry.time_limit),
            department: line(&entry.department),
            channels: joined(&entry.channels),
            audience: if internal { Some("internal".into()) } else { joined(&entry.audience) },
            item_id: word(&entry.item_id, &at, "item_id")?,
            withheld_reason: long(&entry.withheld_reason),
        })
    })?;
    Ok(Catalogue::new(entries))
}

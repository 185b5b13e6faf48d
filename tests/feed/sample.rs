//! The sample hall, published as its small bureau does: what it hides, and its laws to the last paragraph.

use gongshi::{
    domain::{Block, Channel, Detail, Kind},
    feed::{Document, Rules, lint, markup::markdown_blocks, read_single},
    sample,
};

use crate::{BASE, anywhere, now};

fn sample() -> Vec<u8> {
    sample::publication(now(), sample::step(now())).unwrap()
}

/// Everything that is not plainly shown, with its reason: the golden answer of the gate.
#[test]
fn what_the_sample_hides() {
    let bytes = sample();
    let document = Document { bytes: &bytes, content_type: None, base: BASE };
    let mut lines = Vec::new();
    for (channel, require_approval) in
        [(None, false), (None, true), (Some(Channel::Kiosk), false), (Some(Channel::Board), false)]
    {
        let edition = read_single(&document, Rules { require_approval, plain_proactive: false }).unwrap();
        let screen = gongshi::domain::Screen { channel, ..anywhere() };
        lines.push(format!(
            "-- {}, approval required: {require_approval}",
            channel.map_or("any", Channel::word)
        ));
        for line in gongshi::cli::inspect::judge(&edition, &screen, now()) {
            if line.verdict != "shown" || line.entries_hidden.is_some_and(|hidden| hidden > 0) {
                let entries = line
                    .entries_hidden
                    .map(|hidden| format!(" ({hidden} entries hidden)"))
                    .unwrap_or_default();
                lines.push(format!(
                    "{:<14} {}{entries}: {}",
                    line.verdict,
                    line.id.unwrap_or_default(),
                    line.detail
                ));
            }
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn all_kinds_are_there_and_nothing_is_doubtful() {
    let bytes = sample();
    let lint = lint(&Document { bytes: &bytes, content_type: None, base: BASE }).unwrap();
    for (kind, least) in [
        (Kind::Disclosure, 8),
        (Kind::Guide, 20),
        (Kind::Notice, 12),
        (Kind::Ranking, 8),
        (Kind::Honour, 2),
        (Kind::Pledge, 10),
        (Kind::Catalogue, 1),
    ] {
        assert!(lint.kinds[&kind] >= least, "{kind:?}: {}", lint.kinds[&kind]);
    }
    let warnings: Vec<_> = lint.problems.iter().filter(|problem| problem.verdict.is_none()).collect();
    assert!(warnings.is_empty(), "{warnings:#?}");
}

/// The paragraphs of a law as its file has them, without any parser: blank lines part them.
fn paragraphs(markdown: &str) -> Vec<String> {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let lines = markdown.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("<!--"));
    lines
        .map(|line| squeezed(&plain(line.trim_start_matches(['#', ' ']))))
        .filter(|line| !line.is_empty())
        .collect()
}

/// As the screens write it: without marks of emphasis, private-use characters as GB 18030 has them now.
fn plain(line: &str) -> String {
    gongshi::domain::text::clean(&line.replace("**", ""))
}

fn read(blocks: &[Block]) -> Vec<String> {
    let squeezed = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    blocks
        .iter()
        .flat_map(|block| block.plain_text().lines().map(str::to_owned).collect::<Vec<_>>())
        .map(squeezed)
        .collect()
}

#[test]
fn no_paragraph_of_a_law_is_lost() {
    let bytes = sample();
    let edition =
        read_single(&Document { bytes: &bytes, content_type: None, base: BASE }, Rules::default()).unwrap();
    let judged = edition.judge(&anywhere(), now());
    let bodies: Vec<Vec<String>> = judged
        .iter()
        .filter_map(|judged| judged.subject.ok())
        .filter(|item| matches!(item.detail, Detail::Disclosure))
        .map(|item| read(&item.body))
        .collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample/laws");
    let mut laws = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "md") || file.ends_with("SOURCES.md") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let written = paragraphs(&text);
        assert!(written.len() > 20, "{}: {}", file.display(), written.len());
        assert_eq!(read(&markdown_blocks(&text)), written, "{}", file.display());
        // The title stands in the item's own field.
        assert!(
            bodies.iter().any(|body| body.ends_with(&written[1..]) || *body == written),
            "{} as HTML",
            file.display()
        );
        laws += 1;
    }
    assert_eq!(laws, 8);
}

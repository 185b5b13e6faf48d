//! Every page of every face as a picture, compared with the reviewed one in tests/snapshots; every QR code on them
//! read back; every button large enough for a thumb.
//!
//! After a change that is meant: `UPDATE_SNAPSHOTS=1 cargo nextest run -E 'binary(snapshots)'`, then look at every
//! picture that changed before it is committed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

mod harness;

use std::collections::BTreeSet;

use egui::{Rect, accesskit::Role};
use egui_kittest::{
    SnapshotResults,
    kittest::{By, NodeT as _, Queryable as _},
};
use gongshi::{
    config::{Face, ThemeName},
    domain::{Detail, Item, Kind, text::clean},
    playback::{
        calendar::Rule,
        plan::{Hours, Power, What, Zone},
    },
    sample,
    ui::words::{Language, Words},
};
use harness::{Page, Stand, planned};
use image::{GrayImage, imageops};
use serde_json::json;

const PORTRAIT: (u32, u32) = (1080, 1920);
const LANDSCAPE: (u32, u32) = (1920, 1080);
const STRIP: (u32, u32) = (1536, 64);

/// One item of each kind, and what is particular: a repealed document, a black list, a late pledge.
const ITEMS: [&str; 11] = [
    "guide-food-licence",
    "law-government-information",
    "notice-annual-report",
    "ranking-week-1",
    "honour-red",
    "honour-black",
    "pledge-01-licence",
    "catalogue-government",
    "pledge-09-mediation",
    "hidden-repealed",
    "no-such-item",
];

fn pages() -> Vec<Page> {
    let columns = Kind::ALL.map(|kind| Page::Column(kind.word().into()));
    let items = ITEMS.map(|id| Page::Item(id.into()));
    std::iter::once(Page::Home).chain(columns).chain(items).collect()
}

/// A picture's name, such as `kiosk-column-guide-1080x1920-day`.
fn name(stand: &Stand, page: &Page) -> String {
    let (width, height) = stand.size;
    let page = page.to_string().replace('/', "-");
    format!("{}-{page}-{width}x{height}-{}", stand.screen.face.word(), stand.screen.theme.word())
}

/// What the codes in the picture say, each looked at alone, as a visitor's phone does; one that cannot be read says so.
fn codes(stand: &mut Stand) -> BTreeSet<String> {
    let picture = stand.harness.render().unwrap();
    let grey = image::DynamicImage::ImageRgba8(picture).to_luma8();
    let whole = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(grey.width() as f32, grey.height() as f32));
    let codes = stand.harness.root().query_all_by_role(Role::Image).map(|node| node.rect());
    // What lies below the end of the page comes into view by scrolling.
    codes.filter(|place| whole.contains_rect(*place)).map(|place| decode(&grey, place)).collect()
}

fn decode(picture: &GrayImage, place: Rect) -> String {
    let (left, top) = (place.left() as u32, place.top() as u32);
    let code = imageops::crop_imm(picture, left, top, place.width() as u32, place.height() as u32).to_image();
    let (width, height) = (code.width() as usize, code.height() as usize);
    let mut read = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        code.get_pixel(x as u32, y as u32).0[0]
    });
    match read.detect_grids().as_slice() {
        [grid] => grid.decode().map_or_else(|error| format!("unreadable: {error}"), |read| read.1),
        grids => format!("{} codes at {place}", grids.len()),
    }
}

/// Where the codes of an item may lead: its online version, and the proof of a pledge.
fn leads(item: &Item) -> BTreeSet<String> {
    let proof = match &item.detail {
        Detail::Pledge(pledge) => pledge.evidence_url.clone(),
        _ => None,
    };
    item.url.clone().into_iter().chain(proof).collect()
}

fn kiosk(size: (u32, u32), theme: ThemeName) {
    let mut stand = Stand::new(Face::Kiosk, size, theme);
    let mut results = SnapshotResults::new();
    let mut faults = Vec::new();
    for page in pages() {
        stand.open(page.clone());
        results.add(stand.harness.try_snapshot(name(&stand, &page)));
        faults.extend(thumbs(&stand, &page));
        let found = codes(&mut stand);
        let shown = stand.shown();
        let item = match &page {
            Page::Item(id) => shown.items.iter().find(|item| item.id == *id),
            _ => None,
        };
        let allowed = item.map(|item| leads(item)).unwrap_or_default();
        let own = item.and_then(|item| item.url.as_ref());
        if !found.is_subset(&allowed) || !own.is_none_or(|url| found.contains(url)) {
            faults.push(format!("{page}: the codes say {found:?}, not {allowed:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is wrong with the buttons: tiles of the home are at least 20 mm, all others 15 mm, 4 mm apart (design.md,
/// section 5), and each has a name.
fn thumbs(stand: &Stand, page: &Page) -> Vec<String> {
    let buttons: Vec<(String, Rect)> = stand
        .harness
        .root()
        .query_all_by_role(Role::Button)
        .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
        .collect();
    let words = Words::new(Language::Chinese);
    let turns = [words.say("page-up"), words.say("page-down")];
    let mut faults = Vec::new();
    if *page != Page::Home && buttons.len() < 2 {
        faults.push(format!("{page}: back and home are missing"));
    }
    let (least, gap, tile) = (stand.mm(15.0) - 0.5, stand.mm(4.0) - 0.5, stand.mm(20.0) - 0.5);
    for (index, (label, rect)) in buttons.iter().enumerate() {
        if label.is_empty() {
            faults.push(format!("{page}: a button without a name at {rect}"));
        }
        if rect.width() < least || rect.height() < least {
            let (width, height) = (rect.width(), rect.height());
            faults.push(format!("{page}: {label} is {width:.1} by {height:.1} pixels, needs {least:.1}"));
        }
        for (other_label, other) in &buttons[index + 1..] {
            // Rows of a list go on, clipped, under the rail with the buttons that turn pages.
            if [label, other_label].iter().any(|label| turns.contains(label)) {
                continue;
            }
            let apart = (rect.min.x - other.max.x)
                .max(other.min.x - rect.max.x)
                .max((rect.min.y - other.max.y).max(other.min.y - rect.max.y));
            if apart < gap {
                faults.push(format!("{page}: {label} and {other_label} are {apart:.1} apart, need {gap:.1}"));
            }
        }
    }
    if *page == Page::Home {
        for kind in Kind::ALL {
            let title = words.say(&format!("kind-{}", kind.word()));
            let found = buttons.iter().find(|(label, _)| label.starts_with(&title));
            if !found.is_some_and(|(_, rect)| rect.width() >= tile && rect.height() >= tile) {
                faults.push(format!("home: the tile {title} is {:?}", found.map(|(_, rect)| rect)));
            }
        }
    }
    faults
}

fn board(size: (u32, u32), theme: ThemeName) {
    let mut stand = Stand::new(Face::Board, size, theme);
    let mut results = SnapshotResults::new();
    let mut faults = Vec::new();
    for kind in Kind::ALL {
        let page = Page::Column(kind.word().into());
        stand.open(page.clone());
        results.add(stand.harness.try_snapshot(name(&stand, &page)));
        let items = stand.shown().items;
        let allowed: BTreeSet<String> =
            items.iter().filter(|item| item.kind() == kind).flat_map(|item| leads(item)).collect();
        let found = codes(&mut stand);
        // Ten pledges on one slide have no single address.
        if !found.is_subset(&allowed) || found.is_empty() != (kind == Kind::Pledge) {
            faults.push(format!("{page}: the codes say {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Items from their first to their last line, on a panel as high as they are long.
fn whole_items(theme: ThemeName) {
    let mut stand = Stand::new(Face::Kiosk, (1080, 4400), theme);
    let mut results = SnapshotResults::new();
    for id in ["guide-food-licence", "ranking-week-1", "honour-black", "pledge-09-mediation"] {
        let page = Page::Item(id.into());
        stand.open(page.clone());
        results.add(stand.harness.try_snapshot(name(&stand, &page)));
        let shown = stand.shown();
        let item = shown.items.iter().find(|item| item.id == id).unwrap();
        assert_eq!(codes(&mut stand), leads(item), "{id}");
    }
}

fn strip(theme: ThemeName) {
    let mut stand = Stand::new(Face::Strip, STRIP, theme);
    stand.harness.run_steps(4);
    let mut results = SnapshotResults::new();
    results.add(stand.harness.try_snapshot(name(&stand, &Page::Home)));
}

/// An interrupt over the sample's content.
fn interrupted(face: Face, size: (u32, u32), theme: ThemeName, severity: &str) {
    let text = "三楼办事大厅正在有序疏散。请听从工作人员指引，从东侧安全出口离开，不要乘坐电梯。\n\n\
                已取号的群众请保留号票，恢复办理后继续有效，不必重新取号。\n\n\
                急事请拨打 12315，或在网上办事大厅办理。";
    let item = json!({
        "id": "interrupt",
        "title": "消防报警：请立即从安全出口有序离开大厅",
        "content_text": text,
        "date_published": "2026-11-23T10:40:00+08:00",
        "_gongshi": {
            "kind": "notice", "disclosure": "proactive", "approved_by": "值班领导", "secrecy_reviewed": true,
            "interrupt": { "severity": severity, "until": "2026-11-23T12:00:00+08:00" },
        },
    });
    let mut stand = Stand::of(face, size, theme, harness::snapshot_with(item));
    let mut results = SnapshotResults::new();
    let mut faults = Vec::new();
    let pages = match face {
        Face::Kiosk if severity == "severe" => vec![Page::Home, Page::Item("guide-food-licence".into())],
        _ => vec![Page::Home],
    };
    for page in pages {
        if face == Face::Kiosk {
            stand.open(page.clone());
        } else {
            stand.harness.run_steps(4);
        }
        let name = name(&stand, &page).replacen(face.word(), &format!("{}-{severity}", face.word()), 1);
        results.add(stand.harness.try_snapshot(name));
        // What covers the whole screen has one button, and no tiles.
        if face == Face::Kiosk && severity == "severe" {
            faults.extend(thumbs(&stand, &page));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A picture's name, its size and theme, and what plays in which zone.
type Planned<'a> = (&'a str, (u32, u32), ThemeName, &'a [(Zone, What)]);

/// What a plan puts into the zones of a screen.
fn planned(face: Face, pictures: &[Planned<'_>]) {
    let mut results = SnapshotResults::new();
    for (name, size, theme, zones) in pictures {
        let mut hall = sample::hall("http://127.0.0.1/feed.json");
        let screen = hall.screens.iter().find(|screen| screen.face == face).unwrap().name.clone();
        hall.plan = planned::plan(&screen, zones);
        let content = planned::with_media(harness::snapshot(), *size);
        let mut stand = Stand::in_hall(hall, face, *size, *theme, content);
        stand.harness.run_steps(4);
        let name = format!("{}-planned-{name}-{}x{}-{}", face.word(), size.0, size.1, theme.word());
        results.add(stand.harness.try_snapshot(name));
    }
}

#[test]
fn a_picture_and_a_pdf_of_the_hall_fill_the_main_zone() {
    let image = [(Zone::Main, What::Image(planned::POSTER.into()))];
    let pdf = [(Zone::Main, What::Pdf(planned::DOCUMENT.into()))];
    let pictures: [Planned<'_>; 3] = [
        ("image", LANDSCAPE, ThemeName::Night, &image),
        ("pdf", LANDSCAPE, ThemeName::Night, &pdf),
        ("pdf", PORTRAIT, ThemeName::Day, &pdf),
    ];
    planned(Face::Board, &pictures);
}

const WORDS: (&str, &str) = ("温馨提示", "今日办事群众较多，请错峰办理。");

#[test]
fn a_strip_runs_words_of_the_hall() {
    let text = What::Text { title: WORDS.0.into(), words: WORDS.1.into() };
    planned(Face::Strip, &[("words", STRIP, ThemeName::Night, &[(Zone::Main, text)])]);
}

#[test]
fn a_dim_board_keeps_a_part_of_its_light() {
    let text = What::Text { title: WORDS.0.into(), words: WORDS.1.into() };
    let mut hall = sample::hall("http://127.0.0.1/feed.json");
    let screen = hall.screens.iter().find(|screen| screen.face == Face::Board).unwrap().name.clone();
    hall.plan = planned::plan(&screen, &[(Zone::Main, text)]);
    hall.plan.screens[0].hours.push(Hours { rule: Rule::default(), power: Power::Dim(30) });
    let mut stand = Stand::in_hall(hall, Face::Board, LANDSCAPE, ThemeName::Night, harness::snapshot());
    stand.harness.run_steps(4);
    stand.harness.snapshot("board-dim-1920x1080-night");
}

#[test]
fn a_side_zone_stands_beside_or_beneath_and_the_line_plays_its_own() {
    let text = |title: &str, words: &str| What::Text { title: title.into(), words: words.into() };
    let card = text("温馨提示", "今日办事群众较多，请错峰办理。\n排队叫号请看大屏，过号请到咨询台。");
    let line = text("便民服务", "本厅工作日午间不休息，周六上午预约办理。");
    let beside =
        |side| [(Zone::Main, planned::query(Kind::Notice)), (Zone::Side, side), (Zone::Ticker, line.clone())];
    let sides = [
        ("side-pledge", planned::query(Kind::Pledge)),
        ("side-ranking", planned::query(Kind::Ranking)),
        ("side-guide", planned::query(Kind::Guide)),
        ("side-notice", planned::query(Kind::Notice)),
        ("side-honour", planned::query(Kind::Honour)),
        ("side-catalogue", planned::query(Kind::Catalogue)),
        ("side-disclosure", planned::query(Kind::Disclosure)),
        ("side-words", card),
        ("side-clock", What::Clock),
    ]
    .map(|(name, side)| (name, beside(side)));
    let pictures = sides.iter().flat_map(|(name, zones)| {
        [LANDSCAPE, PORTRAIT].map(|size| (*name, size, ThemeName::Night, zones.as_slice()))
    });
    planned(Face::Board, &pictures.collect::<Vec<_>>());
}

/// The eight laws as item pages, on a panel as high as they are long: the harness panics at the first character
/// without a glyph, and every paragraph of the file must be on the page.
#[test]
fn laws_open_whole_and_without_tofu() {
    let mut stand = Stand::new(Face::Kiosk, (1080, 60_000), ThemeName::Day);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample/laws");
    let mut opened = 0;
    for item in stand.shown().items.iter().filter(|item| item.id.starts_with("law-")) {
        let file = item.id.trim_start_matches("law-");
        let text = std::fs::read_to_string(format!("{folder}/{file}.md")).unwrap();
        stand.open(Page::Item(item.id.clone()));
        let page: Vec<String> = stand
            .harness
            .root()
            .query_all(By::new().predicate(|_| true))
            .filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value()))
            .collect();
        let lines = text.lines().map(|line| clean(line.trim_start_matches(['#', ' ']))).collect::<Vec<_>>();
        let wanted: Vec<&String> =
            lines.iter().filter(|line| !line.is_empty() && !line.starts_with("<!--")).collect();
        let lost: Vec<_> = wanted.iter().filter(|line| !page.contains(line)).collect();
        assert!(
            wanted.len() > 20 && lost.is_empty(),
            "{}: {} of {} lost: {lost:?}",
            item.id,
            lost.len(),
            wanted.len()
        );
        opened += 1;
    }
    assert_eq!(opened, 8);
}

macro_rules! pictures {
    ($($test:ident: $face:ident($($argument:expr),*);)*) => {$(
        #[test]
        fn $test() {
            $face($($argument),*);
        }
    )*};
}

pictures! {
    kiosk_portrait_day: kiosk(PORTRAIT, ThemeName::Day);
    kiosk_portrait_night: kiosk(PORTRAIT, ThemeName::Night);
    kiosk_portrait_contrast: kiosk(PORTRAIT, ThemeName::Contrast);
    kiosk_landscape_day: kiosk(LANDSCAPE, ThemeName::Day);
    kiosk_landscape_night: kiosk(LANDSCAPE, ThemeName::Night);
    kiosk_landscape_contrast: kiosk(LANDSCAPE, ThemeName::Contrast);
    kiosk_whole_items: whole_items(ThemeName::Day);
    board_portrait_day: board(PORTRAIT, ThemeName::Day);
    board_portrait_night: board(PORTRAIT, ThemeName::Night);
    board_portrait_contrast: board(PORTRAIT, ThemeName::Contrast);
    board_landscape_day: board(LANDSCAPE, ThemeName::Day);
    board_landscape_night: board(LANDSCAPE, ThemeName::Night);
    board_landscape_contrast: board(LANDSCAPE, ThemeName::Contrast);
    kiosk_interrupt_portrait_day: interrupted(Face::Kiosk, PORTRAIT, ThemeName::Day, "severe");
    kiosk_interrupt_portrait_night: interrupted(Face::Kiosk, PORTRAIT, ThemeName::Night, "severe");
    kiosk_interrupt_portrait_contrast: interrupted(Face::Kiosk, PORTRAIT, ThemeName::Contrast, "severe");
    kiosk_interrupt_landscape_day: interrupted(Face::Kiosk, LANDSCAPE, ThemeName::Day, "severe");
    kiosk_extreme_portrait_day: interrupted(Face::Kiosk, PORTRAIT, ThemeName::Day, "extreme");
    kiosk_extreme_portrait_night: interrupted(Face::Kiosk, PORTRAIT, ThemeName::Night, "extreme");
    kiosk_extreme_portrait_contrast: interrupted(Face::Kiosk, PORTRAIT, ThemeName::Contrast, "extreme");
    kiosk_extreme_landscape_day: interrupted(Face::Kiosk, LANDSCAPE, ThemeName::Day, "extreme");
    board_interrupt_landscape_day: interrupted(Face::Board, LANDSCAPE, ThemeName::Day, "severe");
    board_interrupt_landscape_night: interrupted(Face::Board, LANDSCAPE, ThemeName::Night, "severe");
    board_interrupt_landscape_contrast: interrupted(Face::Board, LANDSCAPE, ThemeName::Contrast, "extreme");
    board_interrupt_portrait_night: interrupted(Face::Board, PORTRAIT, ThemeName::Night, "extreme");
    board_moderate_landscape_night: interrupted(Face::Board, LANDSCAPE, ThemeName::Night, "moderate");
    strip_interrupt_day: interrupted(Face::Strip, STRIP, ThemeName::Day, "severe");
    strip_interrupt_night: interrupted(Face::Strip, STRIP, ThemeName::Night, "extreme");
    strip_interrupt_contrast: interrupted(Face::Strip, STRIP, ThemeName::Contrast, "severe");
    strip_day: strip(ThemeName::Day);
    strip_night: strip(ThemeName::Night);
    strip_contrast: strip(ThemeName::Contrast);
}

//! The pictures and PDFs of the plan, from files and a server to the snapshot.

use std::{fs, path::Path, time::Duration};

use gongshi::{
    config::Hall,
    domain::{Snapshot, snapshot::page_url},
    playback::plan::{Dwell, Entry, Playlist, What},
    store::atomic,
    sync::Options,
};
use image::{DynamicImage, ImageFormat, RgbImage};
use url::Url;

use super::{
    bureau::{Bureau, answer},
    hall::{Client, feed, hall},
};

const PATH: &str = "/feed.json";

fn options() -> Options {
    Options {
        look: Duration::from_millis(30),
        program: env!("CARGO_BIN_EXE_gongshi").into(),
        ..Options::default()
    }
}

fn put(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
    atomic::write(path.as_ref(), bytes.as_ref()).unwrap();
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(width, height)).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn url(path: &Path) -> String {
    Url::from_file_path(path).unwrap().into()
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pdf").join(name)).unwrap()
}

fn planned(bureau: &Bureau, entries: impl IntoIterator<Item = What>) -> Hall {
    let mut hall = hall(&bureau.url(PATH));
    let entries = entries.into_iter().map(|what| Entry::new(what, Dwell::Auto)).collect();
    hall.plan.playlists.push(Playlist { name: "自制".into(), entries });
    hall
}

/// The size of a picture in a snapshot.
fn size(snapshot: &Snapshot, url: &str) -> Option<(usize, usize)> {
    snapshot.pictures.get(url).map(|picture| (picture.width, picture.height))
}

fn bureau() -> Bureau {
    let bureau = Bureau::open();
    bureau.feed(PATH, &feed(1, &["甲"]));
    bureau
}

#[test]
fn a_file_is_shown_replaced_and_taken_away_and_a_broken_one_changes_nothing() {
    let (bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    let file = data.path().join("海报.png");
    let name = url(&file);
    let hall = planned(&bureau, [What::Image(name.clone())]);
    let client = Client::start_hall(&hall, &data.path().join("store"), options());
    client.until_titles(&["甲"]);
    assert!(client.snapshot().media.is_empty(), "there is no such file yet");
    put(&file, png(300, 200));
    client.until("shown", |snapshot| snapshot.media.get(&name) == Some(&1));
    assert_eq!(size(&client.snapshot(), &name), Some((300, 200)));
    put(&file, &png(640, 480)[..700]);
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(size(&client.snapshot(), &name), Some((300, 200)), "half a file is none");
    put(&file, png(7680, 1080));
    client.until("replaced", |snapshot| size(snapshot, &name) == Some((1920, 270)));
    // A feed that changes takes nothing of the hall's own away.
    bureau.feed(PATH, &feed(2, &["乙"]));
    let snapshot = client.until_titles(&["乙"]);
    assert_eq!(snapshot.media.get(&name), Some(&1));
    assert!(snapshot.pictures.contains_key(&name));
    fs::remove_file(&file).unwrap();
    client.until("taken away", |snapshot| snapshot.media.is_empty() && size(snapshot, &name).is_none());
}

#[test]
fn what_is_no_picture_or_too_large_is_not_offered() {
    let (bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    let names = ["text.png", "huge.png", "folder.png", "good.png"].map(|name| data.path().join(name));
    put(&names[0], "<html>");
    // Seven thousand squared are more than the forty millions that are allowed.
    put(&names[1], png(7000, 7000));
    fs::create_dir(&names[2]).unwrap();
    put(&names[3], png(10, 10));
    let hall = planned(&bureau, names.iter().map(|name| What::Image(url(name))));
    let client = Client::start_hall(&hall, &data.path().join("store"), options());
    let last = url(&names[3]);
    client.until("the good one", |snapshot| snapshot.media.contains_key(&last));
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(client.snapshot().media.len(), 1, "{:?}", client.snapshot().media);
}

#[test]
fn a_server_is_asked_with_validators_and_the_disk_stands_in_for_it() {
    let (mut bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    let picture = png(120, 80);
    let tagged = answer("200 OK", &[("Content-Type", "image/png"), ("ETag", "\"a\"")], &picture);
    bureau.raw("/poster.png", tagged);
    let document = sample("named-font.pdf");
    bureau.body("/notice.pdf", "application/pdf", &document);
    let (poster, notice) = (bureau.url("/poster.png"), bureau.url("/notice.pdf"));
    let whats = [What::Image(poster.clone()), What::Pdf(notice.clone())];
    let hall = planned(&bureau, whats);
    let both = |snapshot: &Snapshot| {
        snapshot.media.get(&poster) == Some(&1) && snapshot.media.get(&notice) == Some(&2)
    };
    let client = Client::start_hall(&hall, data.path(), options());
    client.until("both", both);
    drop(client);
    let client = Client::start_hall(&hall, data.path(), options());
    client.until("both again", both);
    let asked_with_its_tag =
        || bureau.asked("/poster.png").iter().any(|asked| asked.header("If-None-Match") == Some("\"a\""));
    client.until("asked with its tag", |_| asked_with_its_tag());
    drop(client);
    bureau.close();
    let client = Client::start_hall(&hall, data.path(), options());
    client.until("both with no network", both);
}

#[test]
fn a_server_that_has_it_no_more_takes_it_away_and_an_error_does_not() {
    let (bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    bureau.body("/poster.png", "image/png", png(120, 80));
    let poster = bureau.url("/poster.png");
    let hall = planned(&bureau, [What::Image(poster.clone())]);
    let there = |snapshot: &Snapshot| snapshot.media.contains_key(&poster);
    let start = || Client::start_hall(&hall, data.path(), options());
    start().until("shown", there);
    for (status, stays) in [("503 Busy", true), ("200 OK", true), ("404 Not Found", false)] {
        bureau.raw("/poster.png", answer(status, &[], b"<html>"));
        let before = bureau.asked("/poster.png").len();
        let client = start();
        client.until("asked again", |_| bureau.asked("/poster.png").len() > before);
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(there(&client.snapshot()), stays, "{status}");
    }
}

#[test]
fn the_pages_of_a_pdf_are_as_large_as_the_screens_and_show_its_chinese() {
    let (bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    let (named, own) = (data.path().join("named.pdf"), data.path().join("own.pdf"));
    put(&named, sample("named-font.pdf"));
    put(&own, sample("own-font.pdf"));
    let (named, own) = (url(&named), url(&own));
    let hall = planned(&bureau, [What::Pdf(named.clone()), What::Pdf(own.clone())]);
    let client = Client::start_hall(&hall, &data.path().join("store"), options());
    let snapshot = client.until("both", |snapshot| snapshot.media.len() == 2);
    assert_eq!((snapshot.media[&named], snapshot.media[&own]), (2, 3));
    assert_eq!(size(&snapshot, &page_url(&own, 1)), Some((763, 1080)));
    assert_eq!(size(&snapshot, &page_url(&own, 3)), Some((1527, 1080)), "a page that lies");
    assert_eq!(size(&snapshot, &page_url(&own, 4)), None);
    for (url, band) in [(&named, 0.12..0.18), (&own, 0.02..0.08)] {
        let ink = ink(&snapshot, &page_url(url, 1), band);
        // Nine characters of a title, each a square of which a sixth or so is ink; boxes for missing ones have less.
        assert!((0.05..0.4).contains(&ink), "{url}: {ink}");
    }
}

/// Which part of the pixels of a band of a page are dark.
fn ink(snapshot: &Snapshot, url: &str, band: std::ops::Range<f32>) -> f32 {
    let page = &snapshot.pictures[url];
    let row = |share: f32| (page.height as f32 * share) as usize * page.width * 4;
    let pixels = &page.rgba[row(band.start)..row(band.end)];
    let dark = pixels.chunks_exact(4).filter(|pixel| pixel[0] < 128).count();
    dark as f32 * 4.0 / pixels.len() as f32
}

#[test]
fn a_hostile_pdf_is_left_out_and_the_client_goes_on() {
    let (bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    let own = sample("own-font.pdf");
    let files: [(&str, Vec<u8>); 5] = [
        ("endless.pdf", sample("endless.pdf")),
        ("protected.pdf", sample("protected.pdf")),
        ("cut.pdf", own[..60].to_vec()),
        ("text.pdf", b"hello".to_vec()),
        ("empty.pdf", Vec::new()),
    ];
    let mut names: Vec<_> = files
        .iter()
        .map(|(name, bytes)| {
            put(data.path().join(name), bytes);
            What::Pdf(url(&data.path().join(name)))
        })
        .collect();
    let huge = data.path().join("huge.pdf");
    put(&huge, sample("huge.pdf"));
    let huge = url(&huge);
    names.push(What::Pdf(huge.clone()));
    let hall = planned(&bureau, names);
    let options = Options { pdf_time: Duration::from_secs(2), ..options() };
    let client = Client::start_hall(&hall, &data.path().join("store"), options);
    // It comes last, behind the one that never ends.
    let snapshot = client.until("the last", |snapshot| snapshot.media.contains_key(&huge));
    assert_eq!(snapshot.media.len(), 1, "{:?}", snapshot.media);
    let pages = snapshot.pictures.values().map(|page| (page.width, page.height));
    assert!(
        pages.clone().all(|(width, height)| width <= 1920 && height <= 1080),
        "{:?}",
        Vec::from_iter(pages)
    );
    bureau.feed(PATH, &feed(2, &["乙"]));
    client.until_titles(&["乙"]);
}

#[test]
fn without_the_program_pdfs_are_left_out_and_pictures_are_not() {
    let (bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    let (document, poster) = (data.path().join("a.pdf"), data.path().join("a.png"));
    put(&document, sample("own-font.pdf"));
    put(&poster, png(10, 10));
    let hall = planned(&bureau, [What::Pdf(url(&document)), What::Image(url(&poster))]);
    let options = Options { program: data.path().join("no-such-program"), ..options() };
    let client = Client::start_hall(&hall, &data.path().join("store"), options);
    let snapshot = client.until("the picture", |snapshot| !snapshot.media.is_empty());
    assert_eq!(Vec::from_iter(snapshot.media.keys()), [&url(&poster)]);
}

#[test]
fn a_plan_that_names_another_file_shows_that_one_and_keeps_what_stays() {
    let (bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    let names = ["a.png", "b.png", "c.png"].map(|name| data.path().join(name));
    for (name, side) in names.iter().zip([10, 20, 30]) {
        put(name, png(side, side));
    }
    let [a, b, c] = names.map(|name| url(&name));
    let client = Client::start_hall(
        &planned(&bureau, [What::Image(a.clone()), What::Image(b.clone())]),
        &data.path().join("store"),
        options(),
    );
    client.until("two", |snapshot| snapshot.media.len() == 2);
    let other = planned(&bureau, [What::Image(b.clone()), What::Image(c.clone())]);
    client.sync.orders().follow(&other).unwrap();
    let snapshot = client.until("the other two", |snapshot| snapshot.media.contains_key(&c));
    assert_eq!(Vec::from_iter(snapshot.media.keys()), [&b, &c]);
    assert_eq!(size(&snapshot, &a), None);
}

#[test]
fn looked_at_once_each_is_counted_and_what_cannot_be_shown_says_why() {
    let (bureau, data) = (bureau(), tempfile::tempdir().unwrap());
    let (good, bad) = (data.path().join("good.png"), data.path().join("bad.png"));
    put(&good, png(10, 10));
    put(&bad, "text");
    bureau.body("/poster.png", "image/png", png(10, 10));
    let (poster, missing) = (bureau.url("/poster.png"), bureau.url("/missing.png"));
    let names = [url(&good), url(&bad), poster.clone(), missing.clone()];
    let hall = planned(&bureau, names.map(What::Image));
    let (media, faults) = gongshi::sync::media_once(&hall).unwrap();
    assert_eq!(media, [(url(&good), 1), (poster, 1)].into());
    assert_eq!(faults.len(), 2);
    assert!(faults[0].contains("bad.png") && faults[1].contains("HTTP 404"), "{faults:?}");
}

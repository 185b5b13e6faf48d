//! Pictures: whole or not at all.

use std::io::Cursor;

use gongshi::domain::SourceState;
use image::{DynamicImage, ImageFormat, RgbaImage};
use serde_json::{Value, json};

use super::{
    bureau::{Bureau, answer},
    hall::{Client, feed_of, item},
};

const PATH: &str = "/feed.json";

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = RgbaImage::from_pixel(width, height, image::Rgba([200, 30, 30, 255]));
    DynamicImage::from(image).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A PNG whose header promises 65,535 by 65,535 pixels, with the right checksum.
fn giant() -> Vec<u8> {
    let mut bytes = png(8, 8);
    bytes[16..24].copy_from_slice(&[0, 0, 255, 255, 0, 0, 255, 255]);
    let crc = !bytes[12..29].iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    });
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn illustrated(title: &str, image: &str) -> Value {
    let mut item = item(title);
    item["image"] = json!(image);
    item
}

#[test]
fn a_whole_picture_arrives_and_leaves_with_its_item() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.body("/a.png", "image/png", png(30, 20));
    bureau.feed(PATH, &feed_of(1, &[illustrated("a", "a.png")]));
    let client = Client::start(&bureau.url(PATH), data.path());
    let snapshot = client.until("the picture", |snapshot| !snapshot.pictures.is_empty());
    let picture = &snapshot.pictures[&bureau.url("/a.png")];
    assert_eq!((picture.width, picture.height), (30, 20));
    assert_eq!(&picture.rgba[..4], [200, 30, 30, 255]);
    bureau.feed(PATH, &feed_of(2, &[item("a")]));
    client.until("without it", |snapshot| snapshot.pictures.is_empty());
    let media = data.path().join("media");
    client.until("swept", |_| std::fs::read_dir(&media).unwrap().count() == 0);
}

#[test]
fn a_picture_is_there_after_a_restart_with_the_server_gone() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.body("/a.png", "image/png", png(30, 20));
    bureau.feed(PATH, &feed_of(1, &[illustrated("a", "a.png")]));
    let url = bureau.url(PATH);
    let client = Client::start(&url, data.path());
    client.until("the picture", |snapshot| !snapshot.pictures.is_empty());
    drop(client);
    drop(bureau);
    let client = Client::start(&url, data.path());
    client.until("the picture again", |snapshot| !snapshot.pictures.is_empty());
}

#[test]
fn broken_pictures_leave_their_items_without_one() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    let mut broken_header = png(30, 20);
    broken_header[4] = 0;
    let whole = png(300, 200);
    bureau.body("/header.png", "image/png", broken_header);
    bureau.body("/giant.png", "image/png", giant());
    bureau.body("/cut.png", "image/png", &whole[..whole.len() / 2]);
    bureau.body("/page.png", "image/png", "<html>not found</html>");
    bureau.raw("/gone.png", answer("404 Not Found", &[], b""));
    bureau.body("/good.png", "image/png", whole);
    let names = ["header", "giant", "cut", "page", "gone", "good"];
    let items: Vec<_> = names.iter().map(|name| illustrated(name, &format!("{name}.png"))).collect();
    bureau.feed(PATH, &feed_of(1, &items));
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until("all asked and the good one there", |snapshot| {
        names.iter().all(|name| !bureau.asked(&format!("/{name}.png")).is_empty())
            && !snapshot.pictures.is_empty()
    });
    let snapshot = client.snapshot();
    assert_eq!(client.titles(), names, "every item is shown");
    assert_eq!(snapshot.pictures.keys().collect::<Vec<_>>(), [&bureau.url("/good.png")]);
    assert_eq!(snapshot.sources[0].state, SourceState::Fresh);
    // A new publication does not make it fetch the broken ones again.
    bureau.feed(PATH, &feed_of(2, &[items, vec![illustrated("more", "good.png?2")]].concat()));
    bureau.body("/good.png?2", "image/png", png(10, 10));
    client.until("one more", |snapshot| snapshot.pictures.len() == 2);
    assert_eq!(bureau.asked("/giant.png").len(), 1);
}

#[test]
fn a_picture_inside_a_private_network_is_not_asked_for() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    // By another name, and by a redirect: the config names 127.0.0.1 only.
    let by_name = format!("http://localhost:{}/name.png", bureau.address.port());
    let target = format!("http://localhost:{}/target.png", bureau.address.port());
    for path in ["/name.png", "/target.png", "/good.png"] {
        bureau.body(path, "image/png", png(10, 10));
    }
    bureau.raw("/redirect.png", answer("302 Found", &[("Location", &target)], b""));
    let items = [
        illustrated("name", &by_name),
        illustrated("redirect", "redirect.png"),
        illustrated("good", "good.png"),
    ];
    bureau.feed(PATH, &feed_of(1, &items));
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until("the good one", |snapshot| {
        !snapshot.pictures.is_empty() && !bureau.asked("/redirect.png").is_empty()
    });
    // Many polls later it still has not gone there.
    let generation = client.snapshot().generation;
    client.until("polled on", |snapshot| snapshot.generation > generation + 30);
    assert!(bureau.asked("/name.png").is_empty() && bureau.asked("/target.png").is_empty());
}

#[test]
fn an_item_that_may_not_be_shown_has_no_picture_fetched() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.body("/good.png", "image/png", png(10, 10));
    let mut secret = illustrated("secret", "secret.png");
    secret["_gongshi"]["disclosure"] = json!("withheld");
    bureau.feed(PATH, &feed_of(1, &[secret, illustrated("good", "good.png")]));
    let client = Client::start(&bureau.url(PATH), data.path());
    client.until("the good one", |snapshot| !snapshot.pictures.is_empty());
    assert!(bureau.asked("/secret.png").is_empty());
}

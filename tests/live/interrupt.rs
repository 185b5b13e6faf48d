//! 插播 on the running faces: it comes within a second, leaves by itself, and throws no visitor out.

use std::time::Duration;

use gongshi::{
    clock::Clock as _,
    config::{Face, Sweep},
    domain::{SourceState, item::Severity},
    store::{
        atomic,
        urgent::{self, Call},
    },
    ui::kiosk::Page,
};
use serde_json::{Value, json};

use super::{
    frames::Seen,
    hall::{feed, feed_of, item},
    stage::{FACES, PATH, Stage},
};

const FIRE: &str = "请立即离开大厅";
const EVERY_DAY: &str = "甲公告";

/// The hall's clock stands at 10:42 of this day.
fn fire(severity: &str) -> Value {
    let mut fire = item(FIRE);
    fire["_gongshi"]["interrupt"] = json!({ "severity": severity, "until": "2026-11-23T12:00:00+08:00" });
    fire
}

/// Publishes the interrupt beside the notice; returns the first frame that can know of it.
fn break_out(stage: &mut Stage, fire: Value) -> Seen {
    stage.bureau.feed(PATH, &feed_of(2, &[item(EVERY_DAY), fire]));
    stage.client.until_titles(&[EVERY_DAY, FIRE]);
    stage.frames.frame();
    // A cross-fade may be on.
    stage.frames.sleep(Duration::from_millis(500));
    stage.frames.frame()
}

#[test]
fn it_takes_over_within_a_second_and_leaves_by_itself_with_the_server_gone() {
    for face in FACES {
        let mut stage = Stage::showing(face, &feed(1, &[EVERY_DAY]), &[EVERY_DAY]);
        stage.until_drawn(EVERY_DAY);
        let seen = break_out(&mut stage, fire("severe"));
        assert!(seen.has("紧急") && seen.has(FIRE), "{face:?}: {:?}", seen.words);
        if face.0 == Face::Kiosk {
            assert!(seen.has(EVERY_DAY) && seen.has("返回"), "the page stays: {:?}", seen.words);
        } else {
            stage.never_drawn(EVERY_DAY);
        }
        stage.bureau.close();
        stage.client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
        stage.client.clock.set("2026-11-23T11:59:59+08:00".parse().unwrap());
        // Upwards a strip shows one line of it at a time; a round of them says it.
        if face != (Face::Strip, Sweep::Up) {
            assert!(stage.frames.frame().has("紧急"), "{face:?} lost it too early");
        }
        stage.client.clock.set("2026-11-23T12:00:00+08:00".parse().unwrap());
        stage.frames.time += 0.5;
        stage.frames.frame();
        stage.frames.time += 0.5;
        let seen = stage.frames.frame();
        assert!(!seen.has("紧急"), "{face:?} still interrupts: {:?}", seen.words);
        stage.never_drawn("紧急");
        stage.until_drawn(EVERY_DAY);
    }
}

#[test]
fn what_is_withdrawn_or_repealed_interrupts_no_longer() {
    for face in FACES {
        for repealed in [false, true] {
            let mut stage = Stage::showing(face, &feed(1, &[EVERY_DAY]), &[EVERY_DAY]);
            assert!(break_out(&mut stage, fire("severe")).has("紧急"), "{face:?}");
            let mut left = vec![item(EVERY_DAY)];
            if repealed {
                let mut fire = fire("severe");
                fire["_gongshi"]["repealed_on"] = json!("2026-11-23");
                left.push(fire);
            }
            stage.bureau.feed(PATH, &feed_of(3, &left));
            stage.client.until("the third", |snapshot| snapshot.sources[0].edition.head.sequence == Some(3));
            stage.frames.frame();
            stage.frames.sleep(Duration::from_millis(500));
            let seen = stage.frames.frame();
            assert!(!seen.has("紧急"), "{face:?}: {:?}", seen.words);
            stage.until_drawn(EVERY_DAY);
            stage.never_drawn("紧急");
        }
    }
}

#[test]
fn what_is_extreme_comes_before_what_is_severe() {
    for face in FACES.into_iter().filter(|face| face.0 != Face::Kiosk) {
        let mut stage = Stage::showing(face, &feed(1, &[EVERY_DAY]), &[EVERY_DAY]);
        break_out(&mut stage, fire("severe"));
        let mut flood = item("洪水来了");
        flood["_gongshi"]["interrupt"] = json!({ "severity": "extreme" });
        stage.bureau.feed(PATH, &feed_of(3, &[item(EVERY_DAY), fire("severe"), flood]));
        stage.client.until_titles(&[EVERY_DAY, FIRE, "洪水来了"]);
        stage.frames.frame();
        stage.frames.sleep(Duration::from_millis(500));
        let seen = stage.frames.frame();
        assert!(seen.has("特别紧急"), "{face:?}: {:?}", seen.words);
        stage.never_drawn(FIRE);
        stage.until_drawn("洪水来了");
    }
}

#[test]
fn a_moderate_one_comes_next_on_the_board_and_silences_nothing() {
    let mut stage = Stage::showing((Face::Board, Sweep::Left), &feed(1, &[EVERY_DAY]), &[EVERY_DAY]);
    stage.until_drawn(EVERY_DAY);
    let seen = break_out(&mut stage, fire("moderate"));
    assert!(seen.has("重要提醒"), "the line of notices says so: {:?}", seen.words);
    let drawn = seen.words.iter().filter(|words| words.contains(FIRE)).count();
    assert!(drawn >= 2, "in the main zone and in the line: {:?}", seen.words);
    stage.until_drawn(EVERY_DAY);
}

#[test]
fn a_visitor_goes_on_reading_under_the_banner_and_a_press_opens_it() {
    let kiosk = (Face::Kiosk, Sweep::Left);
    let mut stage = Stage::showing(kiosk, &feed(1, &[EVERY_DAY]), &[EVERY_DAY]);
    let page = stage.frames.tap(EVERY_DAY);
    assert!(page.has("返回") && !page.has("紧急"));
    let seen = break_out(&mut stage, fire("severe"));
    assert!(seen.has(EVERY_DAY) && seen.has("紧急") && seen.has(FIRE), "{:?}", seen.words);
    let opened = stage.frames.tap(&format!("紧急 {FIRE}"));
    assert!(opened.has("持续至 12:00") && !opened.has(EVERY_DAY), "{:?}", opened.words);
    let back = stage.frames.tap("返回");
    assert!(back.has(EVERY_DAY), "{:?}", back.words);
    stage.frames.client.open(Page::Home);
    let home = stage.frames.frame();
    assert!(home.has("紧急") && home.has(FIRE) && home.has("办事指南"), "{:?}", home.words);
}

#[test]
fn what_is_extreme_covers_a_kiosk_until_the_visitor_has_taken_note() {
    let kiosk = (Face::Kiosk, Sweep::Left);
    let mut stage = Stage::showing(kiosk, &feed(1, &[EVERY_DAY]), &[EVERY_DAY]);
    stage.frames.tap(EVERY_DAY);
    let seen = break_out(&mut stage, fire("extreme"));
    assert!(seen.has("特别紧急") && seen.has(FIRE) && !seen.has(EVERY_DAY), "{:?}", seen.words);
    let page = stage.frames.tap("我知道了");
    assert!(page.has(EVERY_DAY) && page.has("返回"), "back to what was read: {:?}", page.words);
    assert!(page.has("特别紧急") && !page.has("我知道了"), "the banner stays: {:?}", page.words);
    let list = stage.frames.tap("返回");
    assert!(list.has(EVERY_DAY) && list.has("特别紧急"), "{:?}", list.words);
    // The visitor walks away; the next one has not read it.
    stage.frames.time += 91.0;
    stage.frames.frame();
    let next = stage.frames.frame();
    assert!(next.has("我知道了"), "{:?}", next.words);
    // A correction is news.
    stage.frames.tap("我知道了");
    let mut corrected = fire("extreme");
    corrected["title"] = json!("请留在原地");
    stage.bureau.feed(PATH, &feed_of(3, &[item(EVERY_DAY), corrected]));
    stage.client.until_titles(&[EVERY_DAY, "请留在原地"]);
    let seen = stage.frames.frame();
    assert!(seen.has("请留在原地") && seen.has("我知道了"), "{:?}", seen.words);
}

/// The hall's clock stands at 10:42.
fn call(title: &str) -> Call<'_> {
    Call { title, text: None, severity: Severity::Severe, lasts: Duration::from_secs(30 * 60) }
}

#[test]
fn staff_take_over_every_face_and_let_it_go_again() {
    for face in FACES {
        let mut stage = Stage::showing(face, &feed(1, &[EVERY_DAY]), &[EVERY_DAY]);
        stage.until_drawn(EVERY_DAY);
        let standing = urgent::start(stage.data.path(), call(FIRE), stage.client.clock.now()).unwrap();
        stage.client.until_titles(&[EVERY_DAY, FIRE]);
        stage.frames.frame();
        stage.frames.sleep(Duration::from_millis(500));
        let seen = stage.frames.frame();
        assert!(seen.has("紧急") && seen.has(FIRE), "{face:?}: {:?}", seen.words);
        if face.0 != Face::Kiosk {
            stage.never_drawn(EVERY_DAY);
        }
        urgent::stop(stage.data.path(), Some(&standing.id), stage.client.clock.now()).unwrap();
        stage.client.until_titles(&[EVERY_DAY]);
        stage.until_drawn(EVERY_DAY);
        stage.never_drawn(FIRE);
    }
}

#[test]
fn a_call_of_staff_outlives_a_restart_without_a_server_and_a_broken_file_and_ends_at_its_time() {
    for face in FACES {
        let mut stage = Stage::showing(face, &feed(1, &[EVERY_DAY]), &[EVERY_DAY]);
        urgent::start(stage.data.path(), call(FIRE), stage.client.clock.now()).unwrap();
        stage.client.until_titles(&[EVERY_DAY, FIRE]);
        stage.bureau.close();
        let mut stage = stage.restart(face);
        assert_eq!(stage.client.titles(), [EVERY_DAY, FIRE]);
        stage.until_drawn(FIRE);
        atomic::write(&stage.data.path().join(urgent::NAME), b"{").unwrap();
        // Longer than it takes to look.
        std::thread::sleep(Duration::from_secs(1));
        assert_eq!(stage.client.titles(), [EVERY_DAY, FIRE]);
        stage.client.clock.set("2026-11-23T11:12:00+08:00".parse().unwrap());
        stage.frames.frame();
        stage.frames.sleep(Duration::from_millis(500));
        stage.frames.frame();
        stage.never_drawn(FIRE);
        stage.until_drawn(EVERY_DAY);
    }
}

//! Content comes, changes, is withdrawn and ends, on each of the three faces.

use std::time::Duration;

use gongshi::{config::Face, domain::SourceState, ui::kiosk::Page};
use serde_json::{Value, json};

use super::{
    hall::{feed, feed_of, item, now},
    stage::{FACES, PATH, Stage},
};

fn titled(id: &str, title: &str) -> Value {
    let mut item = item(id);
    item["title"] = json!(title);
    item
}

#[test]
fn content_appears_changes_and_is_withdrawn_on_every_face() {
    for face in FACES {
        let mut stage = Stage::new(face, Some(&feed(1, &[])));
        stage.client.until_state(|state| *state == SourceState::Fresh);
        stage.never_drawn("甲公告");
        stage.bureau.feed(PATH, &feed_of(2, &[titled("a", "甲公告"), titled("b", "乙公告")]));
        stage.client.until_titles(&["甲公告", "乙公告"]);
        stage.until_drawn("乙公告");
        stage.until_drawn("甲公告");
        stage.bureau.feed(PATH, &feed_of(3, &[titled("a", "丙公告"), titled("b", "乙公告")]));
        stage.client.until_titles(&["丙公告", "乙公告"]);
        let seen = stage.frames.frame();
        assert!(!seen.has("甲公告"), "{face:?} still shows what was corrected");
        stage.until_drawn("丙公告");
        stage.bureau.feed(PATH, &feed_of(4, &[titled("b", "乙公告")]));
        stage.client.until_titles(&["乙公告"]);
        stage.never_drawn("丙公告");
        stage.until_drawn("乙公告");
        stage.bureau.feed(PATH, &feed(5, &[]));
        stage.client.until_titles(&[]);
        stage.never_drawn("乙公告");
    }
}

#[test]
fn an_item_leaves_every_face_at_its_second_with_the_server_gone() {
    for face in FACES {
        let mut ending = titled("a", "限期公告");
        // An instant for one, the whole day for the other.
        let ends = if face.0 == Face::Board { "2026-11-23" } else { "2026-11-24T00:00:00+08:00" };
        ending["_gongshi"]["valid_to"] = json!(ends);
        let mut stage = Stage::showing(face, &feed_of(1, &[ending]), &["限期公告"]);
        stage.bureau.close();
        stage.client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
        stage.until_drawn("限期公告");
        stage.client.clock.set("2026-11-23T15:59:59Z".parse().unwrap());
        let seen = stage.frames.frame();
        assert!(seen.has("限期公告"), "{face:?} lost it too early: {:?}", seen.words);
        assert!(seen.delay <= Duration::from_secs(1), "{face:?} would sleep over it: {:?}", seen.delay);
        stage.client.clock.advance(Duration::from_secs(1));
        let seen = stage.frames.frame();
        assert!(!seen.has("限期公告"), "{face:?} still shows it");
        assert!(!seen.names.iter().any(|(name, _)| name.contains("限期公告")), "{face:?} still says it");
        stage.never_drawn("限期公告");
    }
}

#[test]
fn an_item_begins_at_its_second_with_the_server_gone() {
    for face in FACES {
        let mut coming = titled("a", "将来的公告");
        coming["_gongshi"]["valid_from"] = json!("2026-11-23T20:00:00+08:00");
        let mut stage = Stage::new(face, Some(&feed_of(1, &[coming])));
        stage.client.until_state(|state| *state == SourceState::Fresh);
        stage.bureau.close();
        stage.never_drawn("将来的公告");
        stage.client.clock.set("2026-11-23T12:00:00Z".parse().unwrap());
        stage.until_drawn("将来的公告");
    }
}

#[test]
fn a_restart_with_the_server_gone_shows_the_last_content_in_the_first_frame() {
    for face in FACES {
        let mut stage = Stage::showing(face, &feed(1, &["昨日的公告"]), &["昨日的公告"]);
        stage.bureau.close();
        let mut stage = stage.restart(face);
        if face.0 == Face::Kiosk {
            stage.frames.client.open(Page::Home);
        }
        let seen = stage.frames.frame();
        assert!(seen.has("昨日的公告"), "{face:?}: the first frame draws {:?}", seen.words);
        assert_eq!(stage.client.snapshot().sources[0].confirmed, Some(now()));
    }
}

#[test]
fn an_empty_feed_is_a_designed_page() {
    for (face, says) in FACES.into_iter().zip([
        "这个栏目暂时没有内容",
        "示例区市场监督管理局政务服务大厅",
        "示例区市场监督管理局政务服务大厅",
        "示例区市场监督管理局政务服务大厅",
    ]) {
        let mut stage = Stage::new(face, Some(&feed(1, &[])));
        stage.client.until_state(|state| *state == SourceState::Fresh);
        stage.until_drawn(says);
        if face.0 != Face::Strip {
            stage.until_drawn("内容更新于");
        }
    }
}

#[test]
fn with_nothing_at_all_the_hall_and_the_clock_are_left() {
    for face in FACES {
        let mut stage = Stage::new(face, None);
        stage.bureau.close();
        stage.client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
        if face.0 == Face::Kiosk {
            stage.frames.client.open(Page::Home);
        }
        for part in ["示例区市场监督管理局政务服务大厅", "10:4", "正在等待第一次更新"]
        {
            stage.until_drawn(part);
        }
    }
}
